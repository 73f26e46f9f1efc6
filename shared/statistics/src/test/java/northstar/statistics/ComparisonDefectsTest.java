package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Defects that other tools show when two variants are compared, none of them ours. */
class ComparisonDefectsTest {
    private static final double Z975 = 1.959963984540054;

    private static Comparison.Estimated compare(Estimand estimand, ArmMoments control, ArmMoments treatment) {
        return (Comparison.Estimated) EffectEstimator.withDefaults().compare(estimand, control, treatment);
    }

    private static TwoSidedResult.Tested tested(Comparison comparison) {
        return (TwoSidedResult.Tested) new FixedTest(0.05).test(comparison);
    }

    /** GrowthBook, PostHog: the same data are significant as a difference and not as a percentage. */
    @Test
    void growthBook_relativeIntervalByTheDeltaMethod_contradictsTheTestOursDoesNot() {
        Comparison.Estimated comparison =
                compare(Estimand.MEAN, ArmMoments.of(200, 1, 8), ArmMoments.of(200, 1.75, 12));
        RelativeEffect.Relative relative =
                (RelativeEffect.Relative) tested(comparison).relative();

        double deltaLower = relative.value() - Z975 * relative.standardError();

        assertThat(tested(comparison).pValue()).isBetween(0.015, 0.025);
        assertThat(deltaLower).isNegative();
        assertThat(relative.ciLower()).isPositive();
    }

    /** GrowthBook: degrees of freedom by the number of arms, also of those that were to receive nobody (p = 0.1353). */
    @Test
    void growthBook_armOfWeightZero_costsADegreeOfFreedomOursDoesNot() {
        SampleRatio.Tested tested =
                (SampleRatio.Tested) SampleRatioTest.of(List.of(0.5, 0.5, 0.0)).test(List.of(4_900L, 5_100L, 0L));

        assertThat(tested.pValue()).isCloseTo(0.04550026389635842, within(1e-15));
    }

    /** GrowthBook: the adjusted effect divided by the control mean as it was before the adjustment (0.2182 in G2.1). */
    @Test
    void growthBook_adjustedEffectOverTheUnadjustedMean_oursIsOverTheAdjustedOne() {
        Comparison.Estimated comparison = (Comparison.Estimated) EffectEstimator.withDefaults()
                .withCovariateLimits(50, 2)
                .compare(
                        Estimand.MEAN,
                        ArmMoments.ofRows(row(2, 1), row(3, 2), row(5, 3), row(4, 4), row(6, 5), row(7, 6)),
                        ArmMoments.ofRows(row(4, 2), row(5, 3), row(5, 4), row(7, 5), row(9, 6), row(6, 4)));

        assertThat(comparison.relativeEffect().orElseThrow())
                .isCloseTo(comparison.effect() / comparison.control().mean(), within(1e-12))
                .isCloseTo(0.2063037249, within(1e-10));
        assertThat(comparison.effect() / 4.5).isCloseTo(0.2182, within(1e-4));
    }

    private static double[] row(double... values) {
        return values;
    }

    /** GrowthBook: a prior in the metric's unit is taken as one of percentages, so that the unit moves the chance. */
    @Test
    void growthBook_unitOfTheMetric_movesTheChanceOursStays() {
        Comparison.Estimated euros = compare(Estimand.MEAN, ArmMoments.of(500, 5, 4), ArmMoments.of(500, 5.2, 4));
        Comparison.Estimated cents =
                compare(Estimand.MEAN, ArmMoments.of(500, 500, 40_000), ArmMoments.of(500, 520, 40_000));

        assertThat(reading(cents).chanceOfGain()).isCloseTo(reading(euros).chanceOfGain(), within(1e-12));
    }

    private static BayesianReading reading(Comparison.Estimated comparison) {
        return BayesianReading.of(
                        comparison.relativeEffect().orElseThrow(),
                        comparison.relativeStandardError().orElseThrow(),
                        Direction.UP,
                        Prior.SCEPTICAL)
                .orElseThrow();
    }

    /** GrowthBook's page prints the ratio of clustered to independent variance the other way round. */
    @Test
    void growthBook_valuesThatComeInUnits_narrowTheIntervalOursGetsWider() {
        Random random = new Random(5);
        List<double[]> alike = new ArrayList<>();
        List<double[]> single = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            double level = random.nextGaussian();
            double[] values = new double[5];
            for (int j = 0; j < 5; j++) {
                values[j] = level + 0.1 * random.nextGaussian();
                single.add(row(level + 0.1 * random.nextGaussian()));
            }
            alike.add(values);
        }
        QuantileEstimate.Estimated clustered = (QuantileEstimate.Estimated) new QuantileEstimator(0.5).estimate(alike);
        QuantileEstimate.Estimated independent =
                (QuantileEstimate.Estimated) new QuantileEstimator(0.5).estimate(single);

