package northstar.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Counts of one arm's values at or below fixed thresholds: all that a quantile needs, and they merge by addition.
 *
 * <p>{@code I_ib} is the number of values of unit i at or below {@code x_b}, {@code N_i} the number of all its values.
 *
 * @param units number of units K, also those without a value
 * @param thresholds x_b, strictly ascending
 * @param events sum of N_i
 * @param eventsSquared sum of N_i^2
 * @param below for each threshold the sum of I_ib
 * @param belowSquared for each threshold the sum of I_ib^2
 * @param belowEvents for each threshold the sum of I_ib N_i
 */
public record QuantileTable(
        long units,
        List<Double> thresholds,
        long events,
        long eventsSquared,
        List<Long> below,
        List<Long> belowSquared,
        List<Long> belowEvents) {
    /** Fewer thresholds inside the interval draw it too coarsely. */
    private static final int LEAST_INSIDE = 5;

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if thresholds are not finite and strictly ascending, if there is not one sum for each of
     *     them, or if a sum is negative
     */
    public QuantileTable {
        thresholds = List.copyOf(thresholds);
        below = List.copyOf(below);
        belowSquared = List.copyOf(belowSquared);
        belowEvents = List.copyOf(belowEvents);
        requireNonNegative("units", units);
        requireNonNegative("events", events);
        requireNonNegative("eventsSquared", eventsSquared);
        for (int b = 0; b < thresholds.size(); b++) {
            Arguments.requireFinite("thresholds[" + b + "]", thresholds.get(b));
            if (b > 0 && !(thresholds.get(b) > thresholds.get(b - 1))) {
                throw new IllegalArgumentException("thresholds[" + b + "] == " + thresholds.get(b)
                        + ", must be > thresholds[" + (b - 1) + "] == " + thresholds.get(b - 1));
            }
        }
        for (List<Long> sums : List.of(below, belowSquared, belowEvents)) {
            if (sums.size() != thresholds.size()) {
                throw new IllegalArgumentException(
                        "sums.size() == " + sums.size() + ", must be thresholds.size() == " + thresholds.size());
            }
            sums.forEach(sum -> requireNonNegative("sum", sum));
        }
    }

    private static void requireNonNegative(String what, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " == " + value + ", must be >= 0");
        }
    }

    /**
     * Returns the quantile by linear interpolation of F, with Woodruff's interval {@code {x: |F(x) - p| <= z sqrt(Var F(x))}}, whose
     * ends are interpolated too.
     *
     * @param p level of the quantile, in (0, 1)
     * @param z normal quantile of the interval
     * @return undefined if the interval reaches the first or last threshold, or fewer than five lie inside it
     */
    QuantileEstimate estimate(double p, double z) {
        if (units < 2 || events < 1) {
            return new QuantileEstimate.Undefined(units, OptionalDouble.empty(), Reason.LOW_N);
        }
        ClusteredShare[] shares = shares();
        int above = 0;
        while (above < shares.length && shares[above].value() < p) {
            above++;
        }
        if (above == 0 || above == shares.length) {
            return new QuantileEstimate.Undefined(units, OptionalDouble.empty(), Reason.QUANTILE_UNSUPPORTED);
        }
        double fraction = crossing(shares[above - 1].value() - p, shares[above].value() - p);
        double value = between(above - 1, fraction);
        int first = first(shares, p, z);
        int last = last(shares, p, z);
        if (first == 0 || last == shares.length - 1 || last - first + 1 < LEAST_INSIDE) {
            return new QuantileEstimate.Undefined(units, OptionalDouble.of(value), Reason.QUANTILE_UNSUPPORTED);
        }
        double start = between(first - 1, crossing(upper(shares[first - 1], z) - p, upper(shares[first], z) - p));
        double end = between(last, crossing(lower(shares[last], z) - p, lower(shares[last + 1], z) - p));
        double grid = (thresholds.get(above) - thresholds.get(above - 1)) / Math.sqrt(12);
        return estimated(
                p,
                value,
                start,
                end,
                (end - start) / (2 * z) + grid,
                shares[above - 1].towards(shares[above], fraction));
    }

    private QuantileEstimate estimated(
            double p, double value, double start, double end, double standardError, ClusteredShare share) {
        if (!Double.isFinite(standardError)) {
            return new QuantileEstimate.Undefined(units, OptionalDouble.of(value), Reason.OVERFLOW);
        }
        DesignEffect effect = DesignEffect.of(p, (double) events, share.variance());
        return new QuantileEstimate.Estimated(
                units,
                value,
                start,
                end,
                standardError,
                share.value(),
                share.variance(),
                effect.value(),
                effect.support(),
                Set.of());
    }

    private ClusteredShare[] shares() {
        ClusteredShare[] shares = new ClusteredShare[thresholds.size()];
        for (int b = 0; b < shares.length; b++) {
            shares[b] = ClusteredShare.of(
                    units, events, eventsSquared, below.get(b), belowSquared.get(b), belowEvents.get(b));
        }
        return shares;
    }

    /** Returns the first threshold that is not clearly below the quantile. */
    private static int first(ClusteredShare[] shares, double p, double z) {
        int first = 0;
        while (first < shares.length && upper(shares[first], z) < p) {
            first++;
        }
        return first;
    }

    /** Returns the last threshold that is not clearly above the quantile. */
    private static int last(ClusteredShare[] shares, double p, double z) {
        int last = shares.length - 1;
        while (last >= 0 && lower(shares[last], z) > p) {
            last--;
        }
        return last;
    }

    private static double upper(ClusteredShare share, double z) {
        return share.value() + z * Math.sqrt(share.variance());
    }

    private static double lower(ClusteredShare share, double z) {
        return share.value() - z * Math.sqrt(share.variance());
    }

    /** Returns the fraction of the way from one number to another of the other sign at which the line is 0. */
    private static double crossing(double from, double to) {
        return from == to ? 1 : from / (from - to);
    }

    /** Returns the point at a fraction of the way from a threshold to the next one. */
    private double between(int b, double fraction) {
        double left = thresholds.get(b);
        double right = thresholds.get(b + 1);
        return (1 - fraction) * left + fraction * right;
    }
}
