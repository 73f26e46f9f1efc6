package northstar.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import northstar.domain.Reason;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.domain.ranking.VariantResult.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The results of an invented experimentation programme, drawn with a seed: most experiments have one treatment, some up to three;
 * some features were tested twice, some results hold no effect, some features are out.
 *
 * @param results in the order in which they were drawn
 * @param states which features are out
 */
record Programme(List<VariantResult> results, List<FeatureState> states) {
    static final String NORTH_STAR = "nights-booked";

    private static final long SEED = 20_251_102;
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final double EFFECT_SD = 0.01;
    private static final double TYPICAL_ERROR = 0.008;
    private static final double SIGNIFICANT = 1.96;

    static Programme of(int features) {
        Draw draw = new Draw(new SplittableRandom(SEED));
        for (int i = 0; i < features; i++) {
            draw.feature(i);
        }
        return new Programme(List.copyOf(draw.results), List.copyOf(draw.states));
    }

    /** The drawing of one programme. */
    private static final class Draw {
        private final SplittableRandom random;
        private final List<VariantResult> results = new ArrayList<>();
        private final List<FeatureState> states = new ArrayList<>();

        private Draw(SplittableRandom random) {
            this.random = random;
        }

        void feature(int index) {
            String feature = "feature-" + index;
            Instant start = BEGIN.plus(Duration.ofHours(12L * index));
            int arms = happens(0.8) ? 1 : 2 + random.nextInt(2);
            double[] effects = random.doubles(arms)
                    .map(ignored -> EFFECT_SD * random.nextGaussian())
                    .toArray();
            experiment(feature, "experiment-" + index, null, start, effects);
            if (happens(0.04)) {
                Instant later = start.plus(Duration.ofDays(60));
                experiment(feature, "experiment-" + index + "-again", "experiment-" + index, later, effects);
            }
            if (happens(0.1)) {
                states.add(new FeatureState(feature, "v1", start.plus(Duration.ofDays(90))));
            }
        }

        private void experiment(
                String feature, String key, @Nullable String replicates, Instant start, double[] effects) {
            double error = TYPICAL_ERROR * Math.exp(0.5 * random.nextGaussian());
            double controlNoise = error / Math.sqrt(2) * random.nextGaussian();
            Scale scale = happens(0.9) ? new Scale(1.3, 1e6 * Math.exp(random.nextGaussian()), Basis.MEASURED) : null;
            Double effort = happens(0.5) ? 1.0 + random.nextInt(12) : null;
            for (int arm = 0; arm < effects.length; arm++) {
                double effect = effects[arm] - controlNoise + error / Math.sqrt(2) * random.nextGaussian();
                boolean known = happens(0.96);
                results.add(new VariantResult(
                        NORTH_STAR,
                        key,
                        feature,
                        "v" + (arm + 1),
                        start.plus(Duration.ofDays(14)),
                        start,
                        Status.COMPLETE,
                        known ? verdict(effect / error) : Verdict.INVALID,
                        known ? new Measured(effect, error, 1 + effect, error / Math.sqrt(2)) : null,
                        known ? null : Reason.NO_VARIANCE,
                        scale,
                        effort,
                        replicates,
                        List.of()));
            }
        }

        private boolean happens(double probability) {
            return random.nextDouble() < probability;
        }

        private static Verdict verdict(double statistic) {
            if (statistic > SIGNIFICANT) {
                return Verdict.SHIP;
            }
            return statistic < -SIGNIFICANT ? Verdict.HARMFUL : Verdict.NEUTRAL;
        }
    }
}
