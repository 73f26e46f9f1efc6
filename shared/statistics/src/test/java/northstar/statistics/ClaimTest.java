package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {
    private static final Claim WORSE = new Claim.Deterioration(Direction.UP);

    private static Comparison.Estimated compare(ArmMoments control, ArmMoments treatment) {
        return (Comparison.Estimated) EffectEstimator.withDefaults().compare(Estimand.MEAN, control, treatment);
    }

    private static Comparison.Estimated compare(double control, double treatment) {
        return compare(
                ArmMoments.of(1_000, control, 4).withThirdMoments(0),
                ArmMoments.of(1_000, treatment, 4).withThirdMoments(0));
    }

    private static OneSidedResult.Tested fixed(Claim claim, Comparison comparison) {
        return (OneSidedResult.Tested) new OneSidedFixedTest(claim, 0.05).test(comparison);
    }

    @Test
    void contrast_higherIsBetter_testsAgainstALowerShareOfControl() {
        Claim.Contrast contrast = new Claim.NonInferiority(0.1, Direction.UP).contrast(compare(10, 9.5));

        assertThat(contrast.estimate()).isCloseTo(9.5 - 0.9 * 10, within(1e-14));
        assertThat(contrast.standardError()).isCloseTo(Math.sqrt(0.004 * (1 + 0.81)), within(1e-15));
        assertThat(contrast.degreesOfFreedom()).isEmpty();
    }

    @Test
    void contrast_lowerIsBetter_testsAgainstAHigherShareOfControl() {
        Claim.Contrast contrast = new Claim.NonInferiority(0.1, Direction.DOWN).contrast(compare(10, 10.5));

        assertThat(contrast.estimate()).isCloseTo(1.1 * 10 - 10.5, within(1e-14));
        assertThat(contrast.standardError()).isCloseTo(Math.sqrt(0.004 * (1 + 1.21)), within(1e-15));
    }

    @Test
    void contrast_negativeControl_marginIsAShareOfItsSize() {
        Claim.Contrast up = new Claim.NonInferiority(0.1, Direction.UP).contrast(compare(-10, -10.5));
        Claim.Contrast down = new Claim.NonInferiority(0.1, Direction.DOWN).contrast(compare(-10, -9.5));

        assertThat(up.estimate()).isCloseTo(-10.5 + 1.1 * 10, within(1e-14));
        assertThat(up.standardError()).isCloseTo(Math.sqrt(0.004 * (1 + 1.21)), within(1e-15));
        assertThat(down.estimate()).isCloseTo(-0.9 * 10 + 9.5, within(1e-14));
        assertThat(down.standardError()).isCloseTo(Math.sqrt(0.004 * (1 + 0.81)), within(1e-15));
    }

    @Test
    void contrast_mirroredMetricAndDirection_isTheSame() {
        Claim.Contrast up = new Claim.NonInferiority(0.02, Direction.UP).contrast(compare(10, 9.7));
        Claim.Contrast down = new Claim.NonInferiority(0.02, Direction.DOWN).contrast(compare(-10, -9.7));

        assertThat(down.estimate()).isCloseTo(up.estimate(), within(1e-14));
        assertThat(down.standardError()).isEqualTo(up.standardError());
    }

    @Test
    void contrast_adjustedLevels_usesTheirCovariance() {
        Comparison.Estimated comparison = new Comparison.Estimated(
                new ArmLevel(500, 10, 0.2),
                new ArmLevel(500, 10.1, 0.3),
                0.1,
                Math.sqrt(0.04 + 0.09 - 2 * 0.05),
                0.05,
                OptionalDouble.of(900),
                new SampleSupport(500, OptionalDouble.empty(), OptionalDouble.empty()),
                new Adjustment.None(),
                List.of(),
                Set.of());

        double standardError =
                new Claim.NonInferiority(0.1, Direction.UP).contrast(comparison).standardError();

        assertThat(standardError).isCloseTo(Math.sqrt(0.09 + 0.81 * 0.04 - 2 * 0.9 * 0.05), within(1e-15));
    }

    @Test
    void contrast_controlMeanZero_hasNoMargin() {
        assertThat(new Claim.NonInferiority(0.1, Direction.UP)
                        .contrast(compare(0, 0.3))
                        .estimate())
                .isEqualTo(0.3);
    }

    @Test
    void test_nonInferiorityOnAnUncertainControl_isFlagged() {
        Claim claim = new Claim.NonInferiority(0.1, Direction.UP);

        assertThat(fixed(claim, compare(0.1, 0.3)).flags()).containsExactly(Reason.RELATIVE_UNDEFINED);
        assertThat(fixed(claim, compare(10, 9.9)).flags()).isEmpty();
    }

    @Test
    void test_deterioration_isTheLowerTailOfTheTwoSidedTest() {
        Comparison.Estimated worse = compare(ArmMoments.of(9, 10, 4), ArmMoments.of(12, 8, 4));
        double twoSided = ((TwoSidedResult.Tested) new FixedTest(0.05).test(worse)).pValue();

        OneSidedResult.Tested up = fixed(WORSE, worse);
        OneSidedResult.Tested down = fixed(new Claim.Deterioration(Direction.DOWN), worse);

        assertThat(up.statistic()).isEqualTo(-worse.statistic());
        assertThat(up.pValue()).isCloseTo(twoSided / 2, within(1e-16));
        assertThat(up.shown()).isTrue();
        assertThat(down.pValue()).isCloseTo(1 - twoSided / 2, within(1e-15));
        assertThat(down.shown()).isFalse();
        assertThat(down.statistic()).isEqualTo(worse.statistic());
    }

    @Test
    void test_contrastWithoutVariance_isUndefined() {
        Comparison comparison = compare(ArmMoments.of(9, 10, 4), ArmMoments.of(12, 8, 0));
        Claim anything = new Claim.NonInferiority(1, Direction.UP);

        assertThat(new OneSidedFixedTest(anything, 0.05).test(comparison))
                .isEqualTo(new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
        assertThat(OneSidedConfidenceSequence.tightestAt(anything, 0.05, 100)
                        .withBurnIn(BurnIn.NONE)
                        .replay(List.of(Look.interim(comparison)))
                        .getFirst())
                .isEqualTo(new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
    }

    @Test
    void fixedStep_interimLook_isNotFinal() {
        OneSidedFixedTest test = new OneSidedFixedTest(WORSE, 0.05);
        Comparison comparison = compare(10, 9);

        assertThat(test.replay(List.of(Look.interim(comparison), Look.last(comparison))))
                .containsExactly(new OneSidedResult.Undefined(Reason.NOT_FINAL, Set.of()), test.test(comparison));
    }

    @Test
    void test_undefinedComparison_keepsItsReason() {
        Comparison none =
                EffectEstimator.withDefaults().compare(Estimand.MEAN, ArmMoments.of(9, 1, 0), ArmMoments.of(9, 1, 0));
        OneSidedResult expected = new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of());

        assertThat(new OneSidedFixedTest(WORSE, 0.05).test(none)).isEqualTo(expected);
        assertThat(sequence(0.05).replay(List.of(Look.interim(none)))).containsExactly(expected);
    }

    private static OneSidedConfidenceSequence sequence(double alpha) {
        return OneSidedConfidenceSequence.tightestAt(WORSE, alpha, 10_000);
    }

    @Test
    void tightestAt_alpha_isTunedAtTwiceIt() {
        assertThat(sequence(0.003).r2()).isEqualTo(ConfidenceSequence.exactTuning(0.006) / 10_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.05, 0.001, 1e-12})
    void pValue_atTheBoundaryOfAnAlpha_isThatAlpha(double alpha) {
        OneSidedConfidenceSequence atDeclared = sequence(0.01);
        OneSidedConfidenceSequence atAlpha =
                new OneSidedConfidenceSequence(WORSE, alpha, atDeclared.r2(), BurnIn.STANDARD);

        Numbers.assertRelative(atDeclared.pValue(atAlpha.criticalValue(3_000), 3_000), alpha, 1e-10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, -30})
    void pValue_noSignOfTheClaim_isOne(double statistic) {
        assertThat(sequence(0.01).pValue(statistic, 3_000)).isEqualTo(1);
    }

    @Test
    void pValue_weakSign_isAtMostOne() {
        assertThat(sequence(0.01).pValue(0.1, 3_000)).isEqualTo(1);
    }

    @Test
    void replay_claimShownOnce_staysShown() {
        List<OneSidedResult> results = sequence(0.01)
                .replay(List.of(
                        Look.interim(compare(10, 10)), Look.interim(compare(10, 9.5)), Look.interim(compare(10, 10))));

        assertThat(results)
                .map(result -> ((OneSidedResult.Tested) result).shown())
                .containsExactly(false, true, true);
        assertThat(((OneSidedResult.Tested) results.get(2)).pValue())
                .isEqualTo(((OneSidedResult.Tested) results.get(1)).pValue());
        assertThat(((OneSidedResult.Tested) results.get(2)).statistic()).isZero();
    }

    @Test
    void replay_fewUnits_isBurnInThenCounts() {
        Comparison few = compare(
                ArmMoments.of(50, 10, 4).withThirdMoments(0),
                ArmMoments.of(50, 5, 4).withThirdMoments(0));

        List<OneSidedResult> results =
                sequence(0.01).replay(List.of(Look.interim(few), Look.interim(compare(10, 10)), Look.interim(few)));

        assertThat(results.get(0)).isEqualTo(new OneSidedResult.Undefined(Reason.BURN_IN, Set.of(Reason.LOW_N)));
        assertThat(((OneSidedResult.Tested) results.get(1)).shown()).isFalse();
        assertThat(((OneSidedResult.Tested) results.get(2)).shown()).isTrue();
        assertThat(((OneSidedResult.Tested) results.get(2)).flags())
                .containsExactlyInAnyOrder(Reason.LOW_N, Reason.INFO_DECREASED);
    }

    @Test
    void oneSided_componentsOutOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OneSidedFixedTest(WORSE, 0))
                .withMessage("alpha == 0.0, must be in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sequence(0.5))
                .withMessage("alpha == 0.5, must be in (0, 0.5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OneSidedConfidenceSequence(WORSE, 0.05, Double.NaN, BurnIn.STANDARD))
                .withMessage("r2 == NaN, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sequence(0.05).criticalValue(0))
                .withMessage("units == 0.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sequence(0.05).pValue(1, Double.NaN))
                .withMessage("units == NaN, must be finite and > 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.01, -0.1, Double.NaN})
    void nonInferiority_marginOutOfRange_throws(double margin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Claim.NonInferiority(margin, Direction.UP))
                .withMessage("margin == " + margin + ", must be in (0, 1]");
    }
}
