package northstar.statistics;

/**
 * Student's t distribution.
 *
 * <p>Immutable.
 *
 * @param degreesOfFreedom finite and above 0; need not be whole
 */
public record StudentT(double degreesOfFreedom) {
    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code degreesOfFreedom} is not finite and above 0
     */
    public StudentT {
        Arguments.requirePositive("degreesOfFreedom", degreesOfFreedom);
    }

    /**
     * Returns the density at a point.
     *
     * @param x the point
     * @return the density
     */
    public double density(double x) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns {@code P(T > x)}, exact in relative terms also in the far right tail.
     *
     * @param x the point
     * @return the probability
     */
    public double survival(double x) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the point x with {@code P(T > x) = p}.
     *
     * @param p a probability in (0, 1)
     * @return the point
     * @throws IllegalArgumentException if {@code p} is not in (0, 1)
     */
    public double survivalQuantile(double p) {
        throw new UnsupportedOperationException();
    }
}
