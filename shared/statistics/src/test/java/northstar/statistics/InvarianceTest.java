package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not change when the same experiment is described otherwise. */
class InvarianceTest {
    private static final long SEED = 41;
    private static final FixedTest TEST = new FixedTest(0.05);

    /** Random experiments: an estimand, and two arms with two covariates. */
    static Stream<Arguments> experiments() {
        Random random = new Random(SEED);
        return IntStream.range(0, 60).mapToObj(i -> {
            Estimand estimand = i % 2 == 0 ? Estimand.MEAN : Estimand.RATIO;
            double shift = random.nextGaussian() / 4;
            return Arguments.of(
                    "seed " + SEED + ", case " + i, estimand, arm(random, estimand, 0), arm(random, estimand, shift));
        });
    }

    private static ArmMoments arm(Random random, Estimand estimand, double shift) {
        double[][] rows = new double[150 + random.nextInt(200)][];
        for (int i = 0; i < rows.length; i++) {
            double first = random.nextGaussian();
            double second = random.nextGaussian();
            double metric = 6 + shift + first + second + random.nextGaussian();
            double denominator = 3 + random.nextDouble() + 0.2 * first;
            rows[i] = estimand.columns() == 1
                    ? new double[] {metric, first, second}
                    : new double[] {metric, denominator, first, second};
        }
        return WorkedExamples.fromRows(rows);
    }

    private static ArmMoments scaled(ArmMoments arm, int columns, double factor) {
        double[] means = IntStream.range(0, arm.columns())
                .mapToDouble(i -> arm.mean(i) * (i < columns ? factor : 1))
                .toArray();
        return ArmMoments.of(
                arm.n(),
                means,
                (a, b) -> OptionalDouble.of(
                        arm.covariance(a, b).orElseThrow() * (a < columns ? factor : 1) * (b < columns ? factor : 1)));
    }

    private static Comparison.Estimated compare(Estimand estimand, ArmMoments control, ArmMoments treatment) {
        return (Comparison.Estimated) EffectEstimator.withDefaults().compare(estimand, control, treatment);
    }

    private static TwoSidedResult.Tested test(Comparison comparison) {
        return (TwoSidedResult.Tested) TEST.test(comparison);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void swapArms_anyExperiment_flipsTheSignAlone(
            String seed, Estimand estimand, ArmMoments control, ArmMoments treatment) {
        Comparison.Estimated one = compare(estimand, control, treatment);
        Comparison.Estimated other = compare(estimand, treatment, control);

        assertThat(other.effect()).isCloseTo(-one.effect(), within(1e-12));
        assertThat(other.standardError()).isCloseTo(one.standardError(), within(1e-12));
        assertThat(test(other).pValue()).isCloseTo(test(one).pValue(), within(1e-11));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void scaleMetric_anyExperiment_keepsPValueAndRelativeEffect(
            String seed, Estimand estimand, ArmMoments control, ArmMoments treatment) {
        Comparison.Estimated one = compare(estimand, control, treatment);
        Comparison.Estimated scaled = compare(estimand, scaled(control, 1, 1024), scaled(treatment, 1, 1024));

        assertThat(test(scaled).pValue()).isCloseTo(test(one).pValue(), within(1e-12));
        assertThat(scaled.effect()).isCloseTo(1024 * one.effect(), within(1e-9));
        assertThat(scaled.relativeEffect().orElseThrow())
                .isCloseTo(one.relativeEffect().orElseThrow(), within(1e-13));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void negateMetric_anyExperiment_flipsEveryIntervalAlone(
            String seed, Estimand estimand, ArmMoments control, ArmMoments treatment) {
        TwoSidedResult.Tested one = test(compare(estimand, control, treatment));
        TwoSidedResult.Tested negated = test(compare(estimand, scaled(control, 1, -1), scaled(treatment, 1, -1)));

        RelativeEffect.Relative relative = (RelativeEffect.Relative) one.relative();
        RelativeEffect.Relative mirrored = (RelativeEffect.Relative) negated.relative();
        assertThat(negated.ciLower()).isCloseTo(-one.ciUpper(), within(1e-12));
        assertThat(negated.pValue()).isCloseTo(one.pValue(), within(1e-12));
        assertThat(mirrored.value()).isCloseTo(-relative.value(), within(1e-13));
        assertThat(mirrored.ciLower()).isCloseTo(-relative.ciUpper(), within(1e-12));
        assertThat(mirrored.ciUpper()).isCloseTo(-relative.ciLower(), within(1e-12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void adjust_anyExperiment_levelsAndCovarianceAddUpToTheEffect(
            String seed, Estimand estimand, ArmMoments control, ArmMoments treatment) {
        Comparison.Estimated comparison = compare(estimand, control, treatment);

        double variance = Math.pow(comparison.control().standardError(), 2)
                + Math.pow(comparison.treatment().standardError(), 2)
                - 2 * comparison.levelCovariance();
        double unadjusted = ((Adjustment.ControlVariates) comparison.adjustment())
                .unadjusted()
                .standardError();
        assertThat(comparison.treatment().mean() - comparison.control().mean())
                .isCloseTo(comparison.effect(), within(1e-12));
        assertThat(Math.sqrt(variance)).isCloseTo(comparison.standardError(), within(1e-9));
        assertThat(comparison.standardError()).isLessThan(unadjusted);
    }
}
