package northstar.statistics;

/**
 * Test of a {@link Claim} at every look, with one error rate over all of them.
 *
 * <p>A look shows the claim when its statistic reaches {@code z_1(t) = sqrt(2 (1 + 1/u) ln(1 + sqrt(1+u)/(2 alpha)))},
 * {@code u = t r2}; a conservative closed form of the one-sided asymptotic confidence sequence. The p-value is the
 * smallest alpha at which that happens, r2 kept.
 *
 * <p>Immutable.
 *
 * @param claim what is to be shown
 * @param alpha one-sided error rate over all looks, in (0, 1)
 * @param r2 tuning constant per unit, above 0, fixed before the first look
 * @param burnIn what a look must have to count
 */
public record OneSidedConfidenceSequence(Claim claim, double alpha, double r2, BurnIn burnIn)
        implements SequentialMethod<Look, OneSidedConfidenceSequence.State, OneSidedResult> {
    /**
     * What a look hands on to the next.
     *
     * @param burnedIn whether a look has counted
     * @param smallestPValue over the looks that counted; 1 before
     * @param largestInformation largest {@code 1 / standardError^2} of the effect so far; 0 before
     */
    public record State(boolean burnedIn, double smallestPValue, double largestInformation) {}

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1) or {@code r2} not finite and above 0
     */
    public OneSidedConfidenceSequence {
        Arguments.requireOpenUnit("alpha", alpha);
        Arguments.requirePositive("r2", r2);
    }

    /**
     * Returns the sequence that is tightest about a given number of units (the two-sided tuning at {@code 2 alpha}), with
     * the standard burn-in.
     *
     * @param claim what is to be shown
     * @param alpha one-sided error rate, in (0, 0.5)
     * @param units of both arms, above 0
     * @return the sequence
     */
    public static OneSidedConfidenceSequence tightestAt(Claim claim, double alpha, double units) {
        Arguments.requirePositive("units", units);
        return new OneSidedConfidenceSequence(
                claim, alpha, ConfidenceSequence.exactTuning(2 * alpha) / units, BurnIn.STANDARD);
    }

    /**
     * Returns a copy with another burn-in.
     *
     * @param other the burn-in
     * @return the copy
     */
    public OneSidedConfidenceSequence withBurnIn(BurnIn other) {
        return new OneSidedConfidenceSequence(claim, alpha, r2, other);
    }

    /**
     * Returns the boundary z_1(t).
     *
     * @param units of both arms, above 0
     * @return the boundary
     */
    public double criticalValue(double units) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the p-value of one look.
     *
     * @param statistic standard score of the claim
     * @param units of both arms, above 0
     * @return in [0, 1]
     */
    public double pValue(double statistic, double units) {
        throw new UnsupportedOperationException();
    }

    @Override
    public State initialState() {
        return new State(false, 1, 0);
    }

    @Override
    public Step<State, OneSidedResult> step(State state, Look look) {
        throw new UnsupportedOperationException();
    }
}
