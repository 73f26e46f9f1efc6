package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelativeEffectTest {
    private static final double Z975 = 1.959963984540054;
    private static final RelativeEffect UNDEFINED = new RelativeEffect.Undefined(Reason.RELATIVE_UNDEFINED);

    private static Comparison.Estimated compare(ArmMoments control, ArmMoments treatment) {
        return (Comparison.Estimated) EffectEstimator.withDefaults().compare(Estimand.MEAN, control, treatment);
    }

    @Test
    void relativeAt_negativeControlMean_upIsPositive() {
        Comparison.Estimated comparison = compare(ArmMoments.of(1000, -5, 4), ArmMoments.of(1000, -4, 4));

        RelativeEffect.Relative relative = (RelativeEffect.Relative) comparison.relativeAt(Z975);

        assertThat(relative.value()).isEqualTo(0.2);
        assertThat(relative.ciLower()).isBetween(0.1, 0.2);
        assertThat(relative.ciUpper()).isBetween(0.2, 0.3);
    }

    @Test
    void relativeAt_effectTooSmallForAFractionOfTheMean_isUndefined() {
        Comparison.Estimated comparison = new Comparison.Estimated(
                new ArmLevel(1000, 1e250, 1e-90),
                new ArmLevel(1000, 1e250, 1e-90),
                5e-90,
                1e-90,
                0,
                OptionalDouble.empty(),
                new SampleSupport(1000, OptionalDouble.empty(), OptionalDouble.empty()),
                new Adjustment.None(),
                List.of(),
                Set.of());

        assertThat(comparison.relativeAt(Z975)).isInstanceOf(RelativeEffect.Undefined.class);
    }

    @Test
    void relativeAt_mirroredMetric_mirrorsTheInterval() {
        RelativeEffect.Relative up = (RelativeEffect.Relative)
                compare(ArmMoments.of(90, 5, 40), ArmMoments.of(80, 6, 50)).relativeAt(2);
        RelativeEffect.Relative down = (RelativeEffect.Relative)
                compare(ArmMoments.of(90, -5, 40), ArmMoments.of(80, -6, 50)).relativeAt(2);

        assertThat(down.value()).isEqualTo(-up.value());
        assertThat(down.ciLower()).isCloseTo(-up.ciUpper(), within(1e-14));
        assertThat(down.ciUpper()).isCloseTo(-up.ciLower(), within(1e-14));
        assertThat(down.standardError()).isCloseTo(up.standardError(), within(1e-15));
    }

    @Test
    void relativeAt_controlMeanZero_isUndefined() {
        Comparison.Estimated comparison = compare(ArmMoments.of(1000, 0, 4), ArmMoments.of(1000, 1, 4));

        assertThat(comparison.relativeAt(Z975)).isEqualTo(UNDEFINED);
        assertThat(comparison.relativeEffect()).isEmpty();
        assertThat(comparison.relativeStandardError()).isEmpty();
    }

    @Test
    void relativeAt_noisyControl_isUndefined() {
        Comparison.Estimated comparison = compare(ArmMoments.of(100, 2.9, 100), ArmMoments.of(100, 3, 1));

        assertThat(comparison.relativeEffect()).isEmpty();
        assertThat(comparison.relativeAt(0.1)).isEqualTo(UNDEFINED);
    }

    @Test
    void relativeAt_wideQuantile_isUndefinedWhereFiellersSetIsUnbounded() {
        Comparison.Estimated comparison = compare(ArmMoments.of(100, 4, 100), ArmMoments.of(100, 4, 1));

        assertThat(comparison.relativeAt(3.9)).isInstanceOf(RelativeEffect.Relative.class);
        assertThat(comparison.relativeAt(4.1)).isEqualTo(UNDEFINED);
        assertThat(comparison.relativeEffect()).hasValue(0);
    }

    @Test
    void relativeAt_quantileZero_isThePoint() {
        RelativeEffect.Relative relative = (RelativeEffect.Relative)
                compare(ArmMoments.of(100, 4, 1), ArmMoments.of(100, 5, 1)).relativeAt(0);

        assertThat(relative.ciLower()).isCloseTo(0.25, within(1e-15));
        assertThat(relative.ciUpper()).isCloseTo(0.25, within(1e-15));
    }

    @Test
    void relativeAt_noEffectAndQuantileZero_isZero() {
        RelativeEffect.Relative relative = (RelativeEffect.Relative)
                compare(ArmMoments.of(100, 4, 1), ArmMoments.of(100, 4, 1)).relativeAt(0);

        assertThat(relative.ciLower()).isZero();
        assertThat(relative.ciUpper()).isZero();
    }

    @Test
    void relativeAt_hugeRatio_isUndefinedInsteadOfInfinite() {
        Comparison.Estimated comparison = compare(ArmMoments.of(100, 1e-250, 0), ArmMoments.of(100, 1e200, 1e300));

        assertThat(comparison.relativeAt(2)).isEqualTo(UNDEFINED);
    }

    @Test
    void relativeAt_negativeQuantile_throws() {
        Comparison.Estimated comparison = compare(ArmMoments.of(100, 4, 1), ArmMoments.of(100, 4, 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> comparison.relativeAt(-1))
                .withMessage("criticalValue == -1.0, must be finite and >= 0");
    }

    /** A Wald interval on the relative scale spans 0 here although the absolute test rejects. */
    @Test
    void test_significantAbsoluteEffect_isSignificantRelativeEffect() {
        Comparison.Estimated comparison = compare(ArmMoments.of(30, 1, 1.5), ArmMoments.of(40, 1.7, 1.5));

        TwoSidedResult.Tested tested = (TwoSidedResult.Tested) new FixedTest(0.05).test(comparison);
        RelativeEffect.Relative relative = (RelativeEffect.Relative) tested.relative();

        assertThat(tested.pValue()).isLessThan(0.05);
        assertThat(relative.value() - tested.criticalValue() * relative.standardError())
                .isNegative();
        assertThat(relative.ciLower()).isPositive();
    }

    @Test
    void test_randomMoments_absoluteAndRelativeAgree() {
        long seed = 23;
        Random random = new Random(seed);
        FixedTest test = new FixedTest(0.05);
        int defined = 0;
        for (int i = 0; i < 50_000; i++) {
            Comparison.Estimated comparison = compare(randomArm(random), randomArm(random));
            TwoSidedResult.Tested tested = (TwoSidedResult.Tested) test.test(comparison);
            if (tested.relative() instanceof RelativeEffect.Relative relative) {
                defined++;
                String where = "seed " + seed + ", case " + i;
                assertThat(Math.signum(relative.ciLower())).as(where).isEqualTo(Math.signum(tested.ciLower()));
                assertThat(Math.signum(relative.ciUpper())).as(where).isEqualTo(Math.signum(tested.ciUpper()));
                assertThat(relative.value()).as(where).isBetween(relative.ciLower(), relative.ciUpper());
                assertThat(tested.significant()).as(where).isEqualTo(tested.ciLower() > 0 || tested.ciUpper() < 0);
            }
        }
        assertThat(defined).isGreaterThan(10_000);
    }

    private static ArmMoments randomArm(Random random) {
        double scale = Math.pow(10, random.nextInt(200) - 100);
        return ArmMoments.of(
                2 + random.nextInt(3000),
                (random.nextBoolean() ? 1 : -1) * (1 + random.nextGaussian() / 5),
                Math.exp(2 * random.nextGaussian()) * Math.max(scale, 1e-12) / Math.max(scale, 1));
    }

    @Test
    void bounds_randomContrasts_areWhereTheContrastTouchesTheQuantile() {
        long seed = 29;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            double control = (random.nextBoolean() ? 1 : -1) * (2 + random.nextDouble());
            double treatment = control + random.nextGaussian();
            double vC = random.nextDouble();
            double vT = random.nextDouble();
            double covariance = (random.nextDouble() - 0.5) * Math.sqrt(vC * vT);
            double z = 0.5 + 1.4 * random.nextDouble();
            Fieller fieller = new Fieller(
                    treatment - control, Math.sqrt(vT + vC - 2 * covariance), control, Math.sqrt(vC), covariance);

            Fieller.Bounds bounds = fieller.bounds(z).orElseThrow();

            double lower = bisect(treatment, control, vT, vC, covariance, z, -1);
            double upper = bisect(treatment, control, vT, vC, covariance, z, 1);
            assertThat(bounds.lower()).as("seed %d, case %d", seed, i).isCloseTo(lower, within(1e-9));
            assertThat(bounds.upper()).as("seed %d, case %d", seed, i).isCloseTo(upper, within(1e-9));
        }
    }

    /** End of the set {(m_T - R m_C)^2 <= z^2 Var} by bisection on the contrast, as a relative effect. */
    private static double bisect(
            double treatment, double control, double vT, double vC, double covariance, double z, int side) {
        double inside = (treatment - control) / Math.abs(control);
        double outside = inside + side;
        while (isInside(outside, treatment, control, vT, vC, covariance, z)) {
            outside += side * (1 + Math.abs(outside));
        }
        for (int i = 0; i < 200; i++) {
            double middle = (inside + outside) / 2;
            if (isInside(middle, treatment, control, vT, vC, covariance, z)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }

    private static boolean isInside(
            double relative, double treatment, double control, double vT, double vC, double covariance, double z) {
        double ratio = 1 + Math.signum(control) * relative;
        double contrast = treatment - ratio * control;
        return contrast * contrast <= z * z * (vT - 2 * ratio * covariance + ratio * ratio * vC);
    }
}
