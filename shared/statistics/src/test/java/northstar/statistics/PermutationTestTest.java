package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import northstar.statistics.PermutationTest.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PermutationTestTest {
    private static final PermutationTest TEST = PermutationTest.ofSeed(1);

    static double[][] column(double... values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static double[][] rows(String values, @Nullable String second) {
        double[] first = Numbers.list(values);
        return second == null
                ? column(first)
                : IntStream.range(0, first.length)
                        .mapToObj(i -> new double[] {first[i], Numbers.list(second)[i]})
                        .toArray(double[][]::new);
    }

    private static int[] strata(@Nullable String strata, int size) {
        return strata == null
                ? new int[size]
                : Arrays.stream(Numbers.list(strata))
                        .mapToInt(value -> (int) value)
                        .toArray();
    }

    private static Result.Tested tested(Result result) {
        return (Result.Tested) result;
    }

    @ParameterizedTest
    @CsvFileSource(resources = "permutation.csv", useHeadersInDisplayName = true)
    void test_goldenRows_sameAsEnumeration(
            String kind,
            String control,
            @Nullable String controlSecond,
            @Nullable String controlStrata,
            String treatment,
            @Nullable String treatmentSecond,
            @Nullable String treatmentStrata,
            double statistic,
            double pValue,
            double upperPValue) {
        double[][] c = rows(control, controlSecond);
        double[][] t = rows(treatment, treatmentSecond);

        Result.Tested tested = tested(
                TEST.test(UnitData.of(c, strata(controlStrata, c.length), t, strata(treatmentStrata, t.length))));

        assertThat(tested.isExact()).as(kind).isTrue();
        Numbers.assertRelative(tested.statistic(), statistic, 1e-9);
        assertThat(tested.pValue()).isCloseTo(pValue, within(1e-12));
        assertThat(tested.upperPValue()).isCloseTo(upperPValue, within(1e-12));
    }

    @Test
    void test_workedExample_printedDigits() {
        Result.Tested tested = tested(TEST.test(UnitData.of(column(8, 7, 11, 6, 10), column(12, 15, 9, 20))));

        assertThat(tested.statistic()).isCloseTo(2.2205444398, within(2.2e-9));
        assertThat(tested.pValue()).isEqualTo(8.0 / 126);
        assertThat(tested.assignments()).isEqualTo(126);
    }

    @Test
    void test_statistic_isTheComparisons() {
        Random random = new Random(4);
        double[][] control = new double[60][];
        double[][] treatment = new double[45][];
        for (int i = 0; i < 60; i++) {
            control[i] = new double[] {random.nextDouble() * 5, 1 + random.nextInt(4)};
        }
        for (int i = 0; i < 45; i++) {
            treatment[i] = new double[] {random.nextDouble() * 6, 1 + random.nextInt(4)};
        }
        Comparison.Estimated comparison = (Comparison.Estimated) EffectEstimator.withDefaults()
                .compare(Estimand.RATIO, ArmMoments.ofRows(control), ArmMoments.ofRows(treatment));

        Result.Tested tested = tested(TEST.test(UnitData.of(control, treatment)));

        assertThat(tested.statistic()).isCloseTo(comparison.statistic(), within(1e-9));
        assertThat(tested.isExact()).isFalse();
        assertThat(tested.assignments()).isEqualTo(10_000);
    }

    @Test
    void test_random_isCloseToWelchAndTheSameForTheSameSeed() {
        Random random = new Random(6);
        double[] control = random.doubles(200).toArray();
        double[] treatment = random.doubles(150).map(x -> x + 0.06).toArray();
        UnitData data = UnitData.of(column(control), column(treatment));
        Comparison comparison = EffectEstimator.withDefaults()
                .compare(Estimand.MEAN, ArmMoments.ofRows(column(control)), ArmMoments.ofRows(column(treatment)));
        double welch = ((TwoSidedResult.Tested) new FixedTest(0.05).test(comparison)).pValue();

        Result.Tested tested = tested(TEST.test(data));

        assertThat(tested.pValue()).isCloseTo(welch, within(4 * Math.sqrt(welch / 10_000)));
        assertThat(TEST.test(data)).isEqualTo(tested);
        assertThat(tested.upperPValue() + tested.lowerPValue()).isBetween(1.0, 1.01);
    }

    @Test
    void test_exchangedArms_exchangeTheSides() {
        double[][] one = column(1, 5, 2, 8, 4, 4.5);
        double[][] other = column(3, 9, 7, 6.5);

        Result.Tested there = tested(TEST.test(UnitData.of(one, other)));
        Result.Tested back = tested(TEST.test(UnitData.of(other, one)));

        assertThat(back.pValue()).isEqualTo(there.pValue());
        assertThat(back.upperPValue()).isEqualTo(there.lowerPValue());
        assertThat(back.statistic()).isCloseTo(-there.statistic(), within(1e-12));
    }

    @Test
    void test_largeOffset_changesNothing() {
        double[] control = {8, 7, 11, 6, 10};
        double[] treatment = {12, 15, 9, 20};

        Result.Tested tested = tested(TEST.test(UnitData.of(
                column(Arrays.stream(control).map(x -> x + 1e9).toArray()),
                column(Arrays.stream(treatment).map(x -> x + 1e9).toArray()))));

        assertThat(tested.pValue()).isEqualTo(8.0 / 126);
    }

    @Test
    void test_clusters_moveAsWholes() {
        double[][] control = {{1, 2, 3}, {2, 2}, {5, 4, 4, 5}, {1}};
        double[][] treatment = {{3, 4}, {6, 6, 5}, {2, 3}, {7}};
        double[][] controlSums = {{6, 3}, {4, 2}, {18, 4}, {1, 1}};
        double[][] treatmentSums = {{7, 2}, {17, 3}, {5, 2}, {7, 1}};

        Result.Tested tested = tested(TEST.test(UnitData.ofClusters(control, treatment)));

        assertThat(tested.assignments()).isEqualTo(70);
        assertThat(tested).isEqualTo(TEST.test(UnitData.of(controlSums, treatmentSums)));
    }

    @Test
    void test_strata_multiplyTheAssignments() {
        Result.Tested tested = tested(TEST.test(
                UnitData.of(column(1, 2, 4, 11, 13), new int[] {7, 7, 7, -2, -2}, column(3, 5, 12, 19, 18), new int[] {
                    7, 7, -2, -2, -2
                })));

        // C(5, 2) in one stratum times C(5, 3) in the other.
        assertThat(tested.assignments()).isEqualTo(100);
    }

    @Test
    void test_armsWithoutSpread_areAsFarOutAsCanBe() {
        Result.Tested tested = tested(TEST.test(UnitData.of(column(1, 1, 1, 1), column(2, 2, 2, 2))));

        assertThat(tested.statistic()).isEqualTo(Double.MAX_VALUE);
        assertThat(tested.pValue()).isEqualTo(2.0 / 70);
        assertThat(tested.upperPValue()).isEqualTo(1.0 / 70);
    }

    @Test
    void test_constantValues_haveNoVariance() {
        assertThat(TEST.test(UnitData.of(column(1, 1, 1), column(1, 1, 1))))
                .isEqualTo(new Result.Undefined(Reason.NO_VARIANCE));
    }

    @Test
    void test_oneUnitInAnArm_isTooFew() {
        assertThat(TEST.test(UnitData.of(column(1, 2, 3), column(1)))).isEqualTo(new Result.Undefined(Reason.LOW_N));
        assertThat(TEST.test(UnitData.of(column(), column()))).isEqualTo(new Result.Undefined(Reason.LOW_N));
        assertThat(TEST.test(UnitData.of(column(1, 2, 3), new int[] {0, 0, 1}, column(4, 5, 6), new int[] {0, 0, 1})))
                .isEqualTo(new Result.Undefined(Reason.LOW_N));
    }

    @Test
    void test_beyondTheRangeOfADouble_isUndefined() {
        assertThat(TEST.test(UnitData.of(column(1e200, 2, 3), column(1, 2, -1e200))))
                .isEqualTo(new Result.Undefined(Reason.OVERFLOW));
        assertThat(TEST.test(UnitData.of(new double[][] {{1, 0}, {2, 0}}, new double[][] {{1, 0}, {3, 0}})))
                .isEqualTo(new Result.Undefined(Reason.OVERFLOW));
    }

    @Test
    void of_badRows_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitData.of(new double[][] {{1, 2, 3}}, column(1)))
                .withMessage("values per unit == 3, must be 1 or 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitData.of(column(1), new double[][] {{1, 2}}))
                .withMessage("values of a unit == 2, must be 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitData.of(column(Double.NaN), column(1)))
                .withMessage("value == NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitData.of(column(1), new int[2], column(1), new int[1]))
                .withMessage("controlStrata.length == 2, must be the number of rows == 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PermutationTest(0, 1))
                .withMessage("draws == 0, must be >= 1");
    }
}
