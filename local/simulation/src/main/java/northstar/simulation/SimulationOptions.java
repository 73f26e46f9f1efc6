package northstar.simulation;

import java.util.List;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What a lake is to be like.
 *
 * @param units how many units each experiment has, in [10, 20,000,000]
 * @param days over how many days from the start they are exposed, or null for the whole test window
 * @param effects what is true; metrics that are not named have no effect
 * @param seed the same seed gives the same events
 * @param novelty what is left of an effect in the end, in [0, 1], or null if it stays whole; it halves the rest every three days
 * @param late share of events that are received a day or two later, in [0, 1]
 * @param duplicates share of activities that are received twice, in [0, 1]
 * @param multi share of units that meet a second variant, in [0, 1]
 * @param bots share of units that act 40 times as often, in [0, 1]
 * @param raw whether events are written as they come in (NDJSON) instead of as they land (Parquet)
 */
public record SimulationOptions(
        int units,
        @Nullable Integer days,
        List<TrueEffect> effects,
        long seed,
        @Nullable Double novelty,
        double late,
        double duplicates,
        double multi,
        double bots,
        boolean raw) {
    private static final int MIN_UNITS = 10;
    private static final int MAX_UNITS = 20_000_000;

    public SimulationOptions {
        if (units < MIN_UNITS || units > MAX_UNITS) {
            throw Arguments.refusal("units", units, "in [" + MIN_UNITS + ", " + MAX_UNITS + "]");
        }
        if (days != null && days < 1) {
            throw Arguments.refusal("days", days, "at least 1");
        }
        if (novelty != null) {
            portion("novelty", novelty);
        }
        portion("late", late);
        portion("duplicates", duplicates);
        portion("multi", multi);
        portion("bots", bots);
        effects = List.copyOf(effects);
    }

    private static void portion(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw Arguments.refusal(name, share, "in [0, 1]");
        }
    }

    /**
     * An effect to be true.
     *
     * @param metric key of the metric
     * @param variant key of the treatment, or null for all of them
     * @param value relative change of the metric, in (-1, 5]
     */
    public record TrueEffect(String metric, @Nullable String variant, double value) {
        private static final double LARGEST = 5;

        public TrueEffect {
            Arguments.key("metric", metric);
            if (!(value > -1 && value <= LARGEST)) {
                throw Arguments.refusal("effect of " + metric, value, "in (-1, " + LARGEST + "]");
            }
        }
    }
}
