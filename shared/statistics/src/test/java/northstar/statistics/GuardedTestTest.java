package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import northstar.statistics.GuardedTest.Guarded;
import northstar.statistics.GuardedTest.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedTestTest {
    private static final GuardedTest TEST = new GuardedTest(0.05);
    private static final UnitEvidence EVIDENCE = new UnitEvidence(0.03, 0.015, 0.99, 0.05, 1.7, 2.4);

    private static Comparison.Estimated comparison(long control, long treatment, OptionalDouble skewness) {
        return new Comparison.Estimated(
                new ArmLevel(control, 5, 0.1),
                new ArmLevel(treatment, 5.5, 0.15),
                0.5,
                Math.hypot(0.1, 0.15),
                0,
                OptionalDouble.of(300),
                new SampleSupport(Math.min(control, treatment), OptionalDouble.empty(), skewness),
                new Adjustment.None(),
                List.of(),
                Set.of());
    }

    private static Comparison.Estimated comparison(long control, long treatment, double skewness) {
        return comparison(control, treatment, OptionalDouble.of(skewness));
    }

    private static TwoSidedResult.Tested tested(Guarded guarded) {
        return (TwoSidedResult.Tested) guarded.result();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 100, 0.0530, WELCH",
        "1000, 100, 0.0531, HALL",
        "1000, 100, -0.3, HALL",
        "1000, 99, 0.01, HALL",
        "1000, 99, 0, WELCH",
        "99, 99, 0.2, WELCH",
        "1000, 800, 0.2, WELCH",
        "1000, 799, 0.2, HALL",
    })
    void test_noUnits_methodFollowsTheGuard(long control, long treatment, double skewness, Kind kind) {
        Guarded guarded = TEST.test(Estimand.MEAN, comparison(control, treatment, skewness));

        assertThat(guarded.kind()).isEqualTo(kind);
        assertThat(guarded.result()).isInstanceOf(TwoSidedResult.Tested.class);
    }

    @Test
    void test_tooSkewedForHall_isRefused() {
        Guarded guarded = TEST.test(Estimand.MEAN, comparison(1000, 1000, 0.301));

        assertThat(guarded.result()).isEqualTo(new TwoSidedResult.Undefined(Reason.SKEWED, Set.of()));
    }

    @Test
    void test_tooSkewedForHallWithUnits_isPermuted() {
        Guarded guarded = TEST.test(Estimand.MEAN, comparison(1000, 1000, 0.301), Optional.of(EVIDENCE));

        TwoSidedResult.Tested tested = tested(guarded);
        assertThat(guarded.kind()).isEqualTo(Kind.PERMUTATION);
        assertThat(tested.pValue()).isEqualTo(0.03);
        assertThat(tested.significant()).isTrue();
        assertThat(tested.ciLower()).isEqualTo(0.5 - 1.7 * Math.hypot(0.1, 0.15));
        assertThat(tested.ciUpper()).isEqualTo(0.5 + 2.4 * Math.hypot(0.1, 0.15));
        assertThat(tested.relative()).isEqualTo(comparison(1000, 1000, 0.301).relativeAt(1.7, 2.4));
    }

    @Test
    void test_smallArmsWithUnits_arePermuted() {
        assertThat(TEST.test(Estimand.MEAN, comparison(50, 50, 0), Optional.of(EVIDENCE))
                        .kind())
                .isEqualTo(Kind.PERMUTATION);
    }

    @Test
    void test_largeArmsWithUnits_useTheMoments() {
        assertThat(TEST.test(Estimand.MEAN, comparison(500, 500, 0.2), Optional.of(EVIDENCE))
                        .kind())
                .isEqualTo(Kind.WELCH);
    }

    @Test
    void test_smallArms_areFlagged() {
        assertThat(tested(TEST.test(Estimand.MEAN, comparison(50, 500, 0.1))).flags())
                .containsExactly(Reason.LOW_N);
        assertThat(tested(TEST.test(Estimand.MEAN, comparison(50, 50, 0))).flags())
                .containsExactly(Reason.LOW_N);
    }

    @Test
    void test_unknownSkewness_isFlagged() {
        Guarded guarded = TEST.test(Estimand.MEAN, comparison(500, 500, OptionalDouble.empty()));

        assertThat(guarded.kind()).isEqualTo(Kind.WELCH);
        assertThat(tested(guarded).flags()).containsExactly(Reason.SKEWNESS_UNKNOWN);
        assertThat(tested(guarded).pValue())
                .isEqualTo(
                        ((TwoSidedResult.Tested) new FixedTest(0.05).test(comparison(500, 500, OptionalDouble.empty())))
                                .pValue());
    }

    @Test
    void test_normalComparison_isNormal() {
        Comparison.Estimated normal = HallTransformTest.comparison(0.4, 0.2, 5, 0.1, 0);

        assertThat(TEST.test(Estimand.MEAN, normal).kind()).isEqualTo(Kind.NORMAL);
    }

    @Test
    void test_hallOfTheWorkedExample_printedDigits() {
        TwoSidedResult.Tested tested =
                tested(TEST.test(Estimand.MEAN, HallTransformTest.comparison(0.4, 0.2, 5, 0.1, 0.12)));

        assertThat(tested.pValue()).isCloseTo(0.0289426587, within(1e-10));
        assertThat(tested.ciLower()).isCloseTo(0.0387379085, within(1e-10));
        assertThat(tested.ciUpper()).isCloseTo(0.8322907252, within(1e-10));
    }

    @Test
    void test_hall_testAndBothIntervalsAgree() {
        long seed = 9;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            double effect = 0.6 * random.nextGaussian();
            double skewness = 0.6 * random.nextDouble() - 0.3;
            Guarded guarded = TEST.test(Estimand.MEAN, HallTransformTest.comparison(effect, 0.3, 5, 0.2, skewness));
            TwoSidedResult.Tested tested = tested(guarded);
            RelativeEffect.Relative relative = (RelativeEffect.Relative) tested.relative();

            boolean excludes = tested.ciLower() > 0 || tested.ciUpper() < 0;

            assertThat(excludes).as("seed %d, round %d", seed, round).isEqualTo(tested.significant());
            assertThat(relative.ciLower() > 0 || relative.ciUpper() < 0)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(excludes);
            assertThat(tested.ciLower()).isLessThanOrEqualTo(effect);
            assertThat(tested.ciUpper()).isGreaterThanOrEqualTo(effect);
        }
    }

    private static Comparison proportions(long xC, long nC, long xT, long nT) {
        double c = (double) xC / nC;
        double t = (double) xT / nT;
        return EffectEstimator.withDefaults()
                .compare(
                        Estimand.PROPORTION,
                        ArmMoments.of(nC, c, c * (1 - c) * nC / (nC - 1)),
                        ArmMoments.of(nT, t, t * (1 - t) * nT / (nT - 1)));
    }

    @Test
    void test_fewSuccesses_areTestedExactly() {
        Guarded guarded = TEST.test(Estimand.PROPORTION, proportions(2, 45, 7, 40));

        assertThat(guarded.kind()).isEqualTo(Kind.NEWCOMBE);
        assertThat(tested(guarded).pValue()).isCloseTo(0.0769907862, within(1e-10));
        assertThat(tested(guarded).ciLower()).isCloseTo(-0.0052571268, within(1e-10));
        assertThat(tested(guarded).ciUpper()).isCloseTo(0.2785932242, within(3e-10));
        assertThat(tested(guarded).flags()).containsExactlyInAnyOrder(Reason.LOW_N);
        assertThat(tested(guarded).relative()).isInstanceOf(RelativeEffect.Undefined.class);
    }

    @Test
    void test_nobodySucceeded_hasAnInterval() {
        Guarded guarded = TEST.test(Estimand.PROPORTION, proportions(0, 50, 0, 60));

        assertThat(guarded.kind()).isEqualTo(Kind.NEWCOMBE);
        assertThat(tested(guarded).pValue()).isEqualTo(1);
        assertThat(tested(guarded).ciLower()).isLessThan(-0.05);
        assertThat(tested(guarded).ciUpper()).isGreaterThan(0.05);
    }

    @Test
    void test_fewFailures_areTestedExactly() {
        Guarded guarded = TEST.test(Estimand.PROPORTION, proportions(1800, 2000, 1995, 2000));

        assertThat(guarded.kind()).isEqualTo(Kind.NEWCOMBE);
        assertThat(tested(guarded).significant()).isTrue();
        assertThat(tested(guarded).criticalValue()).isCloseTo(1.959963984540054, within(1e-12));
    }

    /** Of a control that is all but known the relative interval is the absolute one as a share of it. */
    @Test
    void test_fewSuccessesAgainstASteadyControl_relativeIsTheAbsoluteIntervalOverTheControl() {
        TwoSidedResult.Tested tested = tested(TEST.test(Estimand.PROPORTION, proportions(500_000, 1_000_000, 4, 10)));
        RelativeEffect.Relative relative = (RelativeEffect.Relative) tested.relative();

        assertThat(relative.value()).isCloseTo(-0.2, within(1e-12));
        assertThat(relative.ciLower()).isCloseTo(tested.ciLower() / 0.5, within(1e-3));
        assertThat(relative.ciUpper()).isCloseTo(tested.ciUpper() / 0.5, within(1e-3));
        assertThat(tested.significant()).isFalse();
    }

    @Test
    void test_fewFailures_relativeIntervalHasTheSameSigns() {
        TwoSidedResult.Tested tested = tested(TEST.test(Estimand.PROPORTION, proportions(1800, 2000, 1995, 2000)));
        RelativeEffect.Relative relative = (RelativeEffect.Relative) tested.relative();

        assertThat(tested.ciLower()).isPositive();
        assertThat(relative.ciLower()).isPositive();
        assertThat(relative.value()).isBetween(relative.ciLower(), relative.ciUpper());
    }

    @Test
    void test_tenSuccessesAndFailures_useTheMoments() {
        assertThat(TEST.test(Estimand.PROPORTION, proportions(10, 2000, 11, 2000))
                        .kind())
                .isNotEqualTo(Kind.NEWCOMBE);
        assertThat(TEST.test(Estimand.PROPORTION, proportions(9, 2000, 11, 2000))
                        .kind())
                .isEqualTo(Kind.NEWCOMBE);
    }

    @Test
    void test_millionsOfWhichFewFail_fallsBackToTheMoments() {
        assertThat(TEST.test(Estimand.PROPORTION, proportions(5, 4_000_000, 2_000_000, 4_000_000))
                        .kind())
                .isNotEqualTo(Kind.NEWCOMBE);
    }

    @Test
    void test_adjustedProportion_isTestedOnItsCounts() {
        double[][] control = new double[200][];
        double[][] treatment = new double[200][];
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            control[i] = new double[] {i < 4 ? 1 : 0, random.nextGaussian()};
            treatment[i] = new double[] {i < 6 ? 1 : 0, random.nextGaussian()};
        }
        Comparison comparison = EffectEstimator.withDefaults()
                .compare(Estimand.PROPORTION, ArmMoments.ofRows(control), ArmMoments.ofRows(treatment));

        Guarded guarded = TEST.test(Estimand.PROPORTION, comparison);
        TwoSidedResult.Tested tested = tested(guarded);

        assertThat(((Comparison.Estimated) guarded.comparison()).effect()).isCloseTo(0.01, within(1e-15));
        assertThat((tested.ciLower() + tested.ciUpper()) / 2).isCloseTo(0.01, within(0.002));
    }

    @Test
    void test_undefinedComparison_keepsItsReason() {
        Comparison none =
                EffectEstimator.withDefaults().compare(Estimand.MEAN, ArmMoments.of(5, 1, 0), ArmMoments.of(5, 1, 0));
        Comparison lone = EffectEstimator.withDefaults()
                .compare(Estimand.PROPORTION, ArmMoments.of(5, 1, 0), ArmMoments.of(0, 0, 0));

        assertThat(TEST.test(Estimand.MEAN, none).result())
                .isEqualTo(new TwoSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
        assertThat(TEST.test(Estimand.PROPORTION, lone).result())
                .isEqualTo(new TwoSidedResult.Undefined(Reason.ONE_VARIANT, Set.of()));
    }

    @Test
    void test_intervalBeyondTheRangeOfADouble_isUndefined() {
        Comparison.Estimated huge = new Comparison.Estimated(
                new ArmLevel(1000, 0, 1e308),
                new ArmLevel(100, 1e308, 1e308),
                1e308,
                1e308,
                0,
                OptionalDouble.of(300),
                new SampleSupport(100, OptionalDouble.empty(), OptionalDouble.of(0.2)),
                new Adjustment.None(),
                List.of(),
                Set.of());

        assertThat(TEST.test(Estimand.MEAN, huge).result())
                .isEqualTo(new TwoSidedResult.Undefined(Reason.OVERFLOW, Set.of()));
    }

    /** Redrawing and shuffling are different arguments: where they disagree, the interval ends at 0, on the p-value's side. */
    @Test
    void test_unitsThatDoNotShowWhatTheirIntervalDoes_endAtZero() {
        Comparison.Estimated comparison = comparison(50, 50, 0);
        double statistic = comparison.statistic();
        UnitEvidence notShown = new UnitEvidence(0.075, 0.04, 0.96, 0.05, statistic / 2, statistic * 2);
        UnitEvidence shown = new UnitEvidence(0.04, 0.02, 0.98, 0.05, statistic * 1.5, statistic * 2);

        TwoSidedResult.Tested wider = tested(TEST.test(Estimand.MEAN, comparison, Optional.of(notShown)));
        TwoSidedResult.Tested narrower = tested(TEST.test(Estimand.MEAN, comparison, Optional.of(shown)));

        assertThat(wider.significant()).isFalse();
        assertThat(wider.ciLower()).isCloseTo(0, within(1e-9)).isNotPositive();
        assertThat(narrower.significant()).isTrue();
        assertThat(narrower.ciLower()).isCloseTo(0, within(1e-9)).isPositive();
        assertThat(narrower.ciUpper()).isEqualTo(wider.ciUpper());
    }

    @Test
    void isHelpedByUnits_fewUnitsWithCovariates_keepThese() {
        Random random = new Random(5);
        double[][] rows = new double[60][];
        for (int i = 0; i < rows.length; i++) {
            double before = random.nextGaussian();
            rows[i] = new double[] {before + random.nextGaussian(), before};
        }
        Comparison comparison = EffectEstimator.withDefaults()
                .compare(
                        Estimand.MEAN,
                        ArmMoments.ofRows(Arrays.copyOf(rows, 30)),
                        ArmMoments.ofRows(Arrays.copyOfRange(rows, 30, 60)));

        assertThat(((Comparison.Estimated) comparison).adjustment()).isInstanceOf(Adjustment.ControlVariates.class);
        assertThat(TEST.isHelpedByUnits(Estimand.MEAN, comparison)).isFalse();
    }

    @Test
    void test_evidenceForAnotherAlpha_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardedTest(0.01).test(Estimand.MEAN, comparison(5, 5, 0), Optional.of(EVIDENCE)))
                .withMessage("units.alpha() == 0.05, must be 0.01");
    }

    @Test
    void unitEvidence_outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnitEvidence(1.1, 0, 0, 0.05, 1, 1))
                .withMessage("pValue == 1.1, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnitEvidence(1, 0, 0, 0.05, -1, 1))
                .withMessage("below == -1.0, must be finite and >= 0");
    }

    @Test
    void isHelpedByUnits_fewOrSkewedUnits_areAsked() {
        GuardedTest test = new GuardedTest(0.05);
        EffectEstimator estimator = EffectEstimator.withDefaults();
        Comparison few = estimator.compare(Estimand.MEAN, ArmMoments.of(99, 1, 1), ArmMoments.of(500, 1, 1));
        Comparison many = estimator.compare(Estimand.MEAN, ArmMoments.of(100, 1, 1), ArmMoments.of(500, 1, 1));

        assertThat(test.isHelpedByUnits(Estimand.MEAN, few)).isTrue();
        assertThat(test.isHelpedByUnits(Estimand.MEAN, many)).isFalse();
        assertThat(test.isHelpedByUnits(Estimand.MEAN, HallTransformTest.comparison(0.4, 0.2, 5, 0.1, 0.31)))
                .isTrue();
    }

    @Test
    void isHelpedByUnits_fewSuccesses_areCountedInstead() {
        Comparison counts = EffectEstimator.withDefaults()
                .compare(Estimand.PROPORTION, ArmMoments.of(50, 0.1, 0.0918), ArmMoments.of(50, 0.2, 0.163));
        Comparison none =
                EffectEstimator.withDefaults().compare(Estimand.MEAN, ArmMoments.of(5, 1, 0), ArmMoments.of(5, 1, 0));

        assertThat(new GuardedTest(0.05).isHelpedByUnits(Estimand.PROPORTION, counts))
                .isFalse();
        assertThat(new GuardedTest(0.05).isHelpedByUnits(Estimand.MEAN, none)).isFalse();
    }
}
