package northstar.statistics;

import java.util.EnumSet;
import java.util.Set;

/**
 * What both arms must have before a look of an asymptotic method counts.
 *
 * @param units least number of units per arm, at least 0
 * @param count least number of successes and of failures per arm of a proportion, at least 0
 * @param skewness largest absolute skewness of the difference, above 0; not asked where no third moment is known
 */
public record BurnIn(long units, double count, double skewness) {
    private static final double ROUNDING = 1e-12;

    /** 100 units, 10 successes and 10 failures, skewness at most 0.3. */
    public static final BurnIn STANDARD = new BurnIn(100, 10, 0.3);

    /** Every look counts: for replications, not for decisions. */
    public static final BurnIn NONE = new BurnIn(0, 0, Double.MAX_VALUE);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public BurnIn {
        if (units < 0) {
            throw new IllegalArgumentException("units == " + units + ", must be >= 0");
        }
        Arguments.requireNonNegative("count", count);
        Arguments.requirePositive("skewness", skewness);
    }

    /** Returns what a sample still lacks. */
    Set<Reason> concerns(SampleSupport support) {
        return support.concerns(units, count, skewness);
    }

    /** Returns the flags of a look that counts. */
    Set<Reason> flags(Comparison.Estimated comparison, Set<Reason> concerns, double largestInformation) {
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        flags.addAll(comparison.flags());
        flags.addAll(concerns);
        if (comparison.support().skewness().isEmpty()) {
            flags.add(Reason.SKEWNESS_UNKNOWN);
        }
        if (comparison.information() < largestInformation * (1 - ROUNDING)) {
            flags.add(Reason.INFO_DECREASED);
        }
        return flags;
    }
}
