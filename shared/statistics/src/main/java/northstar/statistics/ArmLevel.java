package northstar.statistics;

/**
 * Estimated level of a metric in one arm.
 *
 * @param n number of units
 * @param mean mean per unit, or the ratio, in the metric's own unit; adjusted when the comparison is
 * @param standardError standard error of {@code mean}, at least 0
 */
public record ArmLevel(long n, double mean, double standardError) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code n} is negative, {@code mean} not finite, or {@code standardError} not
     *     finite and at least 0
     */
    public ArmLevel {
        if (n < 0) {
            throw new IllegalArgumentException("n == " + n + ", must be >= 0");
        }
        Arguments.requireFinite("mean", mean);
        Arguments.requireNonNegative("standardError", standardError);
    }
}
