package northstar.statistics;

/**
 * What both arms must have before a look of an asymptotic method counts.
 *
 * @param units least number of units per arm, at least 0
 * @param count least number of successes and of failures per arm of a proportion, at least 0
 * @param skewness largest absolute skewness of the difference, above 0; not asked where no third moment is known
 */
public record BurnIn(long units, double count, double skewness) {
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
}
