package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random moments from every corner of the doubles give finite numbers or a reason, and never an exception. */
class EdgeTest {
    private static final long SEED = 43;
    private static final int CASES = 60_000;
    private static final double[] SIZES = {0, 1e-300, 1e-160, 1e-20, 1e-3, 1, 7, 1e3, 1e20, 1e150, 1e300, 1.7e308};
    private static final long[] UNITS = {0, 1, 2, 3, 10, 99, 100, 5_000, 1_000_000_000_000L, Long.MAX_VALUE};

    private final Random random = new Random(SEED);

    private double number() {
        double size = SIZES[random.nextInt(SIZES.length)];
        return (random.nextBoolean() ? 1 : -1) * (random.nextInt(3) == 0 ? size : size * random.nextDouble());
    }

    private ArmMoments arm(int columns) {
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        double scale = number();
        for (int i = 0; i < columns; i++) {
            means[i] = random.nextInt(3) == 0 ? number() : scale;
            deviations[i] = Math.sqrt(Math.abs(random.nextInt(3) == 0 ? number() : scale * 1e-3 * scale));
            deviations[i] = Math.min(deviations[i], 1.3e154);
        }
        double correlation = random.nextInt(4) == 0 ? 1 : random.nextDouble();
        boolean isKnown = random.nextInt(10) > 0;
        ArmMoments moments = ArmMoments.of(
                UNITS[random.nextInt(UNITS.length)],
                means,
                (a, b) -> isKnown || random.nextBoolean()
                        ? OptionalDouble.of(deviations[a] * deviations[b] * (a == b ? 1 : correlation))
                        : OptionalDouble.empty());
        return random.nextBoolean()
                ? moments
                : random.nextBoolean()
                        ? moments.withThirdMoments(number())
                        : moments.withThirdMoments(number(), number(), number(), number());
    }

    @Test
    void anyMethod_cornersOfTheDoubles_neverLeavesThem() {
        for (int i = 0; i < CASES; i++) {
            Estimand estimand = random.nextBoolean() ? Estimand.MEAN : Estimand.RATIO;
            int columns = estimand.columns() + random.nextInt(3);
            ArmMoments control = arm(columns);
            ArmMoments treatment = arm(columns);
            String where = "seed " + SEED + ", case " + i + ": " + control + " " + treatment;

            Comparison comparison = EffectEstimator.withDefaults()
                    .withCovariateLimits(50, 1 + random.nextInt(20))
                    .compare(estimand, control, treatment);

            check(where, comparison);
        }
    }

    private static void check(String where, Comparison comparison) {
        switch (comparison) {
            case Comparison.Undefined undefined -> {
                assertFinite(where, undefined.effect().orElse(0));
                assertFinite(where, undefined.control().standardError().orElse(0));
            }
            case Comparison.Estimated estimated -> {
                assertFinite(where, estimated.relativeEffect().orElse(0));
                assertFinite(where, estimated.relativeStandardError().orElse(0));
                assertFinite(where, estimated.support().skewness().orElse(0));
                for (CovariateCheck check : estimated.covariateChecks()) {
                    assertFinite(where, check.difference() + check.standardError());
                    assertFinite(where, check.pValue());
                }
            }
        }
        check(where, new FixedTest(0.05).test(comparison));
        List<Look> looks = List.of(Look.interim(comparison), Look.last(comparison));
        ConfidenceSequence.tightestAt(0.05, 10_000)
                .withBurnIn(BurnIn.NONE)
                .replay(looks)
                .forEach(result -> check(where, result));
        for (Direction direction : Direction.values()) {
            Claim claim = new Claim.NonInferiority(0.02, direction);
            check(where, new OneSidedFixedTest(claim, 0.05).test(comparison));
            OneSidedConfidenceSequence.tightestAt(claim, 0.05, 10_000)
                    .withBurnIn(BurnIn.NONE)
                    .replay(looks)
                    .forEach(result -> check(where, result));
        }
    }

    private static void check(String where, TwoSidedResult result) {
        if (result instanceof TwoSidedResult.Tested tested) {
            assertThat(tested.pValue()).as(where).isBetween(0.0, 1.0);
            assertThat(tested.ciLower()).as(where).isLessThanOrEqualTo(tested.ciUpper());
            assertFinite(where, tested.ciLower());
            assertFinite(where, tested.ciUpper());
            assertFinite(where, tested.criticalValue());
            assertFinite(where, tested.eValue().orElse(0));
            if (tested.relative() instanceof RelativeEffect.Relative relative) {
                assertThat(relative.value()).as(where).isBetween(relative.ciLower(), relative.ciUpper());
                assertFinite(where, relative.ciLower());
                assertFinite(where, relative.ciUpper());
                assertFinite(where, relative.standardError());
                assertThat(relative.ciLower() > 0).as(where + tested).isEqualTo(tested.ciLower() > 0);
                assertThat(relative.ciUpper() < 0).as(where).isEqualTo(tested.ciUpper() < 0);
            }
        }
    }

    private static void check(String where, OneSidedResult result) {
        if (result instanceof OneSidedResult.Tested tested) {
            assertThat(tested.pValue()).as(where).isBetween(0.0, 1.0);
            assertFinite(where, tested.statistic());
        }
    }

    private static void assertFinite(String where, double value) {
        assertThat(value).as(where).isFinite();
    }
}
