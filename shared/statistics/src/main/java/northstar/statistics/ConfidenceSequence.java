package northstar.statistics;

import java.util.OptionalDouble;
import java.util.Set;

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
     * @param largestInformation largest {@code 1 / standardError^2} over the looks that counted; 0 before
     */
    public record State(
            boolean burnedIn,
            double smallestPValue,
            boolean rejectedUp,
            boolean rejectedDown,
            double largestInformation) {
        private State after(Comparison.Estimated comparison, double pValue, double alpha) {
            boolean rejected = pValue <= alpha;
            return new State(
                    true,
                    Math.min(smallestPValue, pValue),
                    rejectedUp || (rejected && comparison.effect() > 0),
                    rejectedDown || (rejected && comparison.effect() < 0),
                    Math.max(largestInformation, comparison.information()));
        }
    }

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
        Arguments.requireOpenUnit("alpha", alpha);
        return -LambertW.lower(1 - 2 * Math.log(alpha)) - 1;
    }

    /**
     * Returns the approximation {@code -2 ln alpha + ln(1 - 2 ln alpha)} to {@link #exactTuning}, which other tools use.
     *
     * @param alpha two-sided error rate, in (0, 1)
     * @return the product, above 0
     */
    public static double approximateTuning(double alpha) {
        Arguments.requireOpenUnit("alpha", alpha);
        return -2 * Math.log(alpha) + Math.log1p(-2 * Math.log(alpha));
    }

    /**
     * Returns the quantile z(t).
     *
     * @param units of both arms, above 0
     * @return the quantile
     */
    public double criticalValue(double units) {
        Arguments.requirePositive("units", units);
        double u = units * r2;
        return Math.sqrt((1 + 1 / u) * (Math.log1p(u) - 2 * Math.log(alpha)));
    }

    /**
     * Returns the natural logarithm of the e-value.
     *
     * @param statistic effect divided by its standard error
     * @param units of both arms, above 0
     * @return the logarithm
     */
    public double logEValue(double statistic, double units) {
        Arguments.requirePositive("units", units);
        double u = units * r2;
        return 0.5 * (statistic * statistic * (u / (1 + u)) - Math.log1p(u));
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
        return switch (look.comparison()) {
            case Comparison.Estimated estimated -> step(state, estimated);
            case Comparison.Undefined undefined ->
                new Step<>(state, new TwoSidedResult.Undefined(undefined.reason(), Set.of()));
        };
    }

    private Step<State, TwoSidedResult> step(State state, Comparison.Estimated comparison) {
        Set<Reason> concerns = burnIn.concerns(comparison.support());
        if (!state.burnedIn() && !concerns.isEmpty()) {
            return new Step<>(state, new TwoSidedResult.Undefined(Reason.BURN_IN, concerns));
        }
        double units =
                (double) comparison.control().n() + comparison.treatment().n();
        double criticalValue = criticalValue(units);
        Interval interval = Interval.around(comparison, criticalValue);
        double logEValue = logEValue(comparison.statistic(), units);
        if (!interval.isFinite() || !Double.isFinite(logEValue)) {
            return new Step<>(state, new TwoSidedResult.Undefined(Reason.OVERFLOW, concerns));
        }
        double lookPValue = Math.min(1, Math.exp(-logEValue));
        State next = state.after(comparison, lookPValue, alpha);
        TwoSidedResult result = new TwoSidedResult.Tested(
                next.smallestPValue(),
                OptionalDouble.of(lookPValue),
                OptionalDouble.of(Math.min(Math.exp(logEValue), Double.MAX_VALUE)),
                criticalValue,
                interval.lower(),
                interval.upper(),
                comparison.relativeAt(criticalValue),
                comparison.effect() > 0 ? next.rejectedUp() : comparison.effect() < 0 && next.rejectedDown(),
                burnIn.flags(comparison, concerns, state.largestInformation()));
        return new Step<>(next, result);
    }
}
