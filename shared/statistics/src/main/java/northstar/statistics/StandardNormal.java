package northstar.statistics;

/** The normal distribution with mean 0 and variance 1. */
public final class StandardNormal {
    private StandardNormal() {}

    /**
     * Returns the density at a point.
     *
     * @param x the point
     * @return the density
     */
    public static double density(double x) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns {@code P(Z <= x)}, exact in relative terms also in the far left tail.
     *
     * @param x the point
     * @return the probability
     */
    public static double cumulative(double x) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns {@code P(Z > x)}, exact in relative terms also in the far right tail.
     *
     * @param x the point
     * @return the probability
     */
    public static double survival(double x) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the point x with {@code P(Z <= x) = p}.
     *
     * @param p a probability in (0, 1)
     * @return the quantile
     * @throws IllegalArgumentException if {@code p} is not in (0, 1)
     */
    public static double quantile(double p) {
        throw new UnsupportedOperationException();
    }
}
