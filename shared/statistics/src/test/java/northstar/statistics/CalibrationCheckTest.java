package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import northstar.statistics.CalibrationCheck.Calibration;
import northstar.statistics.CalibrationCheck.Split;
import northstar.statistics.CalibrationCheck.Watched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CalibrationCheckTest {
    private static List<Split> splits(int m, double power, double scale) {
        return IntStream.range(0, m)
                .mapToObj(i -> new Split(Math.sin(i), scale * (1 + i % 3 / 10.0), Math.pow((i + 1.0) / (m + 1), power)))
                .toList();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "calibration.csv", useHeadersInDisplayName = true)
    void of_goldenRows_sameAsScipy(
            int splits,
            double power,
            double scale,
            int rejected,
            int least,
            int most,
            double rejectionPValue,
            double uniformityPValue,
            double varianceRatio) {
        Calibration calibration = CalibrationCheck.of(splits(splits, power, scale));

        assertThat(calibration.rejected()).isEqualTo(rejected);
        assertThat(calibration.least()).isEqualTo(least);
        assertThat(calibration.most()).isEqualTo(most);
        Numbers.assertRelative(calibration.rejectionPValue(), rejectionPValue, 1e-9);
        assertThat(calibration.uniformityPValue()).isCloseTo(uniformityPValue, within(1e-5));
        Numbers.assertRelative(calibration.varianceRatio(), varianceRatio, 1e-9);
        assertThat(calibration.holdsLevel()).isEqualTo(rejected >= least && rejected <= most);
        assertThat(calibration.isUniform()).isEqualTo(uniformityPValue >= 0.01);
        assertThat(calibration.hasRightVariance()).isEqualTo(varianceRatio >= 0.9 && varianceRatio <= 1.1);
    }

    @Test
    void passed_allThree_areNeeded() {
        assertThat(new Calibration(1000, 50, 33, 69, 1, 0.5, 1).passed()).isTrue();
        assertThat(new Calibration(1000, 70, 33, 69, 1, 0.5, 1).passed()).isFalse();
        assertThat(new Calibration(1000, 32, 33, 69, 1, 0.5, 1).passed()).isFalse();
        assertThat(new Calibration(1000, 50, 33, 69, 1, 0.009, 1).passed()).isFalse();
        assertThat(new Calibration(1000, 50, 33, 69, 1, 0.5, 1.11).passed()).isFalse();
        assertThat(new Calibration(1000, 50, 33, 69, 1, 0.5, 0.89).passed()).isFalse();
    }

    @Test
    void nullSplits_fourUnits_areTheFewestThatCanBeSplit() {
        double[][] rows = {{1}, {2}, {4}, {8}};

        assertThat(new NullSplits(2, 1).of(Estimand.MEAN, rows))
                .hasValueSatisfying(splits -> assertThat(splits).hasSize(2));
        assertThat(new NullSplits(2, 1).of(Estimand.MEAN, java.util.Arrays.copyOf(rows, 3)))
                .isEmpty();
    }

    /** Whatever the split, the halves of 1, 2, 4 and 8 differ by one of three amounts. */
    @Test
    void nullSplits_halves_takeEveryUnitOnce() {
        assertThat(new NullSplits(50, 1)
                        .of(Estimand.MEAN, new double[][] {{1}, {2}, {4}, {8}})
                        .orElseThrow())
                .extracting(split -> Math.abs(split.effect()))
                .containsOnly(4.5, 2.5, 1.5);
    }

    @Test
    void passed_atTheLimits_does() {
        assertThat(new Calibration(1000, 33, 33, 69, 1, 0.01, 0.9).passed()).isTrue();
        assertThat(new Calibration(1000, 69, 33, 69, 1, 0.01, 1.1).passed()).isTrue();
    }

    /** By hand: the variance of 1, 2 and 3 is 1, and 4 was taken for it. */
    @Test
    void varianceRatio_effectsOfAnyMean_isTheirVarianceOverTheOneTakenForIt() {
        for (double mean : new double[] {-7, 0, 100}) {
            List<Split> splits = IntStream.range(0, 3)
                    .mapToObj(i -> new Split(mean + i, 2, 0.5))
                    .toList();

            assertThat(CalibrationCheck.of(splits).varianceRatio()).isCloseTo(0.25, within(1e-12));
        }
    }

    @Test
    void of_pValuesOfExactlyFivePercent_areNoRejections() {
        List<Split> splits =
                List.of(new Split(1, 1, 0.05), new Split(2, 1, 0.05), new Split(3, 1, 0), new Split(4, 1, 1));

        assertThat(CalibrationCheck.of(splits).rejected()).isEqualTo(1);
    }

    @Test
    void of_hugeEffects_staysInRange() {
        Calibration calibration = CalibrationCheck.of(
                List.of(new Split(1e300, 1e300, 0.5), new Split(-1e300, 1e300, 0.5), new Split(1e300, 1e-300, 0.5)));

        assertThat(calibration.varianceRatio()).isFinite();
    }

    @Test
    void of_tooFewOrBadSplits_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationCheck.of(List.of(new Split(1, 1, 0.5))))
                .withMessage("splits.size() == 1, must be >= 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Split(1, 1, 1.5))
                .withMessage("pValue == 1.5, must be in [0, 1]");
    }

    @Test
    void nullSplits_wellBehavedMetric_isCalibrated() {
        Random random = new Random(4);
        double[][] rows = new double[600][];
        for (int i = 0; i < rows.length; i++) {
            double x = random.nextGaussian();
            rows[i] = new double[] {5 + x + 0.5 * random.nextGaussian(), x};
        }

        List<Split> splits = new NullSplits(1_000, 1).of(Estimand.MEAN, rows).orElseThrow();

        assertThat(CalibrationCheck.of(splits).passed()).isTrue();
        assertThat(new NullSplits(1_000, 1).of(Estimand.MEAN, rows)).contains(splits);
    }

    /** Two of 400 units have almost everything: no t test can be right. */
    @Test
    void nullSplits_fewUnitsHaveEverything_isNotCalibrated() {
        double[][] rows = new double[400][];
        Random random = new Random(4);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {i < 2 ? 1e6 : random.nextDouble()};
        }

        List<Split> splits = new NullSplits(1_000, 1).of(Estimand.MEAN, rows).orElseThrow();

        assertThat(CalibrationCheck.of(splits).passed()).isFalse();
    }

    /** 60 of 3,000: the p-values of a share jump by 0.1, and are as uniform as they can be. */
    @Test
    void nullSplits_rareProportion_isCalibratedThoughItsPValuesJump() {
        double[][] rows = new double[3_000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {i < 60 ? 1 : 0};
        }

        List<Split> splits =
                new NullSplits(1_000, 1).of(Estimand.PROPORTION, rows).orElseThrow();

        assertThat(CalibrationCheck.of(splits).isUniform()).isTrue();
        assertThat(CalibrationCheck.of(splits.stream()
                                .map(split -> new Split(split.effect(), split.standardError(), split.pValue()))
                                .toList())
                        .isUniform())
                .isFalse();
    }

    @Test
    void watched_wellBehavedMetric_crossesNoMoreOftenThanAlpha() {
        Random random = new Random(4);
        double[][] rows = new double[2_000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {5 + random.nextGaussian()};
        }

        Watched watched = new NullSplits(400, 1).watched(Estimand.MEAN, rows, 7).orElseThrow();

        assertThat(watched.holdsLevel()).isTrue();
        assertThat(watched.groupSequential()).isBetween(8, 32);
        assertThat(watched.anytime()).isLessThan(watched.groupSequential());
        assertThat(watched.most()).isEqualTo(32);
    }

    @Test
    void watched_moreCrossingsThanChanceAllows_doesNotHold() {
        assertThat(CalibrationCheck.watched(1_000, 7, 69, 3).holdsLevel()).isTrue();
        assertThat(CalibrationCheck.watched(1_000, 7, 70, 3).holdsLevel()).isFalse();
        assertThat(CalibrationCheck.watched(1_000, 7, 3, 70).holdsLevel()).isFalse();
    }

    @Test
    void watched_tooFewUnitsOrLooks_isRefused() {
        assertThat(new NullSplits(10, 1).watched(Estimand.MEAN, new double[][] {{1}, {2}, {3}}, 1))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NullSplits(10, 1).watched(Estimand.MEAN, new double[][] {{1}}, 0))
                .withMessage("looks == 0, must be >= 1");
    }

    @Test
    void nullSplits_nothingToCompare_isEmpty() {
        assertThat(new NullSplits(10, 1).of(Estimand.MEAN, new double[][] {{1}, {2}, {3}}))
                .isEmpty();
        assertThat(new NullSplits(10, 1).of(Estimand.MEAN, new double[][] {{1}, {1}, {1}, {1}}))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NullSplits(1, 1))
                .withMessage("splits == 1, must be >= 2");
    }

    private static double[][] column(int units, IntToDoubleFunction value) {
        double[][] rows = new double[units][];
        for (int i = 0; i < units; i++) {
            rows[i] = new double[] {value.applyAsDouble(i)};
        }
        return rows;
    }

    @Test
    void guarded_unitsThatAFewDwarf_keepTheLevelByPermutation() {
        double[][] rows = column(300, i -> i < 2 ? 1e6 : i % 7);

        CalibrationCheck.GuardedSplits guarded =
                new NullSplits(200, 3).guarded(Estimand.MEAN, rows).orElseThrow();

        assertThat(guarded.splits()).isEqualTo(200);
        assertThat(guarded.guarded()).isPositive();
        assertThat(guarded.holdsLevel()).isTrue();
        assertThat(guarded.most()).isEqualTo(19);
        assertThat(CalibrationCheck.guarded(200, 200, 20).holdsLevel()).isFalse();
    }

    @Test
    void guarded_fewUnitsOfARatio_arePermutedWithBothColumns() {
        double[][] rows = new double[60][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {i % 5, 1 + i % 3};
        }

        CalibrationCheck.GuardedSplits guarded =
                new NullSplits(100, 3).guarded(Estimand.RATIO, rows).orElseThrow();

        assertThat(guarded.guarded()).isEqualTo(100);
        assertThat(guarded.rejected()).isBetween(0, 13);
    }

    @Test
    void guarded_fewSuccesses_areCounted() {
        CalibrationCheck.GuardedSplits guarded = new NullSplits(100, 3)
                .guarded(Estimand.PROPORTION, column(400, i -> i < 9 ? 1 : 0))
                .orElseThrow();

        assertThat(guarded.guarded()).isEqualTo(100);
        assertThat(guarded.holdsLevel()).isTrue();
    }

    @Test
    void guarded_whereNothingIsGuardedOrCanBe_isEmpty() {
        assertThat(new NullSplits(100, 3).guarded(Estimand.MEAN, column(600, i -> i % 7)))
                .isEmpty();
        assertThat(new NullSplits(100, 3).guarded(Estimand.MEAN, column(3, i -> i)))
                .isEmpty();
        assertThat(new NullSplits(100_000, 3).guarded(Estimand.MEAN, column(100, i -> i)))
                .isEmpty();
    }

    @Test
    void guarded_unitsWithoutVariance_areNeverSignificant() {
        CalibrationCheck.GuardedSplits guarded = new NullSplits(100, 3)
                .guarded(Estimand.MEAN, column(12, i -> i < 1 ? 1 : 0))
                .orElseThrow();

        assertThat(guarded.rejected()).isZero();
    }
}
