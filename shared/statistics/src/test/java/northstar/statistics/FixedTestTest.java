package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedTestTest {
    private static final FixedTest TEST = new FixedTest(0.05);

    private static TwoSidedResult.Tested tested(TwoSidedResult result) {
        return (TwoSidedResult.Tested) result;
    }

    private static Comparison compare(ArmMoments control, ArmMoments treatment) {
        return EffectEstimator.withDefaults().compare(Estimand.MEAN, control, treatment);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "welch.csv", useHeadersInDisplayName = true)
    void test_goldenMoments_sameAsSciPy(
            long nC,
            double meanC,
            double varianceC,
            long nT,
            double meanT,
            double varianceT,
            double statistic,
            double degreesOfFreedom,
            double pValue,
            double alpha,
            double ciLower,
            double ciUpper) {
        Comparison.Estimated comparison = (Comparison.Estimated)
                compare(ArmMoments.of(nC, meanC, varianceC), ArmMoments.of(nT, meanT, varianceT));

        TwoSidedResult.Tested result = tested(new FixedTest(alpha).test(comparison));

        double scale = Math.abs(ciUpper - ciLower) * 1e-11;
        Numbers.assertRelative(comparison.statistic(), statistic, 1e-11);
        Numbers.assertRelative(comparison.degreesOfFreedom().orElseThrow(), degreesOfFreedom, 1e-11);
        Numbers.assertRelative(result.pValue(), pValue, 1e-11);
        assertThat(result.ciLower()).isCloseTo(ciLower, within(scale));
        assertThat(result.ciUpper()).isCloseTo(ciUpper, within(scale));
        assertThat(result.significant()).isEqualTo(pValue <= alpha);
    }

    @Test
    void test_seededSweep_sameAsCommonsStatistics() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            ArmMoments control = randomArm(random);
            ArmMoments treatment = randomArm(random);
            TTest.Result oracle = TTest.withDefaults()
                    .test(
                            treatment.mean(0),
                            treatment.covariance(0, 0).orElseThrow(),
                            treatment.n(),
                            control.mean(0),
                            control.covariance(0, 0).orElseThrow(),
                            control.n());

            TwoSidedResult.Tested result = tested(TEST.test(compare(control, treatment)));

            assertThat(result.pValue())
                    .as("seed %d, case %d", seed, i)
                    .isCloseTo(oracle.getPValue(), within(Math.max(1e-9 * oracle.getPValue(), 1e-300)));
        }
    }

    private static ArmMoments randomArm(Random random) {
        return ArmMoments.of(2 + random.nextInt(5000), random.nextGaussian(), Math.exp(4 * random.nextGaussian()));
    }

    @Test
    void test_farTail_isNotZero() {
        TwoSidedResult.Tested result =
                tested(TEST.test(compare(ArmMoments.of(1_000_000, 0, 1), ArmMoments.of(1_000_000, 0.05, 1))));

        assertThat(result.pValue()).isBetween(1e-280, 1e-270);
    }

    @Test
    void test_withoutDegreesOfFreedom_isNormal() {
        Comparison comparison = new Comparison.Estimated(
                new ArmLevel(50, 4, 0.1),
                new ArmLevel(50, 4.3, 0.1),
                0.3,
                0.1,
                0,
                OptionalDouble.empty(),
                new SampleSupport(50, OptionalDouble.empty(), OptionalDouble.empty()),
                new Adjustment.None(),
                List.of(),
                Set.of());

        TwoSidedResult.Tested result = tested(TEST.test(comparison));

        assertThat(result.pValue()).isCloseTo(0.0026997960632601866, within(1e-15));
        assertThat(result.criticalValue()).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(result.eValue()).isEmpty();
    }

    @Test
    void step_interimLook_isNotFinal() {
        Comparison comparison = compare(ArmMoments.of(100, 5, 1), ArmMoments.of(100, 6, 1));

        List<TwoSidedResult> results = TEST.replay(List.of(Look.interim(comparison), Look.last(comparison)));

        assertThat(results.get(0)).isEqualTo(new TwoSidedResult.Undefined(Reason.NOT_FINAL, Set.of()));
        assertThat(results.get(1)).isEqualTo(TEST.test(comparison));
    }

    @Test
    void test_undefinedComparison_keepsItsReason() {
        Comparison comparison = compare(ArmMoments.of(100, 5, 0), ArmMoments.of(100, 6, 0));

        assertThat(TEST.test(comparison)).isEqualTo(new TwoSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
    }

    @Test
    void test_intervalBeyondTheRangeOfADouble_isOverflow() {
        Comparison comparison = compare(ArmMoments.of(2, 1e308, 1e305), ArmMoments.of(2, 1e308, 1e305));

        assertThat(new FixedTest(1e-300).test(comparison))
                .isEqualTo(new TwoSidedResult.Undefined(Reason.OVERFLOW, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 1.5, Double.NaN})
    void fixedTest_alphaOutOfRange_throws(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FixedTest(alpha))
                .withMessage("alpha == " + alpha + ", must be in (0, 1)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.01, Double.NaN})
    void look_spendingTimeOutOfRange_throws(double time) {
        Comparison comparison = compare(ArmMoments.of(100, 5, 1), ArmMoments.of(100, 6, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Look(comparison, false, OptionalDouble.of(time)))
                .withMessage("spendingTime == " + time + ", must be in (0, 1]");
    }
}
