package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileEstimatorTest {
    private static final QuantileEstimator MEDIAN = new QuantileEstimator(0.5);

    private static QuantileEstimate.Estimated estimated(QuantileEstimate estimate) {
        return (QuantileEstimate.Estimated) estimate;
    }

    private static List<double[]> units(String text) {
        return Arrays.stream(text.split(";"))
                .map(unit -> unit.isEmpty() ? new double[0] : Numbers.list(unit))
                .toList();
    }

    /** Returns as many units of one value each, 1, 2, 3 and so on. */
    private static List<double[]> counted(int units) {
        return IntStream.rangeClosed(1, units).mapToObj(i -> new double[] {i}).toList();
    }

    private static List<Double> grid(double from, double step, int size) {
        return DoubleStream.iterate(from, x -> x + step).limit(size).boxed().toList();
    }

    /** An estimate with as much support as is asked for. */
    private static QuantileEstimate.Estimated arm(double value, double standardError, double support) {
        return new QuantileEstimate.Estimated(
                500, value, value - 1, value + 1, standardError, 0.5, 0.01, 1, support, Set.of());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "quantiles.csv", useHeadersInDisplayName = true, maxCharsPerColumn = 50_000)
    void estimate_valuesInUnits_isThatOfNumPyAndSciPy(
            double level,
            String units,
            @Nullable String thresholds,
            double value,
            double shareBelow,
            double shareVariance,
            double ciLower,
            double ciUpper,
            double standardError,
            double designEffect) {
        QuantileEstimator estimator = new QuantileEstimator(level);
        List<double[]> values = units(units);

        QuantileEstimate.Estimated estimate = estimated(
                thresholds == null
                        ? estimator.estimate(values)
                        : estimator.estimate(ClusteredValues.table(
                                values,
                                Arrays.stream(Numbers.list(thresholds)).boxed().toList())));

        Numbers.assertRelative(estimate.value(), value, 1e-10);
        Numbers.assertRelative(estimate.shareBelow(), shareBelow, 1e-10);
        Numbers.assertRelative(estimate.shareVariance(), shareVariance, 1e-10);
        Numbers.assertRelative(estimate.ciLower(), ciLower, 1e-10);
        Numbers.assertRelative(estimate.ciUpper(), ciUpper, 1e-10);
        Numbers.assertRelative(estimate.standardError(), standardError, 1e-10);
        Numbers.assertRelative(estimate.designEffect(), designEffect, 1e-10);
        assertThat(estimate.flags()).isEmpty();
    }

    @Test
    void estimate_unitsInAnotherUnit_scalesWithIt() {
        List<double[]> small = ClusteredValues.draw(new Random(5), 200, 0.3);
        List<double[]> large = small.stream()
                .map(unit -> Arrays.stream(unit).map(value -> 1024 * value).toArray())
                .toList();
        List<Double> thresholds = grid(-0.5, 1.0 / 64, 65);

        QuantileEstimate.Estimated one = estimated(MEDIAN.estimate(ClusteredValues.table(small, thresholds)));
        QuantileEstimate.Estimated other = estimated(MEDIAN.estimate(ClusteredValues.table(
                large, thresholds.stream().map(x -> 1024 * x).toList())));

        assertThat(other.value()).isEqualTo(1024 * one.value());
        assertThat(other.standardError()).isEqualTo(1024 * one.standardError());
        assertThat(other.designEffect()).isEqualTo(one.designEffect());
    }

    @Test
    void estimate_independentValues_haveNoDesignEffect() {
        QuantileEstimate.Estimated estimate = estimated(MEDIAN.estimate(counted(1_000)));

        assertThat(estimate.value()).isEqualTo(500);
        assertThat(estimate.designEffect()).isCloseTo(1000.0 / 999, within(1e-12));
        assertThat(estimate.support()).isCloseTo(499.5, within(1e-9));
    }

    @Test
    void estimate_levelThatIsNoBinaryFraction_hasTheRankThatIsWritten() {
        assertThat(estimated(new QuantileEstimator(0.07).estimate(counted(1_000)))
                        .value())
                .isEqualTo(70);
    }

    @Test
    void estimate_hugeCounts_keepTheirVariance() {
        long n = 1_000_000_000L;
        List<Long> below =
                IntStream.range(0, 11).mapToObj(b -> n / 2 + (b - 5) * 8_000L).toList();
        QuantileTable table = new QuantileTable(n, grid(10, 1, 11), n, n, below, below, below);

        QuantileEstimate.Estimated estimate = estimated(MEDIAN.estimate(table));

        assertThat(estimate.value()).isEqualTo(15);
        assertThat(estimate.shareVariance()).isCloseTo(0.25 / (n - 1), within(1e-24));
    }

    @Test
    void estimate_manyEqualValues_haveAnIntervalWithoutWidth() {
        List<double[]> tied = Collections.nCopies(100, new double[] {3, 3, 3, 1, 5});

        QuantileEstimate.Estimated exact = estimated(MEDIAN.estimate(tied));

        assertThat(exact.standardError()).isZero();
        assertThat(exact.flags()).containsExactly(Reason.QUANTILE_UNSUPPORTED);
        assertThat(MEDIAN.estimate(ClusteredValues.table(tied, List.of(1.0, 2.0, 3.0, 4.0, 5.0))))
                .isEqualTo(new QuantileEstimate.Undefined(100, OptionalDouble.of(2.5), Reason.QUANTILE_UNSUPPORTED));
    }

    @Test
    void estimate_intervalThatReachesTheLastThreshold_isUnsupported() {
        QuantileTable narrow = ClusteredValues.table(counted(400), grid(190, 1, 15));
        QuantileTable wide = ClusteredValues.table(counted(400), grid(170, 1, 60));

        assertThat(MEDIAN.estimate(narrow))
                .isEqualTo(new QuantileEstimate.Undefined(400, OptionalDouble.of(200), Reason.QUANTILE_UNSUPPORTED));
        assertThat(estimated(MEDIAN.estimate(wide)).value()).isEqualTo(200);
    }

    @Test
    void estimate_fewerThanFiveThresholdsInside_isUnsupported() {
        QuantileTable four = ClusteredValues.table(counted(400), grid(176, 10, 8));
        QuantileTable five = ClusteredValues.table(counted(400), grid(174, 8, 10));

        assertThat(MEDIAN.estimate(four)).isInstanceOf(QuantileEstimate.Undefined.class);
        assertThat(estimated(MEDIAN.estimate(five)).value()).isEqualTo(200);
    }

    @Test
    void estimate_gridOfThresholds_addsItsError() {
        double fine = estimated(MEDIAN.estimate(ClusteredValues.table(counted(4_000), grid(1_899.5, 1, 200))))
                .standardError();
        double coarse = estimated(MEDIAN.estimate(ClusteredValues.table(counted(4_000), grid(1_895, 10, 21))))
                .standardError();

        assertThat(coarse - fine).isCloseTo(9 / Math.sqrt(12), within(0.02));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.9})
    void estimate_quantileOutsideTheThresholds_isUnsupported(double level) {
        assertThat(new QuantileEstimator(level).estimate(ClusteredValues.table(counted(400), grid(150, 1, 100))))
                .isEqualTo(new QuantileEstimate.Undefined(400, OptionalDouble.empty(), Reason.QUANTILE_UNSUPPORTED));
    }

    @Test
    void estimate_fewUnits_isUndefined() {
        assertThat(MEDIAN.estimate(List.of(new double[] {1, 2})))
                .isEqualTo(new QuantileEstimate.Undefined(1, OptionalDouble.empty(), Reason.LOW_N));
        assertThat(MEDIAN.estimate(List.of(new double[0], new double[0])))
                .isEqualTo(new QuantileEstimate.Undefined(2, OptionalDouble.empty(), Reason.LOW_N));
        assertThat(MEDIAN.estimate(counted(3)))
                .isEqualTo(new QuantileEstimate.Undefined(3, OptionalDouble.of(2), Reason.QUANTILE_UNSUPPORTED));
        assertThat(MEDIAN.estimate(ClusteredValues.table(List.of(), List.of())))
                .isEqualTo(new QuantileEstimate.Undefined(0, OptionalDouble.empty(), Reason.LOW_N));
    }

    @Test
    void compare_twoArms_isNormalWithTheSumOfTheVariances() {
        Comparison.Estimated comparison = (Comparison.Estimated) MEDIAN.compare(arm(10, 0.3, 50), arm(11, 0.4, 60));

        assertThat(comparison.effect()).isEqualTo(1);
        assertThat(comparison.standardError()).isEqualTo(0.5);
        assertThat(comparison.degreesOfFreedom()).isEmpty();
        assertThat(comparison.support())
                .isEqualTo(new SampleSupport(500, OptionalDouble.of(50), OptionalDouble.empty()));
        TwoSidedResult.Tested tested = (TwoSidedResult.Tested) new FixedTest(0.05).test(comparison);
        assertThat(tested.pValue()).isCloseTo(2 * StandardNormal.survival(2), within(1e-15));
        assertThat(tested.relative())
                .isInstanceOfSatisfying(
                        RelativeEffect.Relative.class,
                        relative -> assertThat(relative.value()).isEqualTo(0.1));
    }

    @Test
    void compare_littleSupport_isRefused() {
        assertThat(MEDIAN.compare(arm(10, 1, 10), arm(11, 1, 10))).isInstanceOf(Comparison.Estimated.class);
        assertThat(MEDIAN.compare(arm(10, 1, 9.9), arm(11, 1, 10)))
                .isEqualTo(new Comparison.Undefined(
                        Reason.LOW_N,
                        new PartialLevel(500, OptionalDouble.of(10), OptionalDouble.of(1)),
                        new PartialLevel(500, OptionalDouble.of(11), OptionalDouble.of(1))));
    }

    @Test
    void compare_armThatIsUndefined_keepsItsReason() {
        QuantileEstimate.Undefined empty = new QuantileEstimate.Undefined(0, OptionalDouble.empty(), Reason.LOW_N);
        QuantileEstimate.Undefined outside =
                new QuantileEstimate.Undefined(9, OptionalDouble.of(4), Reason.QUANTILE_UNSUPPORTED);
        QuantileEstimate.Estimated good = arm(10, 1, 20);

        assertThat(((Comparison.Undefined) MEDIAN.compare(empty, good)).reason())
                .isEqualTo(Reason.ONE_VARIANT);
        assertThat(((Comparison.Undefined) MEDIAN.compare(empty, empty)).reason())
                .isEqualTo(Reason.LOW_N);
        assertThat(MEDIAN.compare(good, outside)).isInstanceOfSatisfying(Comparison.Undefined.class, undefined -> {
            assertThat(undefined.reason()).isEqualTo(Reason.QUANTILE_UNSUPPORTED);
            assertThat(undefined.effect()).hasValue(-6);
        });
    }

    @Test
    void compare_armsWithoutWidth_haveNoVariance() {
        assertThat(((Comparison.Undefined) MEDIAN.compare(arm(10, 0, 20), arm(11, 0, 20))).reason())
                .isEqualTo(Reason.NO_VARIANCE);
        assertThat(((Comparison.Undefined) MEDIAN.compare(arm(-1e308, 1, 20), arm(1e308, 1, 20))).reason())
                .isEqualTo(Reason.OVERFLOW);
    }

    @Test
    void table_thatNoUnitsCanHave_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileTable(
                        2, List.of(2.0, 1.0), 2, 2, List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L)))
                .withMessage("thresholds[1] == 1.0, must be > thresholds[0] == 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileTable(2, List.of(2.0), 2, 2, List.of(), List.of(1L), List.of(1L)))
                .withMessage("sums.size() == 0, must be thresholds.size() == 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileEstimator(1))
                .withMessage("level == 1.0, must be in (0, 1)");
    }

    /** Values of a unit share half of their variance; the interval of an A/A difference has to know. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9})
    void compare_nullRunsOfClusteredValues_coverAsPromised(double level) {
        long seed = 53;
        int runs = 400;
        Random random = new Random(seed);
        QuantileEstimator estimator = new QuantileEstimator(level);
        int covered = 0;
        int coveredIfIndependent = 0;
        for (int run = 0; run < runs; run++) {
            List<double[]> control = ClusteredValues.draw(random, 500, 0.5);
            List<double[]> treatment = ClusteredValues.draw(random, 500, 0.5);
            List<Double> thresholds = ClusteredValues.thresholds(level, control, treatment);
            QuantileEstimate.Estimated c = estimated(estimator.estimate(ClusteredValues.table(control, thresholds)));
            QuantileEstimate.Estimated t = estimated(estimator.estimate(ClusteredValues.table(treatment, thresholds)));
            double z = Math.abs(((Comparison.Estimated) estimator.compare(c, t)).statistic());
            covered += z <= 1.96 ? 1 : 0;
            coveredIfIndependent += z * Math.sqrt((c.designEffect() + t.designEffect()) / 2) <= 1.96 ? 1 : 0;
        }
        // The band of a binomial(400, 0.95) at three and a half standard deviations.
        assertThat(covered).as("seed %d", seed).isBetween(365, 395);
        assertThat(coveredIfIndependent)
                .as("seed %d: taking values for independent", seed)
                .isLessThan(365);
    }

    @Test
    void standardErrorOfRanks_coarseSketchOrTooFewValues_isEmpty() {
        assertThat(MEDIAN.standardErrorOfRanks(rank -> rank, 10_000, 1, 0.0009)).isPresent();
        assertThat(MEDIAN.standardErrorOfRanks(rank -> rank, 10_000, 1, 0.001)).isEmpty();
        assertThat(new QuantileEstimator(0.99).standardErrorOfRanks(rank -> rank, 100, 1, 0))
                .isEmpty();
        assertThat(MEDIAN.standardErrorOfRanks(rank -> rank < 50 ? -1e308 : 1e308, 100, 1, 0))
                .isEmpty();
    }

    @Test
    void standardErrorOfRanks_rankError_widensIt() {
        double exact =
                MEDIAN.standardErrorOfRanks(rank -> rank, 1_000_000, 4, 0).orElseThrow();

        assertThat(MEDIAN.standardErrorOfRanks(rank -> rank, 1_000_000, 4, 0.0001)
                        .orElseThrow())
                .isGreaterThan(exact);
        assertThat(exact).isCloseTo(1_000, within(1.5));
    }

    @Test
    void standardErrorOfRanks_outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MEDIAN.standardErrorOfRanks(rank -> rank, 0, 1, 0))
                .withMessage("values == 0, must be >= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MEDIAN.standardErrorOfRanks(rank -> rank, 9, 1, 1))
                .withMessage("rankError == 1.0, must be in [0, 1)");
    }
}
