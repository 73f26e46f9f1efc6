package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import northstar.statistics.NoveltyTest.Finding;
import northstar.statistics.NoveltyTest.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class NoveltyTestTest {
    private static final NoveltyTest OF_FOUR_DAYS = new NoveltyTest(0.05, 4, 0.5);

    private static ArmMoments moments(long n, String means, String covariances) {
        double[] mean = Numbers.list(means);
        double[] flat = Numbers.list(covariances);
        return ArmMoments.of(n, mean, (a, b) -> OptionalDouble.of(flat[a * mean.length + b]));
    }

    private static double[][] rows(String rows) {
        return java.util.Arrays.stream(rows.split(";")).map(Numbers::list).toArray(double[][]::new);
    }

    private static final double[][] CONTROL = rows("5 5 4 5;3 2 3 3;4 4 5 4;6 5 6 6;2 3 2 2");
    private static final double[][] TREATMENT = rows("7 6 5 5;6 4 4 3;6 6 5 5;8 7 6 6;5 4 3 3");

    @ParameterizedTest
    @CsvFileSource(resources = "novelty.csv", useHeadersInDisplayName = true, maxCharsPerColumn = 20_000)
    void test_goldenRows_sameAsPolyfitAndWelch(
            int days,
            long nC,
            String meansC,
            String covariancesC,
            long nT,
            String meansT,
            String covariancesT,
            double slope,
            double slopeError,
            double degreesOfFreedom,
            double pValue,
            double late,
            double lateError,
            double difference,
            double differenceError,
            double overall,
            Finding finding) {
        Result.Tested tested = (Result.Tested)
                NoveltyTest.STANDARD.test(moments(nC, meansC, covariancesC), moments(nT, meansT, covariancesT), 1);

        assertThat(tested.finding()).isEqualTo(finding);
        assertThat(tested.dailyEffects()).hasSize(days);
        Numbers.assertRelative(tested.slope().effect(), slope, 1e-9);
        Numbers.assertRelative(tested.slope().standardError(), slopeError, 1e-9);
        Numbers.assertRelative(tested.slope().degreesOfFreedom().orElseThrow(), degreesOfFreedom, 1e-9);
        Numbers.assertRelative(tested.pValue(), pValue, 1e-8);
        Numbers.assertRelative(tested.late().effect(), late, 1e-9);
        Numbers.assertRelative(tested.late().standardError(), lateError, 1e-9);
        Numbers.assertRelative(tested.lateMinusEarly().effect(), difference, 1e-9);
        Numbers.assertRelative(tested.lateMinusEarly().standardError(), differenceError, 1e-9);
        Numbers.assertRelative(tested.overall().effect(), overall, 1e-9);
    }

    @Test
    void test_workedExample_isNovelty() {
        Result.Tested tested =
                (Result.Tested) OF_FOUR_DAYS.test(ArmMoments.ofRows(CONTROL), ArmMoments.ofRows(TREATMENT), 0.5);

        assertThat(tested.finding()).isEqualTo(Finding.NOVELTY);
        assertThat(tested.dailyEffects().get(0)).isCloseTo(2.4, within(1e-12));
        assertThat(tested.dailyEffects().get(3)).isCloseTo(0.4, within(1e-12));
        assertThat(tested.late().effect()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void test_exchangedArms_isNoveltyOfALoss() {
        Result.Tested tested =
                (Result.Tested) OF_FOUR_DAYS.test(ArmMoments.ofRows(TREATMENT), ArmMoments.ofRows(CONTROL), 1);

        assertThat(tested.finding()).isEqualTo(Finding.NOVELTY);
        assertThat(tested.late().effect()).isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void test_tooFewDaysOrUnits_isRefused() {
        ArmMoments control = ArmMoments.ofRows(CONTROL);
        ArmMoments treatment = ArmMoments.ofRows(TREATMENT);

        assertThat(NoveltyTest.STANDARD.test(control, treatment, 1)).isEqualTo(new Result.Undefined(Reason.LOW_N));
        assertThat(OF_FOUR_DAYS.test(control, treatment, 0.49)).isEqualTo(new Result.Undefined(Reason.LOW_N));
        assertThat(OF_FOUR_DAYS.test(control, treatment, Double.NaN)).isEqualTo(new Result.Undefined(Reason.LOW_N));
    }

    @Test
    void test_sameTrendInEveryUnit_hasNoVariance() {
        ArmMoments arm = ArmMoments.ofRows(rows("1 2 3 4;2 3 4 5;5 6 7 8"));

        assertThat(OF_FOUR_DAYS.test(arm, arm, 1)).isEqualTo(new Result.Undefined(Reason.NO_VARIANCE));
    }

    @Test
    void test_unknownCovariance_hasNoVariance() {
        ArmMoments arm =
                ArmMoments.of(9, new double[4], (a, b) -> a == b ? OptionalDouble.of(1) : OptionalDouble.empty());

        assertThat(OF_FOUR_DAYS.test(arm, arm, 1)).isEqualTo(new Result.Undefined(Reason.NO_VARIANCE));
    }

    @Test
    void test_differentDays_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OF_FOUR_DAYS.test(ArmMoments.ofRows(CONTROL), ArmMoments.of(5, 1, 1), 1))
                .withMessage("treatment.columns() == 1, must be control.columns() == 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoveltyTest(0.05, 1, 0.5))
                .withMessage("leastDays == 1, must be >= 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoveltyTest(0.05, 7, 1.5))
                .withMessage("leastShare == 1.5, must be in [0, 1]");
    }
}
