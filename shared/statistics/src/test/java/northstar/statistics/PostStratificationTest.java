package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import northstar.statistics.PostStratification.Stratified;
import northstar.statistics.PostStratification.Stratum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PostStratificationTest {
    private static final PostStratification STRATA = PostStratification.with(EffectEstimator.withDefaults());

    private static Comparison.Estimated estimated(Stratified result) {
        return (Comparison.Estimated) result.comparison();
    }

    private static Stratum stratum(long controlUnits, double controlMean, long treatmentUnits, double treatmentMean) {
        return new Stratum(
                ArmMoments.of(controlUnits, controlMean, 4), ArmMoments.of(treatmentUnits, treatmentMean, 4));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "stratified.csv", useHeadersInDisplayName = true)
    void compare_goldenRows_sameAsSaturatedRegression(
            String controlN,
            String controlMeans,
            String controlVariances,
            String treatmentN,
            String treatmentMeans,
            String treatmentVariances,
            double effect,
            double within,
            double drawn) {
        List<Stratum> strata = new ArrayList<>();
        for (int k = 0; k < Numbers.list(controlN).length; k++) {
            strata.add(new Stratum(
                    arm(controlN, controlMeans, controlVariances, k),
                    arm(treatmentN, treatmentMeans, treatmentVariances, k)));
        }

        Stratified result = STRATA.compare(Estimand.MEAN, strata);

        assertThat(result.strata()).isEqualTo(strata.size());
        Numbers.assertRelative(estimated(result).effect(), effect, 1e-9);
        Numbers.assertRelative(estimated(result).standardError(), Math.sqrt(within + drawn), 1e-9);
    }

    private static ArmMoments arm(String n, String means, String variances, int stratum) {
        return ArmMoments.of(
                (long) Numbers.list(n)[stratum], Numbers.list(means)[stratum], Numbers.list(variances)[stratum]);
    }

    @Test
    void compare_workedExample_removesTheImbalanceOfTheHeavyStratum() {
        List<Stratum> strata = List.of(
                new Stratum(ArmMoments.of(400, 2, 4), ArmMoments.of(380, 2.2, 4.2)),
                new Stratum(ArmMoments.of(100, 10, 50), ArmMoments.of(120, 10.5, 52)));

        Stratified result = STRATA.compare(Estimand.MEAN, strata);

        assertThat(estimated(result).effect()).isCloseTo(0.266, within(1e-12));
        assertThat(Math.pow(estimated(result).standardError(), 2)).isCloseTo(0.0579817544 + 1.5444e-5, within(1e-10));
        assertThat(((Comparison.Estimated) result.pooled()).effect()).isCloseTo(0.592, within(1e-12));
        assertThat(Math.pow(estimated(result).control().standardError(), 2)
                        + Math.pow(estimated(result).treatment().standardError(), 2)
                        - 2 * estimated(result).levelCovariance())
                .isCloseTo(Math.pow(estimated(result).standardError(), 2), within(1e-12));
    }

    /** A ramp-up from 10 % to 50 % while the metric rises: pooling sees an effect where there is none. */
    @Test
    void compare_allocationEpochs_doNotMixTimeIntoTheEffect() {
        List<Stratum> epochs = List.of(stratum(9000, 1, 1000, 1), stratum(5000, 3, 5000, 3));

        Stratified result = STRATA.compare(Estimand.MEAN, epochs);

        assertThat(estimated(result).effect()).isCloseTo(0, within(1e-12));
        assertThat(((Comparison.Estimated) result.pooled()).effect()).isGreaterThan(0.9);
    }

    @Test
    void compare_smallStratum_isMergedWithTheNearestAllocation() {
        List<Stratum> strata = List.of(stratum(900, 1, 100, 1), stratum(500, 2, 500, 2), stratum(14, 5, 15, 5));

        Stratified merged = STRATA.compare(Estimand.MEAN, strata);
        Stratified byHand = STRATA.compare(
                Estimand.MEAN,
                List.of(
                        strata.get(0),
                        new Stratum(
                                strata.get(1).control().plus(strata.get(2).control()),
                                strata.get(1).treatment().plus(strata.get(2).treatment()))));

        assertThat(merged.strata()).isEqualTo(2);
        assertThat(merged.comparison()).isEqualTo(byHand.comparison());
    }

    @Test
    void compare_exactlyTwentyUnits_areKept() {
        assertThat(STRATA.compare(Estimand.MEAN, List.of(stratum(20, 1, 20, 1), stratum(50, 2, 50, 2)))
                        .strata())
                .isEqualTo(2);
        assertThat(STRATA.compare(Estimand.MEAN, List.of(stratum(20, 1, 19, 1), stratum(50, 2, 50, 2)))
                        .strata())
                .isEqualTo(1);
    }

    @Test
    void compare_oneStratum_isThePooledComparison() {
        Stratified result = STRATA.compare(Estimand.MEAN, List.of(stratum(100, 1, 100, 2), stratum(0, 0, 0, 0)));

        assertThat(result.strata()).isEqualTo(1);
        assertThat(result.comparison()).isEqualTo(result.pooled());
    }

    @Test
    void compare_noUnitsAtAll_isUndefined() {
        Stratified result = STRATA.compare(Estimand.MEAN, List.of(stratum(0, 0, 0, 0)));

        assertThat(result.strata()).isZero();
        assertThat(result.comparison()).isInstanceOf(Comparison.Undefined.class);
    }

    @Test
    void compare_constantValues_hasNoVariance() {
        Stratum constant = new Stratum(ArmMoments.of(50, 1, 0), ArmMoments.of(50, 1, 0));

        Stratified result = STRATA.compare(Estimand.MEAN, List.of(constant, constant));

        assertThat(((Comparison.Undefined) result.comparison()).reason()).isEqualTo(Reason.NO_VARIANCE);
    }

    /** The strata explain most of the metric: their standard error is smaller, and it is the spread over many draws. */
    @Test
    void compare_drawnStrata_standardErrorIsTheSpreadOfTheEffects() {
        long seed = 5;
        Random random = new Random(seed);
        double squares = 0;
        double expected = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            Comparison.Estimated comparison = estimated(STRATA.compare(Estimand.MEAN, drawn(random)));
            squares += comparison.effect() * comparison.effect() / runs;
            expected += Math.pow(comparison.standardError(), 2) / runs;
        }

        // Four standard deviations of a variance estimated from 2,000 draws.
        assertThat(squares / expected).as("seed %d", seed).isBetween(0.87, 1.13);
    }

    /** 300 units whose stratum is drawn, with a metric of mean 10 times the stratum. */
    private static List<Stratum> drawn(Random random) {
        List<List<List<double[]>>> cells = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            cells.add(List.of(new ArrayList<>(), new ArrayList<>()));
        }
        for (int i = 0; i < 300; i++) {
            int k = random.nextInt(3);
            cells.get(k).get(random.nextInt(2)).add(new double[] {10 * k + random.nextGaussian()});
        }
        return cells.stream()
                .map(arms -> new Stratum(rows(arms.get(0)), rows(arms.get(1))))
                .toList();
    }

    private static ArmMoments rows(List<double[]> rows) {
        return ArmMoments.ofRows(rows.toArray(double[][]::new));
    }

    @Test
    void compare_ratioWithCovariate_usesBothWithinTheStrata() {
        Random random = new Random(8);
        List<Stratum> strata = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            ArmMoments[] arms = new ArmMoments[2];
            for (int v = 0; v < 2; v++) {
                double[][] rows = new double[400][];
                for (int i = 0; i < rows.length; i++) {
                    double x = random.nextGaussian();
                    double size = 2 + k + random.nextDouble();
                    rows[i] = new double[] {size * (1 + 3 * k) + x + 0.3 * random.nextGaussian(), size, x};
                }
                arms[v] = WorkedExamples.fromRows(rows);
            }
            strata.add(new Stratum(arms[0], arms[1]));
        }

        Stratified result = STRATA.compare(Estimand.RATIO, strata);

        Adjustment.ControlVariates adjustment =
                (Adjustment.ControlVariates) estimated(result).adjustment();
        Comparison.Estimated pooled =
                ((Adjustment.ControlVariates) ((Comparison.Estimated) result.pooled()).adjustment()).unadjusted();
        assertThat(adjustment.varianceReduction()).isGreaterThan(0.7);
        assertThat(adjustment.unadjusted().standardError()).isLessThan(0.6 * pooled.standardError());
        assertThat(estimated(result).standardError())
                .isLessThan(0.6 * adjustment.unadjusted().standardError());
        assertThat(estimated(result).effect())
                .isCloseTo(0, within(4 * estimated(result).standardError()));
    }

    @Test
    void compare_thirdMoments_giveTheSkewnessOfTheWeightedDifference() {
        Stratum skewed = new Stratum(
                ArmMoments.of(900, 1, 1).withThirdMoments(6),
                ArmMoments.of(100, 1, 1).withThirdMoments(6));

        double one = ((Comparison.Estimated)
                        STRATA.compare(Estimand.MEAN, List.of(skewed)).comparison())
                .support()
                .skewness()
                .orElseThrow();
        double two = estimated(STRATA.compare(Estimand.MEAN, List.of(skewed, skewed)))
                .support()
                .skewness()
                .orElseThrow();

        // Twice the units in the same proportions.
        assertThat(two).isCloseTo(one / Math.sqrt(2), within(1e-12));
    }

    @Test
    void compare_thirdMomentUnknownInAStratum_isUnknown() {
        Stratum known = new Stratum(
                ArmMoments.of(90, 1, 1).withThirdMoments(6),
                ArmMoments.of(90, 1, 1).withThirdMoments(6));

        assertThat(estimated(STRATA.compare(Estimand.MEAN, List.of(known, stratum(50, 1, 50, 1))))
                        .support()
                        .skewness())
                .isEmpty();
    }

    @Test
    void compare_everybodySucceeds_staysAShare() {
        Stratum all = new Stratum(ArmMoments.of(70, 1, 0), ArmMoments.of(30, 0.5, 0.25));

        assertThat(estimated(STRATA.compare(Estimand.PROPORTION, List.of(all, all, all)))
                        .control()
                        .mean())
                .isEqualTo(1);
    }

    @Test
    void compare_beyondTheRangeOfADouble_isUndefined() {
        Stratum low = new Stratum(ArmMoments.of(50, 1e200, 1), ArmMoments.of(50, 1e200, 1));
        Stratum high = new Stratum(ArmMoments.of(50, -1e200, 1), ArmMoments.of(50, -1e200, 1));

        assertThat(((Comparison.Undefined) STRATA.compare(Estimand.MEAN, List.of(low, high))
                                .comparison())
                        .reason())
                .isEqualTo(Reason.OVERFLOW);
    }

    @Test
    void compare_noStrata_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STRATA.compare(Estimand.MEAN, List.of()))
                .withMessage("strata.size() == 0, must be >= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Stratum(
                        ArmMoments.of(5, 1, 1), ArmMoments.of(5, new double[] {1, 2}, new double[][] {{1, 0}, {0, 1}})))
                .withMessage("treatment.columns() == 2, must be control.columns() == 1");
    }

    @Test
    void compare_variancesThatRoundToNothing_isNoError() {
        ArmMoments arm =
                ArmMoments.of(1_000, new double[] {1, 1}, new double[][] {{1e-320, 9.9999e-162}, {9.9999e-162, 1e-2}});
        Stratum other = new Stratum(
                ArmMoments.of(100, new double[] {2, 1}, new double[][] {{0, 0}, {0, 0}}),
                ArmMoments.of(100, new double[] {2, 1}, new double[][] {{0, 0}, {0, 0}}));

        Comparison comparison = STRATA.compare(Estimand.MEAN, List.of(new Stratum(arm, arm), other))
                .comparison();

        assertThat(comparison).isNotNull();
    }
}
