package northstar.statistics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The values of one arm by unit, for the quantile without thresholds (METHODS 5.1, steps 1 to 3). */
final class UnitValues {
    private final List<double[]> units;
    private final double[] sorted;

    UnitValues(List<double[]> units) {
        this.units = List.copyOf(units);
        sorted = units.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        for (double value : sorted) {
            Arguments.requireFinite("value", value);
        }
    }

    QuantileEstimate estimate(double p, double z) {
        int n = sorted.length;
        if (units.size() < 2 || n < 1) {
            return new QuantileEstimate.Undefined(units.size(), OptionalDouble.empty(), Reason.LOW_N);
        }
        double value = sorted[rank(p) - 1];
        ClusteredShare share = share(value);
        double half = z * Math.sqrt(share.variance());
        double from = Math.ceil(n * (p - half));
        double to = Math.floor(n * (p + half)) + 1;
        if (from < 1 || to > n) {
            return new QuantileEstimate.Undefined(units.size(), OptionalDouble.of(value), Reason.QUANTILE_UNSUPPORTED);
        }
        double start = sorted[(int) from - 1];
        double end = sorted[(int) to - 1];
        double standardError = (end - start) / (2 * z);
        if (!Double.isFinite(standardError)) {
            return new QuantileEstimate.Undefined(units.size(), OptionalDouble.of(value), Reason.OVERFLOW);
        }
        DesignEffect effect = DesignEffect.of(p, n, share.variance());
        return new QuantileEstimate.Estimated(
                units.size(),
                value,
                start,
                end,
                standardError,
                share.value(),
                share.variance(),
                effect.value(),
                effect.support(),
                standardError == 0 ? Set.of(Reason.QUANTILE_UNSUPPORTED) : Set.of());
    }

    /** Returns {@code ceil(n p)} of the decimal that p is written as: 0.07 of 100 is rank 7, not 8. */
    private int rank(double p) {
        return BigDecimal.valueOf(p)
                .multiply(BigDecimal.valueOf(sorted.length))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    private ClusteredShare share(double point) {
        long eventsSquared = 0;
        long below = 0;
        long belowSquared = 0;
        long belowEvents = 0;
        for (double[] unit : units) {
            long all = unit.length;
            long low = Arrays.stream(unit).filter(value -> value <= point).count();
            eventsSquared += all * all;
            below += low;
            belowSquared += low * low;
            belowEvents += low * all;
        }
        return ClusteredShare.of(units.size(), sorted.length, eventsSquared, below, belowSquared, belowEvents);
    }
}
