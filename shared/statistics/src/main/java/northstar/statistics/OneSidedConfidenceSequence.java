package northstar.statistics;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

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
     * @param largestInformation largest {@code 1 / standardError^2} of the effect over the looks that counted; 0 before
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
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("alpha == " + alpha + ", must be in (0, 0.5)");
        }
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
        Arguments.requirePositive("units", units);
        double u = units * r2;
        return Math.sqrt(2 * (1 + 1 / u) * Math.log1p(Math.sqrt(1 + u) / (2 * alpha)));
    }

    /**
     * Returns the p-value of one look.
     *
     * @param statistic standard score of the claim
     * @param units of both arms, above 0
     * @return in [0, 1]
     */
    public double pValue(double statistic, double units) {
        Arguments.requirePositive("units", units);
        if (!(statistic > 0)) {
            return 1;
        }
        double u = units * r2;
        double exponent = 0.5 * statistic * statistic * (u / (1 + u));
        return Math.min(1, 0.5 * Math.sqrt(1 + u) / Math.expm1(exponent));
    }

    @Override
    public State initialState() {
        return new State(false, 1, 0);
    }

    @Override
    public Step<State, OneSidedResult> step(State state, Look look) {
        return switch (look.comparison()) {
            case Comparison.Estimated estimated -> step(state, estimated);
            case Comparison.Undefined undefined ->
                new Step<>(state, new OneSidedResult.Undefined(undefined.reason(), Set.of()));
        };
    }

    private Step<State, OneSidedResult> step(State state, Comparison.Estimated comparison) {
        Set<Reason> concerns = burnIn.concerns(comparison.support());
        if (!state.burnedIn() && !concerns.isEmpty()) {
            return new Step<>(state, new OneSidedResult.Undefined(Reason.BURN_IN, concerns));
        }
        OptionalDouble statistic = claim.contrast(comparison).statistic();
        if (statistic.isEmpty()) {
            return new Step<>(state, new OneSidedResult.Undefined(Reason.NO_VARIANCE, concerns));
        }
        double units =
                (double) comparison.control().n() + comparison.treatment().n();
        double smallest = Math.min(state.smallestPValue(), pValue(statistic.getAsDouble(), units));
        double information = Math.max(state.largestInformation(), comparison.information());
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        flags.addAll(claim.flags(comparison));
        flags.addAll(burnIn.flags(comparison, concerns, state.largestInformation()));
        return new Step<>(
                new State(true, smallest, information),
                new OneSidedResult.Tested(statistic.getAsDouble(), smallest, smallest <= alpha, flags));
    }
}