        assertThat(clustered.designEffect()).isGreaterThan(3);
        assertThat(clustered.standardError()).isGreaterThan(1.5 * independent.standardError());
    }

    /** GrowthBook: who has no history counts as one with a history of 0, and the units without one blur the slope. */
    @Test
    void growthBook_unitsWithoutHistory_blurTheSlopeOursHaveTheirOwnColumn() {
        Random random = new Random(11);
        double[][][] alone = new double[2][2_000][];
        double[][][] told = new double[2][2_000][];
        for (int arm = 0; arm < 2; arm++) {
            for (int i = 0; i < 2_000; i++) {
                boolean isNew = random.nextDouble() < 0.4;
                double history = 5 + random.nextGaussian();
                double value = (isNew ? 5 : history) + 0.5 * random.nextGaussian();
                alone[arm][i] = row(value, isNew ? 0 : history);
                told[arm][i] = row(value, isNew ? 0 : history, isNew ? 1 : 0);
            }
        }

        double without = reduction(alone);
        double with = reduction(told);

        assertThat(without).isLessThan(0.1);
        assertThat(with).isGreaterThan(0.6);
    }

    private static double reduction(double[][][] rows) {
        Comparison.Estimated comparison =
                compare(Estimand.MEAN, ArmMoments.ofRows(rows[0]), ArmMoments.ofRows(rows[1]));
        return ((Adjustment.ControlVariates) comparison.adjustment()).varianceReduction();
    }

    /** Eppo: where covariates cannot be used they are left out and nobody is told. */
    @Test
    void eppo_covariatesThatCannotBeUsed_areSilentlyLeftOutOursSaySo() {
        Comparison.Estimated none = compare(
                Estimand.MEAN,
                ArmMoments.ofRows(row(1, 1), row(2, 3), row(4, 2)),
                ArmMoments.ofRows(row(2, 2), row(3, 1), row(4, 5)));

        assertThat(none.adjustment()).isEqualTo(new Adjustment.None());
        assertThat(none.flags()).containsExactly(Reason.LOW_N);
    }

    /** Mixpanel: the parts of a formula vary as if they had nothing to do with each other. */
    @Test
    void mixpanel_partsOfARatio_areTakenAsUncorrelatedOursAreNot() {
        ArmMoments arm = ArmMoments.ofRows(row(1, 2), row(2, 4), row(3, 7), row(5, 9), row(2, 5), row(4, 8));
        Comparison.Estimated comparison = compare(Estimand.RATIO, arm, arm);
        double ratio = arm.mean(0) / arm.mean(1);
        double uncorrelated = (arm.covariance(0, 0).orElseThrow()
                        + ratio * ratio * arm.covariance(1, 1).orElseThrow())
                / (arm.n() * arm.mean(1) * arm.mean(1));

        assertThat(Math.pow(comparison.control().standardError(), 2)).isLessThan(uncorrelated / 5);
    }

    /** Statsig: a z test also of 100 to 200 degrees of freedom, too narrow by what the t distribution adds. */
    @Test
    void statsig_normalQuantileForModerateSamples_isNarrowerThanOurs() {
        Comparison.Estimated comparison = compare(Estimand.MEAN, ArmMoments.of(60, 1, 1), ArmMoments.of(60, 1.3, 1));

        assertThat(tested(comparison).criticalValue()).isGreaterThan(Z975 + 0.02);
    }

    /** Wasabi, Evidently: a winner after a handful of conversions; the exact test of ours finds none. */
    @Test
    void wasabi_handfulOfConversions_isAWinnerOursIsNot() {
        Comparison comparison = compare(
                Estimand.PROPORTION, ArmMoments.of(1_000, 0.001, 0.000999), ArmMoments.of(1_000, 0.007, 0.006951));

        GuardedTest.Guarded guarded = new GuardedTest(0.05).test(Estimand.PROPORTION, comparison);

        assertThat(tested(comparison).significant()).isTrue();
        assertThat(guarded.kind()).isEqualTo(GuardedTest.Kind.NEWCOMBE);
        assertThat(((TwoSidedResult.Tested) guarded.result()).significant()).isFalse();
    }
}
