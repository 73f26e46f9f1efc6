package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.TestMethod;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Verdict;
import northstar.domain.moments.QuantileSums;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

/** A quantile metric from its sums to the verdict. */
class QuantileEvaluationTest {
    private static final long UNITS = 10_000;

    private static Metric median(String key, Direction direction) {
        return new Metric.Quantile(key, 0.5, new Source.Column("ms"), Window.OPEN, direction);
    }

    /** Returns the sums of units of one value each, spread evenly over 1,000 milliseconds that start at {@code from}. */
    private static QuantileSums evenly(double from) {
        List<Double> thresholds =
                IntStream.range(0, 101).mapToObj(b -> 400 + 3.0 * b).toList();
        List<Long> below = thresholds.stream()
                .map(x -> Math.round(UNITS * (x - from) / 1_000))
                .toList();
        return new QuantileSums(UNITS, thresholds, UNITS, UNITS, below, below, below);
    }

    private static Look both(String metric, double control, double treatment) {
        return new Look().quantile("control", metric, evenly(control)).quantile("ranked", metric, evenly(treatment));
    }

    private static Effect northStar(Evaluation evaluation) {
        return evaluation.northStarEffect("ranked").orElseThrow();
    }

    @Test
    void quantile_withSums_isComparedByTheNormalTest() {
        Trial trial = Trial.halves().northStar(median("nights", Direction.UP));

        Evaluation evaluation = trial.evaluate(both("nights", 0, 30));

        Effect effect = northStar(evaluation);
        double standardError = 1_000 * 0.5 / Math.sqrt(UNITS - 1) + 3 / Math.sqrt(12);
        assertThat(effect.method()).isEqualTo(TestMethod.NORMAL);
        assertThat(effect.adjustment()).isEqualTo(Adjustment.NONE);
        assertThat(effect.control().n()).isEqualTo(UNITS);
        assertThat(effect.control().mean()).isCloseTo(500, within(1e-9));
        assertThat(effect.control().standardError()).isCloseTo(standardError, within(0.01));
        assertThat(effect.absolute().value()).isCloseTo(30, within(1e-9));
        assertThat(effect.absolute().standardError()).isCloseTo(standardError * Math.sqrt(2), within(0.01));
        assertThat(effect.relative().value()).isCloseTo(0.06, within(1e-9));
        assertThat(effect.relative().ciLower()).isBetween(0.0, 0.06);
        assertThat(effect.pValue()).isBetween(1e-4, 0.01);
        assertThat(effect.undefined()).isNull();
        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
    }

    @Test
    void quantile_thatGotSlower_isHarmWhereDownIsBetter() {
        Trial trial = Trial.halves().northStar(median("nights", Direction.DOWN));

        assertThat(trial.evaluate(both("nights", 0, 40)).verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(trial.evaluate(both("nights", 40, 0)).verdict()).isEqualTo(Verdict.SHIP);
    }

    @Test
    void quantile_asGuardrail_isShownToBeSafeWithinItsMargin() {
        Trial trial = Trial.halves().guardrail(median("load", Direction.DOWN), 0.1);
        Look same =
                both("load", 0, 0).arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 10_000, 5.1, 1.0);
        Look slower =
                both("load", 0, 60).arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 10_000, 5.1, 1.0);

        assertThat(trial.evaluate(same).verdict()).isEqualTo(Verdict.SHIP);
        assertThat(trial.evaluate(slower).verdict()).isEqualTo(Verdict.HARMFUL);
    }

    @Test
    void quantile_ofAnytimeExperiment_goesOnFromLookToLook() {
        Trial trial = Trial.halves().method(Method.ANYTIME).northStar(median("nights", Direction.UP));

        List<EvaluatedLook> looks = trial.replay(
                both("nights", 0, 60).at(Trial.day(8)), both("nights", 0, 60).at(Trial.day(9)));

        assertThat(looks).allSatisfy(look -> {
            assertThat(look.evaluation().verdict()).isEqualTo(Verdict.SHIP);
            assertThat(look.state().tests()).isNotEmpty();
            assertThat(northStar(look.evaluation()).flags()).containsExactly(Reason.SKEWNESS_UNKNOWN);
        });
    }

    @Test
    void quantile_withoutSums_isNotAvailable() {
        Look means = new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 10_000, 5, 1.0);

        Effect effect = northStar(
                Trial.halves().northStar(median("nights", Direction.UP)).evaluate(means));

        assertThat(effect.undefined()).isEqualTo(Reason.METHOD_NOT_AVAILABLE);
    }

    @Test
    void quantile_ofOneArmAlone_keepsItsUnits() {
        Look one = new Look().quantile("ranked", "nights", evenly(0));

        Effect effect = northStar(
                Trial.halves().northStar(median("nights", Direction.UP)).evaluate(one));

        assertThat(effect.undefined()).isEqualTo(Reason.ONE_VARIANT);
        assertThat(effect.control()).isEqualTo(new Level(0, null, null));
        assertThat(effect.treatment().n()).isEqualTo(UNITS);
    }

    @Test
    void quantile_outsideTheThresholds_isUnsupported() {
        QuantileSums sums = evenly(0);
        List<Long> few = LongStream.range(0, 101).boxed().toList();
        QuantileSums above = new QuantileSums(UNITS, sums.thresholds(), UNITS, UNITS, few, few, few);
        Look look = new Look().quantile("control", "nights", sums).quantile("ranked", "nights", above);

        Effect effect = northStar(
                Trial.halves().northStar(median("nights", Direction.UP)).evaluate(look));

        assertThat(effect.undefined()).isEqualTo(Reason.QUANTILE_UNSUPPORTED);
        assertThat(effect.control().mean()).isCloseTo(500, within(1e-9));
        assertThat(effect.treatment()).isEqualTo(new Level(UNITS, null, null));
    }
}
