package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.TestMethod;
import northstar.domain.evaluation.Verdict;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.PowerSums;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

class GuardedEvaluationTest {
    private static MetricMoments skewed(long n, double mean, double m3) {
        return new MetricMoments(
                PowerSums.ofReported(n, BigDecimal.valueOf(mean), BigDecimal.ONE, BigDecimal.valueOf(m3)),
                List.of(),
                0);
    }

    private static Look look(long control, long ranked, double m3) {
        return new Look()
                .arm("control", "nights", skewed(control, 5, m3))
                .arm("ranked", "nights", skewed(ranked, 5.5, m3));
    }

    private static Effect of(Trial trial, Look look) {
        return trial.evaluate(look).effects().getFirst();
    }

    @Test
    void littleSkewness_isWelchsTest() {
        assertThat(of(Trial.unknownAllocation(), look(900, 100, 0.1)).method()).isEqualTo(TestMethod.WELCH);
    }

    /** The smaller arm's skewness of 2 leaves the difference 0.17: above 1/sqrt(355), below 0.3. */
    @Test
    void someSkewnessOfUnequalArms_isCorrectedByHall() {
        Effect effect = of(Trial.unknownAllocation(), look(900, 100, 2));
        double value = effect.absolute().value();

        assertThat(effect.method()).isEqualTo(TestMethod.HALL);
        assertThat(effect.absolute().ciUpper() - value)
                .isGreaterThan(value - effect.absolute().ciLower());
        assertThat(effect.relative().ciLower()).isPositive();
    }

    @Test
    void someSkewnessOfEqualArms_isLeft() {
        assertThat(of(Trial.unknownAllocation(), look(500, 500, 20)).method()).isEqualTo(TestMethod.WELCH);
    }

    @Test
    void groupSequentialPlanOfOneLook_isCorrectedAsWell() {
        assertThat(of(Trial.unknownAllocation().method(Method.GROUP_SEQUENTIAL), look(900, 100, 2)))
                .isEqualTo(of(Trial.unknownAllocation(), look(900, 100, 2)));
    }

    @Test
    void metricThatIsNotCalibrated_saysSoInEveryResult() {
        Trial trial = Trial.unknownAllocation()
                .northStar(Trial.mean("nights", Direction.UP).uncalibrated());

        assertThat(of(trial, look(900, 100, 0.1)).flags()).contains(Reason.UNCALIBRATED);
        assertThat(of(trial, look(900, 100, 5)).flags()).contains(Reason.UNCALIBRATED);
        assertThat(of(Trial.unknownAllocation(), look(900, 100, 0.1)).flags()).doesNotContain(Reason.UNCALIBRATED);
    }

    @Test
    void tooMuchSkewness_isNoPValue() {
        Trial trial = Trial.unknownAllocation();
        Effect effect = of(trial, look(900, 100, 5));

        assertThat(effect.undefined()).isEqualTo(Reason.SKEWED);
        assertThat(effect.pValue()).isNull();
        assertThat(effect.absolute().ciLower()).isNull();
        assertThat(effect.absolute().value()).isEqualTo(0.5);
        assertThat(trial.evaluate(look(900, 100, 5)).variants().getFirst().reasons())
                .containsExactly("the effect on nights cannot be tested (SKEWED)");
    }

    @Test
    void tooMuchSkewnessOfAGuardrail_isUnproven() {
        Look look = new Look()
                .arm("control", "nights", 9_000, 5, 1.0)
                .arm("ranked", "nights", 1_000, 6, 1.0)
                .arm("control", "load", skewed(9_000, 5, 100))
                .arm("ranked", "load", skewed(1_000, 4, 100));

        assertThat(Trial.unknownAllocation()
                        .guardrail("load", 0.1, Direction.DOWN)
                        .evaluate(look)
                        .verdict())
                .isEqualTo(Verdict.GUARDRAIL_UNPROVEN);
    }

    private static MetricMoments share(int successes, int units) {
        List<BigDecimal> sums = new ArrayList<>();
        List<BigDecimal> products = new ArrayList<>();
        double covariate = 0;
        double square = 0;
        double both = 0;
        for (int i = 0; i < units; i++) {
            double x = Math.sin(i);
            covariate += x;
            square += x * x;
            both += i < successes ? x : 0;
        }
        sums.add(BigDecimal.valueOf(successes));
        sums.add(BigDecimal.valueOf(covariate));
        products.add(BigDecimal.valueOf(successes));
        products.add(BigDecimal.valueOf(both));
        products.add(BigDecimal.valueOf(square));
        return new MetricMoments(new PowerSums(units, sums, products, null), List.of("history"), 0);
    }

    /** G11.5; the covariates of so few successes are left out, or the interval would not be one of the effect shown. */
    @Test
    void fewSuccesses_areTestedExactlyAndWithoutCovariates() {
        Metric booked = new Metric.Proportion("nights", new Source.Reported(), Window.OPEN, Direction.UP);
        Look look = new Look().arm("control", "nights", share(2, 45)).arm("ranked", "nights", share(7, 40));

        Effect effect = of(Trial.unknownAllocation().northStar(booked), look);

        assertThat(effect.method()).isEqualTo(TestMethod.NEWCOMBE);
        assertThat(effect.adjustment()).isEqualTo(Adjustment.NONE);
        assertThat(effect.absolute().value()).isCloseTo(0.1305555556, within(1e-10));
        assertThat(effect.absolute().ciLower()).isCloseTo(-0.0052571268, within(1e-10));
        assertThat(effect.absolute().ciUpper()).isCloseTo(0.2785932242, within(3e-10));
        assertThat(effect.pValue()).isCloseTo(0.0769907862, within(1e-10));
        assertThat(effect.flags()).contains(Reason.LOW_N);
    }
}
