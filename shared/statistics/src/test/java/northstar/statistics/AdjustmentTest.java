package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AdjustmentTest {
    private static final EffectEstimator ESTIMATOR = EffectEstimator.withDefaults();

    private static ArmMoments moments(long n, String means, String covariances) {
        double[] mean = Numbers.list(means);
        double[] flat = Numbers.list(covariances);
        return ArmMoments.of(n, mean, (a, b) -> OptionalDouble.of(flat[a * mean.length + b]));
    }

    private static Comparison.Estimated compare(ArmMoments control, ArmMoments treatment) {
        return (Comparison.Estimated) ESTIMATOR.compare(Estimand.MEAN, control, treatment);
    }

    private static int used(Comparison.Estimated comparison) {
        return ((Adjustment.ControlVariates) comparison.adjustment()).covariates();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "adjusted.csv", useHeadersInDisplayName = true)
    void compare_goldenRows_sameAsGeneralisedLeastSquaresAndRootFinding(
            String kind,
            long nC,
            String meansC,
            String covariancesC,
            long nT,
            String meansT,
            String covariancesT,
            double effect,
            double standardError,
            double degreesOfFreedom,
            double relativeLower,
            double relativeUpper) {
        Estimand estimand = kind.equals("ratio") ? Estimand.RATIO : Estimand.MEAN;
        ArmMoments control = moments(nC, meansC, covariancesC);
        int covariates = control.columns() - estimand.columns();
        double factor = (nC + nT - 2.0) / (nC + nT - 2.0 - covariates);

        Comparison.Estimated comparison =
                (Comparison.Estimated) ESTIMATOR.compare(estimand, control, moments(nT, meansT, covariancesT));
        TwoSidedResult.Tested tested = (TwoSidedResult.Tested) new FixedTest(0.05).test(comparison);

        RelativeEffect.Relative relative = (RelativeEffect.Relative) tested.relative();
        assertThat(used(comparison)).isEqualTo(covariates);
        Numbers.assertRelative(comparison.effect(), effect, 1e-9);
        Numbers.assertRelative(comparison.standardError(), standardError * Math.sqrt(factor), 1e-9);
        Numbers.assertRelative(comparison.degreesOfFreedom().orElseThrow(), degreesOfFreedom, 1e-9);
        assertThat(relative.ciLower()).isCloseTo(relativeLower, within(1e-9));
        assertThat(relative.ciUpper()).isCloseTo(relativeUpper, within(1e-9));
        assertThat(comparison.treatment().mean() - comparison.control().mean())
                .isCloseTo(comparison.effect(), within(1e-12));
    }

    /** Rows of (metric, covariate, ...) whose covariates explain part of the metric. */
    private static double[][] rows(Random random, int n, int covariates, double shift) {
        double[][] rows = new double[n][covariates + 1];
        for (double[] row : rows) {
            row[0] = 10 + shift + random.nextGaussian();
            for (int i = 1; i <= covariates; i++) {
                row[i] = random.nextGaussian();
                row[0] += row[i];
            }
        }
        return rows;
    }

    private static double[][] with(double[][] rows, java.util.function.ToDoubleFunction<double[]> column) {
        double[][] wider = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            wider[i] = java.util.Arrays.copyOf(rows[i], rows[i].length + 1);
            wider[i][rows[i].length] = column.applyAsDouble(rows[i]);
        }
        return wider;
    }

    @Test
    void compare_duplicatedCovariate_isDropped() {
        double[][] control = rows(new Random(3), 200, 1, 0);
        double[][] treatment = rows(new Random(4), 200, 1, 0.2);
        Comparison.Estimated once = compare(WorkedExamples.fromRows(control), WorkedExamples.fromRows(treatment));

        Comparison.Estimated twice = compare(
                WorkedExamples.fromRows(with(control, row -> 3 * row[1] - 1)),
                WorkedExamples.fromRows(with(treatment, row -> 3 * row[1] - 1)));

        assertThat(used(twice)).isEqualTo(1);
        assertThat(twice.effect()).isCloseTo(once.effect(), within(1e-9));
        assertThat(twice.standardError()).isCloseTo(once.standardError(), within(1e-9));
        assertThat(twice.covariateChecks()).hasSize(2);
    }

    @Test
    void compare_linearlyDependentCovariates_keepsTheirRank() {
        double[][] control = with(rows(new Random(3), 300, 2, 0), row -> row[1] + row[2]);
        double[][] treatment = with(rows(new Random(4), 300, 2, 0), row -> row[1] + row[2]);

        assertThat(used(compare(WorkedExamples.fromRows(control), WorkedExamples.fromRows(treatment))))
                .isEqualTo(2);
    }

    @Test
    void compare_constantCovariate_isDroppedAndNotChecked() {
        double[][] control = with(rows(new Random(3), 200, 1, 0), row -> 0);
        double[][] treatment = with(rows(new Random(4), 200, 1, 0), row -> 0);

        Comparison.Estimated comparison = compare(WorkedExamples.fromRows(control), WorkedExamples.fromRows(treatment));

        assertThat(used(comparison)).isEqualTo(1);
        assertThat(comparison.covariateChecks())
                .extracting(CovariateCheck::covariate)
                .containsExactly(0);
    }

    @Test
    void compare_onlyConstantCovariates_isUnadjusted() {
        ArmMoments arm = ArmMoments.of(200, new double[] {5, 1}, new double[][] {{2, 0}, {0, 0}});

        Comparison.Estimated comparison = compare(arm, arm);

        assertThat(comparison.adjustment()).isEqualTo(new Adjustment.None());
        assertThat(comparison.flags()).isEmpty();
        assertThat(comparison.covariateChecks()).isEmpty();
    }

    @Test
    void compare_moreCovariatesThanUnitsAllow_isUnadjustedAndFlagged() {
        ArmMoments control = WorkedExamples.fromRows(rows(new Random(3), 25, 3, 0));
        ArmMoments treatment = WorkedExamples.fromRows(rows(new Random(4), 25, 3, 0));

        Comparison.Estimated comparison = compare(control, treatment);

        assertThat(comparison.adjustment()).isEqualTo(new Adjustment.None());
        assertThat(comparison.flags()).containsExactly(Reason.LOW_N);
        assertThat(comparison.covariateChecks()).hasSize(3);
        assertThat(used((Comparison.Estimated)
                        ESTIMATOR.withCovariateLimits(50, 16).compare(Estimand.MEAN, control, treatment)))
                .isEqualTo(3);
    }

    @Test
    void compare_moreThanTheMostCovariates_isUnadjustedAndFlagged() {
        ArmMoments control = WorkedExamples.fromRows(rows(new Random(3), 3000, 51, 0));
        ArmMoments treatment = WorkedExamples.fromRows(rows(new Random(4), 3000, 51, 0));

        assertThat(compare(control, treatment).flags()).containsExactly(Reason.LOW_N);
    }

    @Test
    void compare_fiftyCovariates_areUsed() {
        ArmMoments control = WorkedExamples.fromRows(rows(new Random(3), 1000, 50, 0));
        ArmMoments treatment = WorkedExamples.fromRows(rows(new Random(4), 1000, 50, 0));

        assertThat(used(compare(control, treatment))).isEqualTo(50);
    }

    /** The large arm cannot make up for slopes that the small one has to estimate. */
    @Test
    void compare_oneSmallArm_isUnadjustedAndFlagged() {
        ArmMoments control = WorkedExamples.fromRows(rows(new Random(3), 9, 1, 0));
        ArmMoments treatment = WorkedExamples.fromRows(rows(new Random(4), 2000, 1, 0));

        assertThat(compare(control, treatment).flags()).containsExactly(Reason.LOW_N);
        assertThat(compare(treatment, control).flags()).containsExactly(Reason.LOW_N);
        assertThat(compare(treatment, WorkedExamples.fromRows(rows(new Random(3), 10, 1, 0)))
                        .flags())
                .isEmpty();
    }

    @Test
    void compare_noDegreesOfFreedomLeft_isUnadjustedAndFlagged() {
        EffectEstimator lax = ESTIMATOR.withCovariateLimits(50, 1);
        ArmMoments control = WorkedExamples.fromRows(rows(new Random(3), 3, 3, 0));
        ArmMoments treatment = WorkedExamples.fromRows(rows(new Random(4), 3, 3, 0));

        Comparison.Estimated comparison = (Comparison.Estimated) lax.compare(Estimand.MEAN, control, treatment);

        assertThat(comparison.adjustment()).isEqualTo(new Adjustment.None());
        assertThat(comparison.flags()).containsExactly(Reason.LOW_N);
    }

    @Test
    void compare_adjustmentSwitchedOff_isUnadjustedAndUnflagged() {
        ArmMoments control = WorkedExamples.fromRows(rows(new Random(3), 200, 1, 0));
        ArmMoments treatment = WorkedExamples.fromRows(rows(new Random(4), 200, 1, 0));

        Comparison.Estimated comparison =
                (Comparison.Estimated) ESTIMATOR.withCovariateLimits(0, 20).compare(Estimand.MEAN, control, treatment);

        assertThat(comparison.adjustment()).isEqualTo(new Adjustment.None());
        assertThat(comparison.flags()).isEmpty();
        assertThat(comparison.covariateChecks()).hasSize(1);
    }

    @Test
    void compare_missingCrossProduct_isUnadjustedAndFlagged() {
        ArmMoments whole = WorkedExamples.fromRows(rows(new Random(3), 200, 1, 0));
        ArmMoments withMetric = ArmMoments.of(
                200, new double[] {10, 0}, (a, b) -> a == b ? OptionalDouble.of(1) : OptionalDouble.empty());
        ArmMoments variance = ArmMoments.of(
                200,
                new double[] {10, 0},
                (a, b) -> a == 0 ? OptionalDouble.of(b == 0 ? 1 : 0.5) : OptionalDouble.empty());

        assertThat(compare(withMetric, whole).flags()).containsExactly(Reason.NO_CROSS_PRODUCTS);
        assertThat(compare(whole, withMetric).flags()).containsExactly(Reason.NO_CROSS_PRODUCTS);
        assertThat(compare(whole, variance).flags()).containsExactly(Reason.NO_CROSS_PRODUCTS);
        assertThat(compare(whole, variance).covariateChecks()).isEmpty();
        assertThat(compare(whole, withMetric).covariateChecks()).hasSize(1);
    }

    @Test
    void compare_covariateThatIsTheMetric_isUnadjustedAndTainted() {
        double[][] control = with(rows(new Random(3), 200, 0, 0), row -> 2 * row[0]);
        double[][] treatment = with(rows(new Random(4), 200, 0, 1), row -> 2 * row[0]);

        Comparison.Estimated comparison = compare(WorkedExamples.fromRows(control), WorkedExamples.fromRows(treatment));

        assertThat(comparison.adjustment()).isEqualTo(new Adjustment.None());
        assertThat(comparison.flags()).containsExactly(Reason.COVARIATE_TAINTED);
    }

    @Test
    void compare_covariateMovedByTheTreatment_isTainted() {
        double[][] control = rows(new Random(3), 400, 1, 0);
        double[][] treatment = rows(new Random(4), 400, 1, 0);
        for (double[] row : treatment) {
            row[1] += 1;
        }

        Comparison.Estimated comparison = compare(WorkedExamples.fromRows(control), WorkedExamples.fromRows(treatment));

        assertThat(comparison.flags()).containsExactly(Reason.COVARIATE_TAINTED);
        assertThat(comparison.covariateChecks().getFirst().pValue()).isLessThan(0.001);
        assertThat(comparison.covariateChecks().getFirst().statistic()).isGreaterThan(5);
    }

    @Test
    void compare_balancedCovariate_isNotTainted() {
        Comparison.Estimated comparison = compare(
                WorkedExamples.fromRows(rows(new Random(3), 400, 1, 0)),
                WorkedExamples.fromRows(rows(new Random(4), 400, 1, 0)));

        CovariateCheck check = comparison.covariateChecks().getFirst();
        assertThat(comparison.flags()).isEmpty();
        assertThat(check.statistic()).isEqualTo(check.difference() / check.standardError());
        assertThat(check.pValue()).isEqualTo(2 * StandardNormal.survival(Math.abs(check.statistic())));
    }

    @Test
    void compare_missingHistoryAsItsOwnCovariate_lowersTheVariance() {
        Random random = new Random(5);
        double[][][] arms = new double[2][500][];
        for (double[][] arm : arms) {
            for (int i = 0; i < arm.length; i++) {
                boolean isNew = random.nextInt(4) == 0;
                double history = 5 + 2 * random.nextGaussian();
                double metric = (isNew ? 1 : history) + random.nextGaussian();
                arm[i] = new double[] {metric, isNew ? 0 : history, isNew ? 1 : 0};
            }
        }

        Comparison.Estimated comparison = compare(WorkedExamples.fromRows(arms[0]), WorkedExamples.fromRows(arms[1]));

        assertThat(used(comparison)).isEqualTo(2);
        assertThat(((Adjustment.ControlVariates) comparison.adjustment()).varianceReduction())
                .isBetween(0.75, 0.9);
    }

    @Test
    void compare_covariancesBeyondTheRangeOfADouble_isUnadjustedAndFlagged() {
        ArmMoments arm = ArmMoments.of(100, new double[] {1e160, 1}, new double[][] {{1.6e307, 1e153}, {1e153, 1e-1}});
        ArmMoments other =
                ArmMoments.of(100, new double[] {1e160, 1e300}, new double[][] {{1.6e307, 1e153}, {1e153, 1e-1}});

        assertThat(compare(arm, other).flags()).containsExactly(Reason.OVERFLOW);
    }
}
