package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Preview;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.PowerSums;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluatorTest {
    private static Look both(String metric, double control, double treatment) {
        return new Look().arm("control", metric, 10_000, control, 1.0).arm("ranked", metric, 10_000, treatment, 1.0);
    }

    private static Look and(Look look, String metric, double control, double treatment) {
        return look.arm("control", metric, 10_000, control, 1.0).arm("ranked", metric, 10_000, treatment, 1.0);
    }

    private static Effect effect(Evaluation evaluation, String metric) {
        return evaluation.effects().stream()
                .filter(effect -> effect.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void effects_areInTheOrderOfTheirRoles() {
        Trial trial = Trial.halves()
                .exploratory("visits")
                .guardrail("load", 0.1, Direction.DOWN)
                .indicator("searches");

        assertThat(trial.evaluate(both("nights", 5, 5)).effects())
                .extracting(Effect::role)
                .containsExactly(Role.NORTH_STAR, Role.INDICATOR, Role.GUARDRAIL, Role.EXPLORATORY);
    }

    @Test
    void indicators_areGatedUntilTheNorthStarWins() {
        Trial trial = Trial.halves().indicator("searches");

        assertThat(effect(trial.evaluate(and(both("nights", 5, 5), "searches", 1, 2)), "searches")
                        .flags())
                .contains(Reason.GATED);
        assertThat(effect(trial.evaluate(and(both("nights", 5, 5.1), "searches", 1, 2)), "searches")
                        .flags())
                .doesNotContain(Reason.GATED);
    }

    @Test
    void indicators_shareTheirErrorOverMetricsAndArms() {
        Trial trial = Trial.halves().indicator("searches").indicator("saves");
        Look look = and(and(both("nights", 5, 5.1), "searches", 1, 1.03), "saves", 1, 1.04);

        Evaluation evaluation = trial.evaluate(look);

        Effect weaker = effect(evaluation, "searches");
        Effect stronger = effect(evaluation, "saves");
        assertThat(weaker.confidenceLevel()).isEqualTo(0.975);
        assertThat(weaker.adjustedPValue()).isEqualTo(weaker.pValue());
        assertThat(stronger.adjustedPValue()).isEqualTo(2 * stronger.pValue());
    }

    @Test
    void arms_shareTheErrorOfTheNorthStar() {
        Look look = new Look()
                .arm("control", "nights", 12_000, 5, 1.0)
                .arm("a", "nights", 9_000, 5.03, 1.0)
                .arm("b", "nights", 9_000, 5.06, 1.0);

        List<Effect> effects = Trial.thirds().evaluate(look).effects();

        assertThat(effects).extracting(Effect::variant).containsExactly("a", "b");
        assertThat(effects.get(0).adjustedPValue()).isEqualTo(effects.get(0).pValue());
        assertThat(effects.get(1).adjustedPValue()).isEqualTo(2 * effects.get(1).pValue());
        assertThat(effects.get(0).confidenceLevel()).isEqualTo(0.95);
    }

    @Test
    void guardrails_areNotCorrected() {
        Trial trial = Trial.halves().guardrail("load", 0.1, Direction.DOWN).guardrail("errors", 0.1, Direction.DOWN);
        Look look = and(and(both("nights", 5, 5), "load", 5, 5.02), "errors", 5, 5.01);

        Evaluation evaluation = trial.evaluate(look);

        assertThat(evaluation.effects())
                .filteredOn(effect -> effect.role() == Role.GUARDRAIL)
                .allSatisfy(effect -> {
                    assertThat(effect.adjustedPValue()).isEqualTo(effect.pValue());
                    assertThat(effect.nonInferiority().passed()).isTrue();
                });
    }

    @Test
    void absoluteAndRelative_agreeOnWhetherThereIsAnEffect() {
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Look look = new Look()
                    .arm("control", "nights", 50, 1 + random.nextDouble(), 4.0)
                    .arm("ranked", "nights", 60, 1 + 2 * random.nextDouble(), 9.0);

            Effect effect = Trial.unknownAllocation().evaluate(look).effects().getFirst();

            if (effect.relative().ciLower() != null) {
                boolean absolute =
                        effect.absolute().ciLower() > 0 || effect.absolute().ciUpper() < 0;
                boolean relative =
                        effect.relative().ciLower() > 0 || effect.relative().ciUpper() < 0;
                assertThat(relative).isEqualTo(absolute).isEqualTo(effect.pValue() < 0.05);
            }
        }
    }

    @Test
    void armWithoutUnits_isAReasonAndNotAnError() {
        Look look = new Look().arm("control", "nights", 100, 5, 1.0);

        Effect effect = Trial.unknownAllocation().evaluate(look).effects().getFirst();

        assertThat(effect.undefined()).isEqualTo(Reason.ONE_VARIANT);
        assertThat(effect.treatment().mean()).isNull();
    }

    @Test
    void metricThatNobodyMeasured_hasNoData() {
        Evaluation evaluation = Trial.halves().indicator("searches").evaluate(both("nights", 5, 5));

        assertThat(effect(evaluation, "searches").undefined()).isEqualTo(Reason.NO_DATA);
    }

    @Test
    void controlMeanOfZero_leavesTheAbsoluteEffect() {
        Effect effect =
                Trial.halves().evaluate(both("nights", 0, 0.1)).effects().getFirst();

        assertThat(effect.relative().value()).isNull();
        assertThat(effect.absolute().value()).isEqualTo(0.1);
        assertThat(effect.pValue()).isNotNull();
        assertThat(effect.flags()).contains(Reason.RELATIVE_UNDEFINED);
    }

    @Test
    void proportion_withoutAReportedThirdMoment_knowsItsSkewness() {
        Metric share = new Metric.Proportion("nights", new Source.Reported(), Window.OPEN, Direction.UP);
        Look look = new Look()
                .arm(
                        "control",
                        "nights",
                        new MetricMoments(
                                PowerSums.ofReported(1000, new BigDecimal("0.5"), new BigDecimal("0.25025"), null),
                                List.of(),
                                0))
                .arm(
                        "ranked",
                        "nights",
                        new MetricMoments(
                                PowerSums.ofReported(1000, new BigDecimal("0.6"), new BigDecimal("0.24024"), null),
                                List.of(),
                                0));

        Evaluation evaluation = Trial.halves().northStar(share).evaluate(look);

        assertThat(evaluation.effects().getFirst().flags()).doesNotContain(Reason.SKEWNESS_UNKNOWN);
    }

    @Test
    void replay_isWhatStepsFromLookToLookGive() {
        Trial trial = Trial.halves().method(Method.ANYTIME).planned(40_000);
        Look[] looks = {
            both("nights", 5, 5.02).at(Trial.day(1)),
            both("nights", 5, 5.1).at(Trial.day(8)),
            both("nights", 5, 5.01).at(Trial.END)
        };

        List<EvaluatedLook> replayed = trial.replay(looks);

        SequentialState state = SequentialState.START;
        List<EvaluatedLook> stepped = new ArrayList<>();
        for (Look look : looks) {
            EvaluatedLook step = Trial.evaluator().evaluate(trial.pinned(), look.measurement(), state);
            stepped.add(step);
            state = step.state();
        }
        assertThat(replayed).isEqualTo(stepped);
        assertThat(replayed).extracting(look -> look.evaluation().look()).containsExactly(1, 2, 3);
        assertThat(replayed.get(2).evaluation().effects().getFirst().pValue())
                .isEqualTo(replayed.get(1).evaluation().effects().getFirst().pValue());
    }

    @Test
    void provenance_saysWhatTheResultWasMadeFrom() {
        assertThat(Trial.halves().evaluate(both("nights", 5, 5)).provenance().toString())
                .isEqualTo("Provenance[definitionVersion=3, momentsHash=hash of 2026-10-15T00:00:00Z, "
                        + "engine=reported, northstar=test]");
    }

    /** METHODS golden G2.1: metric and covariate of six units in each arm. */
    private static final double[][] CONTROL = {{2, 1}, {3, 2}, {5, 3}, {4, 4}, {6, 5}, {7, 6}};

    private static final double[][] TREATMENT = {{4, 2}, {5, 3}, {5, 4}, {7, 5}, {9, 6}, {6, 4}};

    private static MetricMoments adjusted(double shift, int copies, double[]... rows) {
        double[] sums = new double[5];
        for (double[] row : rows) {
            double y = row[0];
            double x = row[1] + shift;
            double[] add = {y, x, y * y, y * x, x * x};
            Arrays.setAll(sums, i -> sums[i] + copies * add[i]);
        }
        List<BigDecimal> all = Arrays.stream(sums).mapToObj(BigDecimal::valueOf).toList();
        return new MetricMoments(
                new PowerSums((long) copies * rows.length, all.subList(0, 2), all.subList(2, 5), null),
                List.of("history"),
                0);
    }

    @Test
    void covariates_lowerTheVariance() {
        Look look = new Look()
                .arm("control", "nights", adjusted(0, 10, CONTROL))
                .arm("ranked", "nights", adjusted(0, 10, TREATMENT));

        Effect effect = Trial.halves().evaluate(look).effects().getFirst();

        assertThat(effect.adjustment()).isEqualTo(Adjustment.CUPED);
        assertThat(effect.varianceReduction()).isCloseTo(0.8816824966, within(1e-9));
        assertThat(effect.absolute().value()).isCloseTo(0.9818181818, within(1e-9));
        assertThat(effect.unadjusted().absolute().value()).isEqualTo(1.5);
        assertThat(effect.unadjusted().pValue()).isGreaterThan(effect.pValue());
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"ANYTIME", "GROUP_SEQUENTIAL"})
    void covariates_atALook_theUnadjustedEffectIsReadAtTheSameLook(Method method) {
        Look look = Look.at(7)
                .arm("control", "nights", adjusted(0, 100, CONTROL))
                .arm("ranked", "nights", adjusted(0, 100, TREATMENT));

        Effect effect = Trial.halves()
                .method(method)
                .replay(look)
                .getFirst()
                .evaluation()
                .effects()
                .getFirst();

        double quantile = (effect.absolute().ciUpper() - effect.absolute().value())
                / effect.absolute().standardError();
        Estimate raw = effect.unadjusted().absolute();
        assertThat(raw.ciUpper() - raw.value()).isCloseTo(quantile * raw.standardError(), within(1e-9));
        assertThat(effect.unadjusted().pValue()).isGreaterThan(effect.pValue());
    }

    @Test
    void covariatesThatDifferBeforeExposure_invalidate() {
        Look look = new Look()
                .arm("control", "nights", adjusted(0, 200, CONTROL))
                .arm("ranked", "nights", adjusted(3, 200, TREATMENT));

        Evaluation evaluation = Trial.halves().evaluate(look);

        assertThat(evaluation.health().preExposureBias().passed()).isFalse();
        assertThat(evaluation.health().preExposureBias().checks().getFirst().covariate())
                .isEqualTo("history");
        assertThat(evaluation.health().flags()).contains(Reason.PRE_BIAS);
        assertThat(evaluation.variants().getFirst().reasons())
                .containsExactly("the arms differed before the exposure (PRE_BIAS)");
    }

    @ParameterizedTest
    @EnumSource(northstar.statistics.Reason.class)
    void everyReasonOfTheStatistics_isAWordOfTheContract(northstar.statistics.Reason reason) {
        assertThat(Reasons.of(reason).name()).isEqualTo(reason.name());
    }

    @Test
    void unitsExposedBeforeTheStart_areFlaggedAboveAThousandth() {
        Look few = both("nights", 5, 5.001).earlyExposed(20);
        Look many = both("nights", 5, 5.001).earlyExposed(21);

        assertThat(Trial.halves().evaluate(few).health().flags()).isEmpty();
        assertThat(Trial.halves().evaluate(many).health().flags()).containsExactly(Reason.EARLY_EXPOSURE);
        assertThat(Trial.halves().evaluate(many).health().isInvalid()).isFalse();
    }

    @Test
    void preview_ofUnitsThatAreNotMature_isShownUntilTheFinalLook() {
        Look interim = both("nights", 5, 5)
                .at(Trial.day(3))
                .immature("control", "nights", 40, 2.5)
                .immature("ranked", "nights", 0, null);
        Look last = both("nights", 5, 5).at(Trial.END).immature("control", "nights", 1, 2.0);

        List<EvaluatedLook> looks = Trial.halves().replay(interim, last);

        assertThat(looks.getFirst().evaluation().preview())
                .containsExactly(
                        new Preview("control", "nights", new Level(40, 2.5, null)),
                        new Preview("ranked", "nights", new Level(0, null, null)));
        assertThat(looks.getLast().evaluation().preview()).isEmpty();
    }
}
