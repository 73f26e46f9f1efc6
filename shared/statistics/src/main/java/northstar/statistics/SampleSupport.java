package northstar.statistics;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How well the two samples support a normal approximation.
 *
 * @param smallestArm units in the smaller arm
 * @param smallestCount the least of successes and failures over both arms of a proportion, or of independent values on either
 *     side of a quantile; empty for other metrics
 * @param skewness skewness of the unadjusted difference, {@code g = (k3_T/n_T^2 - k3_C/n_C^2) / V^1.5} with the third
 *     central moments k3; empty where a third moment is unknown
 */
public record SampleSupport(long smallestArm, OptionalDouble smallestCount, OptionalDouble skewness) {
    /**
     * Returns what speaks against a normal approximation at the given limits.
     *
     * @param units least number of units per arm
     * @param count least number of successes and of failures per arm
     * @param largestSkewness largest absolute skewness
     * @return {@link Reason#LOW_N} and {@link Reason#SKEWED} where they apply; empty if nothing does
     */
    public Set<Reason> concerns(long units, double count, double largestSkewness) {
        Set<Reason> concerns = EnumSet.noneOf(Reason.class);
        if (smallestArm < units || (smallestCount.isPresent() && smallestCount.getAsDouble() < count)) {
            concerns.add(Reason.LOW_N);
        }
        if (skewness.isPresent() && Math.abs(skewness.getAsDouble()) > largestSkewness) {
            concerns.add(Reason.SKEWED);
        }
        return Set.copyOf(concerns);
    }
}
