package northstar.statistics;

import java.util.OptionalDouble;
import java.util.Set;

/** The quantile of an arm's values, over all its units. */
public sealed interface QuantileEstimate {
    /**
     * Returns the number of units.
     *
     * @return at least 0
     */
    long units();

    /**
     * A quantile with its error.
     *
     * @param units number of units
     * @param value the quantile, in the metric's own unit
     * @param ciLower lower end of the 95 % interval
     * @param ciUpper upper end
     * @param standardError of {@code value}: width of the interval over twice the normal quantile, and of thresholds the error
     *     of their grid
     * @param shareBelow share of the values at or below {@code value}
     * @param shareVariance variance of that share, units being drawn whole
     * @param designEffect that variance over the one of as many independent values
     * @param support {@code min(p, 1-p)} times the number of independent values that would bear the same variance
     * @param flags {@link Reason#QUANTILE_UNSUPPORTED} if the interval has no width, as where many values are the same
     */
    record Estimated(
            long units,
            double value,
            double ciLower,
            double ciUpper,
            double standardError,
            double shareBelow,
            double shareVariance,
            double designEffect,
            double support,
            Set<Reason> flags)
            implements QuantileEstimate {
        /**
         * Checks and copies the components.
         *
         * @throws IllegalArgumentException if a number is not finite, or an error or variance negative
         */
        public Estimated {
            Arguments.requireFinite("value", value);
            Arguments.requireFinite("ciLower", ciLower);
            Arguments.requireFinite("ciUpper", ciUpper);
            Arguments.requireNonNegative("standardError", standardError);
            Arguments.requireNonNegative("shareBelow", shareBelow);
            Arguments.requireNonNegative("shareVariance", shareVariance);
            Arguments.requireNonNegative("designEffect", designEffect);
            Arguments.requireNonNegative("support", support);
            flags = Set.copyOf(flags);
        }
    }

    /**
     * The data do not bear the quantile.
     *
     * @param units number of units
     * @param value the quantile; empty where even that is unknown
     * @param reason {@link Reason#LOW_N} or {@link Reason#QUANTILE_UNSUPPORTED}
     */
    record Undefined(long units, OptionalDouble value, Reason reason) implements QuantileEstimate {}
}
