package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneSidedGuardedTestTest {
    private static final Claim WORSE = new Claim.Deterioration(Direction.UP);
    private static final Claim WORSE_WHEN_HIGHER = new Claim.Deterioration(Direction.DOWN);
    private static final Claim SAFE = new Claim.NonInferiority(0.02, Direction.UP);

    private static OneSidedResult test(Claim claim, double effect, double skewness) {
        return new OneSidedGuardedTest(claim, 0.05).test(HallTransformTest.comparison(effect, 0.2, 5, 0.1, skewness));
    }

    private static OneSidedResult.Tested tested(Claim claim, double effect, double skewness) {
        return (OneSidedResult.Tested) test(claim, effect, skewness);
    }

    @Test
    void test_skewed_isTheSideOfTheTwoSidedTest() {
        double upper = StandardNormal.survival(new HallTransform(0.12).of(2));

        assertThat(tested(WORSE_WHEN_HIGHER, 0.4, 0.12).pValue()).isCloseTo(upper, within(1e-15));
        assertThat(tested(WORSE, 0.4, 0.12).pValue()).isCloseTo(1 - upper, within(1e-15));
        assertThat(tested(WORSE, -0.4, -0.12).pValue()).isCloseTo(upper, within(1e-15));
    }

    @Test
    void test_skewedNonInferiority_isTransformed() {
        Claim.Contrast contrast = SAFE.contrast(HallTransformTest.comparison(0.4, 0.2, 5, 0.1, 0.2));
        double expected = new HallTransform(0.2).of(contrast.statistic().orElseThrow());

        assertThat(tested(SAFE, 0.4, 0.2).statistic()).isCloseTo(expected, within(1e-15));
        assertThat(tested(SAFE, 0.4, 0.2).shown()).isTrue();
    }

    @Test
    void test_littleSkewness_isTheFixedTest() {
        assertThat(test(SAFE, 0.4, 0.05))
                .isEqualTo(
                        new OneSidedFixedTest(SAFE, 0.05).test(HallTransformTest.comparison(0.4, 0.2, 5, 0.1, 0.05)));
    }

    @Test
    void test_tooSkewed_isRefused() {
        assertThat(test(WORSE, -2, 0.31)).isEqualTo(new OneSidedResult.Undefined(Reason.SKEWED, Set.of()));
    }

    @Test
    void test_unknownSkewness_isFlagged() {
        Comparison comparison =
                EffectEstimator.withDefaults().compare(Estimand.MEAN, ArmMoments.of(50, 5, 1), ArmMoments.of(50, 5, 1));

        OneSidedResult.Tested tested = (OneSidedResult.Tested) new OneSidedGuardedTest(WORSE, 0.05).test(comparison);

        assertThat(tested.flags()).containsExactlyInAnyOrder(Reason.LOW_N, Reason.SKEWNESS_UNKNOWN);
    }

    @Test
    void test_undefinedComparison_keepsItsReason() {
        Comparison none =
                EffectEstimator.withDefaults().compare(Estimand.MEAN, ArmMoments.of(5, 1, 0), ArmMoments.of(5, 1, 0));

        assertThat(new OneSidedGuardedTest(WORSE, 0.05).test(none))
                .isEqualTo(new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
    }

    private static final Comparison FEW =
            EffectEstimator.withDefaults().compare(Estimand.MEAN, ArmMoments.of(50, 5, 1), ArmMoments.of(50, 4.9, 1));

    @Test
    void test_fewUnitsThatWereAsked_isTheirPValue() {
        OneSidedResult.Tested tested =
                (OneSidedResult.Tested) new OneSidedGuardedTest(WORSE, 0.05).test(FEW, OptionalDouble.of(0.04));

        assertThat(tested.pValue()).isEqualTo(0.04);
        assertThat(tested.shown()).isTrue();
        assertThat(tested.statistic()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void test_unitsThatNeedNotBeAsked_areNot() {
        Comparison many = HallTransformTest.comparison(0.4, 0.2, 5, 0.1, 0.05);

        assertThat(new OneSidedGuardedTest(SAFE, 0.05).test(many, OptionalDouble.of(0.9)))
                .isEqualTo(new OneSidedGuardedTest(SAFE, 0.05).test(many));
    }

    @Test
    void test_contrastWithoutVariance_isUndefined() {
        Comparison.Estimated estimated = (Comparison.Estimated) FEW;
        Claim half = new Claim.NonInferiority(0.5, Direction.UP);
        Comparison parallel = new Comparison.Estimated(
                new ArmLevel(50, 10, 2),
                new ArmLevel(50, 9, 1),
                -1,
                1,
                2,
                estimated.degreesOfFreedom(),
                estimated.support(),
                estimated.adjustment(),
                estimated.covariateChecks(),
                estimated.flags());

        assertThat(new OneSidedGuardedTest(half, 0.05).test(parallel, OptionalDouble.of(0.5)))
                .isEqualTo(new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
    }

    @Test
    void test_pValueOutOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OneSidedGuardedTest(WORSE, 0.05).test(FEW, OptionalDouble.of(1.5)))
                .withMessage("unitPValue == 1.5, must be in [0, 1]");
    }

    @Test
    void constructor_badAlpha_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OneSidedGuardedTest(WORSE, 0))
                .withMessage("alpha == 0.0, must be in (0, 1)");
    }
}
