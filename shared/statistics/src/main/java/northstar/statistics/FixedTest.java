package northstar.statistics;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * Two-sided test at the final look alone: Welch's t test, or the normal test where the comparison has no degrees of
 * freedom. Earlier looks are {@link Reason#NOT_FINAL}; peeking at them is not covered.
 *
 * <p>Immutable.
 *
 * @param alpha two-sided error rate, in (0, 1)
 */
public record FixedTest(double alpha) implements SequentialMethod<Look, FixedTest.State, TwoSidedResult> {
    /** A fixed test remembers nothing. */
    public record State() {}

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public FixedTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    @Override
    public State initialState() {
        return new State();
    }

    @Override
    public Step<State, TwoSidedResult> step(State state, Look look) {
        TwoSidedResult result =
                look.isFinal() ? test(look.comparison()) : new TwoSidedResult.Undefined(Reason.NOT_FINAL, Set.of());
        return new Step<>(state, result);
    }

    /**
     * Tests a comparison whose data are complete.
     *
     * @param comparison treatment against control
     * @return the result
     */
    public TwoSidedResult test(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Estimated estimated -> test(estimated);
            case Comparison.Undefined undefined -> new TwoSidedResult.Undefined(undefined.reason(), Set.of());
        };
    }

    private TwoSidedResult test(Comparison.Estimated comparison) {
        double size = Math.abs(comparison.statistic());
        double pValue;
        double criticalValue;
        if (comparison.degreesOfFreedom().isPresent()) {
            StudentT distribution = new StudentT(comparison.degreesOfFreedom().getAsDouble());
            pValue = 2 * distribution.survival(size);
            criticalValue = distribution.survivalQuantile(alpha / 2);
        } else {
            pValue = 2 * StandardNormal.survival(size);
            criticalValue = -StandardNormal.quantile(alpha / 2);
        }
        Interval interval = Interval.around(comparison, criticalValue);
        if (!interval.isFinite()) {
            return new TwoSidedResult.Undefined(Reason.OVERFLOW, Set.of());
        }
        return new TwoSidedResult.Tested(
                pValue,
                OptionalDouble.of(pValue),
                OptionalDouble.empty(),
                criticalValue,
                interval.lower(),
                interval.upper(),
                comparison.relativeAt(criticalValue),
                pValue <= alpha,
                comparison.flags());
    }
}
