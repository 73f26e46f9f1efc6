package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Verdict;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamiliesTest {
    private static final double Z975 = 1.959963984540054;

    private static Look look() {
        return new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 10_000, 5.1, 1.0);
    }

    /** Adds a metric whose effect is so many standard errors of 0.01414 large. */
    private static Look and(Look look, String metric, double errors) {
        return look.arm("control", metric, 10_000, 1, 1.0)
                .arm("ranked", metric, 10_000, 1 + errors * Math.sqrt(2e-4), 1.0);
    }

    private static List<Effect> exploratory(Evaluation evaluation) {
        return evaluation.effects().stream()
                .filter(effect -> effect.role() == Role.EXPLORATORY)
                .toList();
    }

    private static Trial exploring() {
        return Trial.halves().exploratory("searches").exploratory("saves").exploratory("visits");
    }

    private static double halfWidth(Effect effect) {
        return (effect.absolute().ciUpper() - effect.absolute().value())
                / effect.absolute().standardError();
    }

    @Test
    void northStar_armThatCannotBeTested_countsAsOneWithPValueOne() {
        Look look = new Look().arm("control", "nights", 12_000, 5, 1.0).arm("a", "nights", 9_000, 5.03, 1.0);

        Evaluation evaluation = Trial.thirds().evaluate(look);

        Effect known = evaluation.effects().getFirst();
        assertThat(known.pValue()).isBetween(0.025, 0.05);
        assertThat(known.adjustedPValue()).isEqualTo(2 * known.pValue());
        assertThat(evaluation.effects().getLast().adjustedPValue()).isNull();
    }

    @Test
    void northStar_armThatCannotBeTested_keepsTheIndicatorsGated() {
        Trial trial = Trial.thirds().indicator("searches");
        Look look = new Look()
                .arm("control", "nights", 12_000, 5, 1.0)
                .arm("a", "nights", 9_000, 6, 1.0)
                .arm("control", "searches", 12_000, 5, 1.0)
                .arm("a", "searches", 9_000, 6, 1.0);

        assertThat(trial.evaluate(look).effects())
                .filteredOn(effect -> effect.role() == Role.INDICATOR)
                .allSatisfy(effect -> assertThat(effect.flags()).contains(Reason.GATED));
    }

    @Test
    void exploratory_atOneLook_isBenjaminiHochberg() {
        Look look = and(and(and(look(), "searches", 2.2), "saves", 3), "visits", 0.1);

        List<Effect> effects = exploratory(exploring().evaluate(look));

        assertThat(effects.get(0).adjustedPValue()).isCloseTo(effects.get(0).pValue() * 3 / 2, within(1e-15));
        assertThat(effects.get(1).adjustedPValue()).isCloseTo(effects.get(1).pValue() * 3, within(1e-15));
        assertThat(effects.get(2).adjustedPValue()).isCloseTo(effects.get(2).pValue(), within(1e-15));
    }

    @Test
    void exploratory_metricThatNobodyMeasured_countsInItsFamily() {
        Look look = and(and(look(), "searches", 2.2), "saves", 3);

        List<Effect> effects = exploratory(exploring().evaluate(look));

        assertThat(effects.get(1).adjustedPValue()).isCloseTo(effects.get(1).pValue() * 3, within(1e-15));
        assertThat(effects.get(2).undefined()).isEqualTo(Reason.NO_DATA);
    }

    /** Benjamini and Yekutieli's false coverage rate: of three one is selected, so each interval misses a third of 0.1. */
    @Test
    void exploratory_oneOfThreeSelected_allIntervalsAreWider() {
        Look look = and(and(and(look(), "searches", 0.2), "saves", 4), "visits", 0.1);

        List<Effect> effects = exploratory(exploring().evaluate(look));

        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.confidenceLevel()).isCloseTo(1 - 0.1 / 3, within(1e-15));
            assertThat(halfWidth(effect)).isCloseTo(2.128045, within(2e-4));
        });
    }

    @Test
    void exploratory_allSelected_intervalsAreThoseOfTheExperiment() {
        Look look = and(and(and(look(), "searches", 5), "saves", 4), "visits", 6);

        List<Effect> effects = exploratory(exploring().evaluate(look));

        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.confidenceLevel()).isEqualTo(0.95);
            assertThat(halfWidth(effect)).isCloseTo(Z975, within(2e-4));
        });
    }

    /** At a first look the p-value is 1/e: what e-BH says of the e-values, BH says of their inverses. */
    @Test
    void exploratory_whereLooksMayStopAnyTime_isCorrectedByEValues() {
        Look first =
                and(and(and(look(), "searches", 5), "saves", 7), "visits", 0.1).at(Trial.day(3));
        Look second = and(and(and(look(), "searches", 0.5), "saves", 7), "visits", 0.1)
                .at(Trial.day(4));

        List<Effect> atFirst = exploratory(
                exploring().method(Method.ANYTIME).replay(first).getLast().evaluation());
        List<Effect> atSecond = exploratory(exploring()
                .method(Method.ANYTIME)
                .replay(first, second)
                .getLast()
                .evaluation());

        assertThat(atFirst.get(0).adjustedPValue()).isCloseTo(atFirst.get(0).pValue() * 3 / 2, within(1e-12));
        assertThat(atSecond.get(0).pValue()).isEqualTo(atFirst.get(0).pValue());
        assertThat(atSecond.get(0).adjustedPValue()).isEqualTo(1);
    }

    /** The wider intervals of a look belong to that look alone: what earlier looks spent stays as it was. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"ANYTIME", "GROUP_SEQUENTIAL"})
    void exploratory_intervalsOfASequentialTest_areWiderAndLeaveItsStateAlone(Method method) {
        Look first = and(and(and(look(), "searches", 0.2), "saves", 9), "visits", 0.1)
                .at(Trial.day(7));
        Look second = and(and(and(look(), "searches", 0.2), "saves", 9), "visits", 0.1)
                .at(Trial.day(8));
        Trial alone = Trial.halves().exploratory("saves").method(method);

        EvaluatedLook wide = exploring().method(method).replay(first, second).getLast();
        EvaluatedLook narrow = alone.replay(first, second).getLast();

        assertThat(exploratory(wide.evaluation()).get(1).confidenceLevel()).isCloseTo(1 - 0.1 / 3, within(1e-15));
        assertThat(exploratory(narrow.evaluation()).getFirst().confidenceLevel())
                .isEqualTo(0.95);
        assertThat(halfWidth(exploratory(wide.evaluation()).get(1)))
                .isGreaterThan(1.02 * halfWidth(exploratory(narrow.evaluation()).getFirst()));
        assertThat(wide.state().tests().get("ranked/saves/EXPLORATORY"))
                .isEqualTo(narrow.state().tests().get("ranked/saves/EXPLORATORY"));
    }

    @Test
    void exploratory_severalLooksThatShareAnError_isHolm() {
        Look first =
                and(and(and(look(), "searches", 3), "saves", 4), "visits", 0.1).at(Trial.day(7));

        List<Effect> effects = exploratory(exploring()
                .method(Method.GROUP_SEQUENTIAL)
                .replay(first)
                .getLast()
                .evaluation());

        assertThat(effects.get(0).adjustedPValue()).isCloseTo(2 * effects.get(0).pValue(), within(1e-12));
        assertThat(effects.get(1).adjustedPValue()).isCloseTo(3 * effects.get(1).pValue(), within(1e-12));
    }

    /** A rule that counted guardrails in the correction would lose the win: they are tested at their full error instead. */
    @Test
    void guardrails_areNotCountedAmongTheHypothesesOfTheNorthStar() {
        Look look = new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 10_000, 5.03, 1.0);
        Trial trial = Trial.halves();
        for (String guardrail : List.of("load", "errors", "crashes")) {
            trial.guardrail(guardrail, 0.1, northstar.domain.definition.Direction.DOWN);
            and(look, guardrail, 0);
        }

        Evaluation evaluation = trial.evaluate(look);

        assertThat(evaluation.effects().getFirst().adjustedPValue())
                .isEqualTo(evaluation.effects().getFirst().pValue())
                .isLessThan(0.05);
        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
    }
}
