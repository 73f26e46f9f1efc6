package northstar.statistics;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Test of a {@link Claim} on complete data that heeds the skewness of the difference as {@link GuardedTest} does.
 *
 * <p>The margin of a non-inferiority claim moves the skewness of its contrast by a share of the margin's size only; that of
 * the difference is used.
 *
 * @param claim what is to be shown
 * @param alpha one-sided error rate, in (0, 1)
 */
public record OneSidedGuardedTest(Claim claim, double alpha) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public OneSidedGuardedTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    /**
     * Tests a comparison whose data are complete.
     *
     * @param comparison treatment against control
     * @return the result; undefined for {@link Reason#SKEWED} where the difference is too skewed
     */
    public OneSidedResult test(Comparison comparison) {
        return test(comparison, OptionalDouble.empty());
    }

    /**
     * Tests a comparison whose data are complete, by its units where a normal approximation is not to be trusted.
     *
     * @param comparison treatment against control
     * @param unitPValue one-sided p-value of the units' permutation under the claim's limit: of the units as they are for a
     *     deterioration, with control's values multiplied by {@link Claim.NonInferiority#weight} for non-inferiority
     * @return the result
     * @throws IllegalArgumentException if {@code unitPValue} is not in [0, 1]
     */
    public OneSidedResult test(Comparison comparison, OptionalDouble unitPValue) {
        if (unitPValue.isPresent()
                && comparison instanceof Comparison.Estimated estimated
                && GuardedTest.isHelpedByUnits(estimated)) {
            return permuted(GuardedTest.unadjusted(estimated), unitPValue.getAsDouble());
        }
        return comparison instanceof Comparison.Estimated estimated
                ? switch (GuardedTest.approximation(estimated)) {
                    case REFUSED -> new OneSidedResult.Undefined(Reason.SKEWED, Set.of());
                    case PLAIN -> flagged(new OneSidedFixedTest(claim, alpha).test(comparison), estimated);
                    case TRANSFORMED -> transformed(estimated);
                }
                : new OneSidedFixedTest(claim, alpha).test(comparison);
    }

    private OneSidedResult permuted(Comparison.Estimated comparison, double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("unitPValue == " + pValue + ", must be in [0, 1]");
        }
        OptionalDouble statistic = claim.contrast(comparison).statistic();
        return statistic.isEmpty()
                ? new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of())
                : new OneSidedResult.Tested(statistic.getAsDouble(), pValue, pValue <= alpha, claim.flags(comparison));
    }

    private OneSidedResult transformed(Comparison.Estimated comparison) {
        Claim.Contrast contrast = claim.contrast(comparison);
        OptionalDouble statistic = contrast.statistic();
        if (statistic.isEmpty()) {
            return new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of());
        }
        double skewness = claim.sign() * comparison.support().skewness().orElseThrow();
        double value = new HallTransform(skewness).of(statistic.getAsDouble());
        double pValue = contrast.degreesOfFreedom().isPresent()
                ? new StudentT(contrast.degreesOfFreedom().getAsDouble()).survival(value)
                : StandardNormal.survival(value);
        return flagged(new OneSidedResult.Tested(value, pValue, pValue <= alpha, claim.flags(comparison)), comparison);
    }

    private static OneSidedResult flagged(OneSidedResult result, Comparison.Estimated comparison) {
        Set<Reason> concerns = GuardedTest.concerns(comparison);
        if (!(result instanceof OneSidedResult.Tested tested) || concerns.isEmpty()) {
            return result;
        }
        Set<Reason> flags = EnumSet.copyOf(concerns);
        flags.addAll(tested.flags());
        return new OneSidedResult.Tested(tested.statistic(), tested.pValue(), tested.shown(), flags);
    }
}
