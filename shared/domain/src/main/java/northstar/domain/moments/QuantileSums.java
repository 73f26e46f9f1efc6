package northstar.domain.moments;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import northstar.domain.Arguments;

/**
 * The exact sums from which a quantile over the values of all units follows, with an error that knows that the values of a
 * unit are alike (METHODS 5.2).
 *
 * <p>With {@code N_i} the values of unit i and {@code I_ib} those of them that are at most the threshold {@code x_b}, the share
 * {@code F(x_b) = sum I_ib / sum N_i} is a ratio of totals, and its variance that of a ratio:
 *
 * <pre>
 * Var F(x_b) = K/(K-1) (sum I_ib^2 - 2 F sum I_ib N_i + F^2 sum N_i^2) / (sum N_i)^2
 * </pre>
 *
 * Sums of the same thresholds merge by addition.
 *
 * @param units K, the units, also those without a value
 * @param thresholds x_b, strictly ascending
 * @param events sum of N_i
 * @param eventsSquared sum of N_i^2
 * @param below for each threshold the sum of I_ib
 * @param belowSquared for each threshold the sum of I_ib^2
 * @param belowEvents for each threshold the sum of I_ib N_i
 */
public record QuantileSums(
        long units,
        List<Double> thresholds,
        long events,
        long eventsSquared,
        List<Long> below,
        List<Long> belowSquared,
        List<Long> belowEvents) {
    public QuantileSums {
        Arguments.notNegative("units", units);
        Arguments.notNegative("events", events);
        if (eventsSquared < events) {
            throw Arguments.refusal("eventsSquared", eventsSquared, "at least events (" + events + ")");
        }
        thresholds = ascending(thresholds);
        below = bounded("below", below, "events", List.of(), events, thresholds.size());
        belowSquared = bounded("belowSquared", belowSquared, "eventsSquared", below, eventsSquared, thresholds.size());
        belowEvents =
                bounded("belowEvents", belowEvents, "eventsSquared", belowSquared, eventsSquared, thresholds.size());
    }

    private static List<Double> ascending(List<Double> thresholds) {
        for (int b = 0; b < thresholds.size(); b++) {
            Arguments.finite("thresholds[" + b + "]", thresholds.get(b));
            if (b > 0 && !(thresholds.get(b) > thresholds.get(b - 1))) {
                throw Arguments.refusal("thresholds[" + b + "]", thresholds.get(b), "above the one before it");
            }
        }
        return thresholds.stream().map(threshold -> threshold + 0.0).toList(); // -0 is 0
    }

    /** Checks what holds of every such sum: it does not fall with the threshold and lies between its bounds. */
    private static List<Long> bounded(
            String name, List<Long> sums, String mostName, List<Long> least, long most, int size) {
        if (sums.size() != size) {
            throw Arguments.refusal(name + ".length", sums.size(), "the number of thresholds (" + size + ")");
        }
        for (int b = 0; b < size; b++) {
            long floor = Math.max(b == 0 ? 0 : sums.get(b - 1), least.isEmpty() ? 0 : least.get(b));
            if (sums.get(b) < floor || sums.get(b) > most) {
                throw Arguments.refusal(
                        name + "[" + b + "]", sums.get(b), "in [" + floor + ", " + mostName + " == " + most + "]");
            }
        }
        return List.copyOf(sums);
    }

    /**
     * Returns the sums over both sets of units.
     *
     * @throws IllegalArgumentException if the thresholds differ
     * @throws ArithmeticException if a sum leaves the range of a long
     */
    public QuantileSums plus(QuantileSums other) {
        if (!thresholds.equals(other.thresholds)) {
            throw Arguments.refusal(
                    "thresholds", other.thresholds.size() + " others", "the same as those of the other sums");
        }
        return new QuantileSums(
                Math.addExact(units, other.units),
                thresholds,
                Math.addExact(events, other.events),
                Math.addExact(eventsSquared, other.eventsSquared),
                zipped(below, other.below, Math::addExact),
                zipped(belowSquared, other.belowSquared, Math::addExact),
                zipped(belowEvents, other.belowEvents, Math::addExact));
    }

    private static List<Long> zipped(List<Long> first, List<Long> second, LongBinaryOperator plus) {
        List<Long> sums = new ArrayList<>(first.size());
        for (int b = 0; b < first.size(); b++) {
            sums.add(plus.applyAsLong(first.get(b), second.get(b)));
        }
        return sums;
    }
}
