package northstar.statistics;

import java.util.OptionalDouble;

/**
 * Asymptotic confidence sequence: an interval at every look, all of which cover the effect together with probability
 * {@code 1 - alpha}; the looks may be any number and at any time.
 *
 * <p>{@code effect +- se z(t)} with {@code z(t) = sqrt((1 + 1/u) ln((1 + u)/alpha^2))}, {@code u = t r2}, t the units of
 * both arms (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024). The e-value {@code (1+u)^(-1/2) exp(z^2 u / (2 (1+u)))}
 * is that of the mixture sequential probability ratio test with the mixing variance of {@link #mixingVariance}.
 *
 * <p>Immutable.
 *
 * @param alpha two-sided error rate over all looks, in (0, 1)
 * @param r2 tuning constant per unit, above 0, fixed before the first look
 * @param burnIn what a look must have to count
 */
public record ConfidenceSequence(double alpha, double r2, BurnIn burnIn)
        implements SequentialMethod<Look, ConfidenceSequence.State, TwoSidedResult> {
    /** Units of both arms at which the sequence is tightest when nothing is planned. */
    public static final double DEFAULT_TUNING_UNITS = 10_000;

    /**
     * What a look hands on to the next.
     *
     * @param burnedIn whether a look has counted
     * @param smallestPValue over the looks that counted; 1 before
     * @param rejectedUp whether a look with a positive effect crossed
     * @param rejectedDown whether a look with a negative effect crossed
     * @param largestInformation largest {@code 1 / standardError^2} so far; 0 before
     */
    public record State(
            boolean burnedIn,
            double smallestPValue,
            boolean rejectedUp,
            boolean rejectedDown,
            double largestInformation) {}

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1) or {@code r2} not finite and above 0
     */
    public ConfidenceSequence {
        Arguments.requireOpenUnit("alpha", alpha);
        Arguments.requirePositive("r2", r2);
    }

    /**
     * Returns the sequence that is tightest at a given number of units, with the standard burn-in.
     *
     * @param alpha two-sided error rate, in (0, 1)
     * @param units of both arms, above 0; a good choice is half of what is planned, else {@link #DEFAULT_TUNING_UNITS}
     * @return the sequence
     */
    public static ConfidenceSequence tightestAt(double alpha, double units) {
        Arguments.requirePositive("units", units);
        return new ConfidenceSequence(alpha, exactTuning(alpha) / units, BurnIn.STANDARD);
    }

    /**
     * Returns a copy with another burn-in.
     *
     * @param other the burn-in
     * @return the copy
     */
    public ConfidenceSequence withBurnIn(BurnIn other) {
        return new ConfidenceSequence(alpha, r2, other);
    }

    /**
     * Returns the product of r2 and the units at which the sequence is tightest, {@code -W_-1(-alpha^2/e) - 1}.
     *
     * @param alpha two-sided error rate, in (0, 1)
     * @return the product, above 0
     */
    public static double exactTuning(double alpha) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the approximation {@code -2 ln alpha + ln(1 - 2 ln alpha)} to {@link #exactTuning}, which other tools use.
     *
     * @param alpha two-sided error rate, in (0, 1)
     * @return the product, above 0
     */
    public static double approximateTuning(double alpha) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the quantile z(t).
     *
     * @param units of both arms, above 0
     * @return the quantile
     */
    public double criticalValue(double units) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the natural logarithm of the e-value.
     *
     * @param statistic effect divided by its standard error
     * @param units of both arms, above 0
     * @return the logarithm
     */
    public double logEValue(double statistic, double units) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the variance of the normal mixture over the effect that makes a mixture sequential probability ratio test
     * equal to this sequence at one look: {@code r2 t V}.
     *
     * @param units of both arms at that look
     * @param variance squared standard error of the effect at that look
     * @return the mixing variance, in the metric's unit squared
     */
    public double mixingVariance(double units, double variance) {
        return r2 * units * variance;
    }

    @Override
    public State initialState() {
        return new State(false, 1, false, false, 0);
    }

    @Override
    public Step<State, TwoSidedResult> step(State state, Look look) {
        throw new UnsupportedOperationException();
    }
}
