package northstar.statistics;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * Test of a {@link Claim} at the final look alone. Earlier looks are {@link Reason#NOT_FINAL}.
 *
 * <p>Immutable.
 *
 * @param claim what is to be shown
 * @param alpha one-sided error rate, in (0, 1)
 */
public record OneSidedFixedTest(Claim claim, double alpha)
        implements SequentialMethod<Look, FixedTest.State, OneSidedResult> {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public OneSidedFixedTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    @Override
    public FixedTest.State initialState() {
        return new FixedTest.State();
    }

    @Override
    public Step<FixedTest.State, OneSidedResult> step(FixedTest.State state, Look look) {
        OneSidedResult result =
                look.isFinal() ? test(look.comparison()) : new OneSidedResult.Undefined(Reason.NOT_FINAL, Set.of());
        return new Step<>(state, result);
    }

    /**
     * Tests a comparison whose data are complete.
     *
     * @param comparison treatment against control
     * @return the result
     */
    public OneSidedResult test(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Estimated estimated -> test(estimated);
            case Comparison.Undefined undefined -> new OneSidedResult.Undefined(undefined.reason(), Set.of());
        };
    }

    private OneSidedResult test(Comparison.Estimated comparison) {
        Claim.Contrast contrast = claim.contrast(comparison);
        OptionalDouble statistic = contrast.statistic();
        if (statistic.isEmpty()) {
            return new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of());
        }
        double pValue = contrast.degreesOfFreedom().isPresent()
                ? new StudentT(contrast.degreesOfFreedom().getAsDouble()).survival(statistic.getAsDouble())
                : StandardNormal.survival(statistic.getAsDouble());
        return new OneSidedResult.Tested(statistic.getAsDouble(), pValue, pValue <= alpha, claim.flags(comparison));
    }
}
