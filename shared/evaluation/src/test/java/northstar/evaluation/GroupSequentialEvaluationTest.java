package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.LookPlan;
import northstar.domain.evaluation.Verdict;
import northstar.evaluation.Trial.Look;
import northstar.statistics.StandardNormal;
import org.junit.jupiter.api.Test;

class GroupSequentialEvaluationTest {
    private static Trial trial() {
        return Trial.halves().method(Method.GROUP_SEQUENTIAL);
    }

    /** Standard error 0.1 sqrt(2) on day 1, falling with the square root of the days. */
    private static Look look(int day, double effect) {
        return look(day, day, effect);
    }

    private static Look look(int day, int daysOfUnits, double effect) {
        long units = 200L * daysOfUnits;
        return Look.at(day).arm("control", "nights", units, 5, 4.0).arm("ranked", "nights", units, 5 + effect, 4.0);
    }

    private static List<Verdict> verdicts(List<EvaluatedLook> looks) {
        return looks.stream().map(look -> look.evaluation().verdict()).toList();
    }

    private static double criticalValue(Evaluation evaluation) {
        Effect effect = evaluation.effects().getFirst();
        return (effect.absolute().ciUpper() - effect.absolute().value())
                / effect.absolute().standardError();
    }

    private static LookPlan.Spending spending(EvaluatedLook look) {
        return look.evaluation().plan().spending();
    }

    @Test
    void eachLook_usesTheBoundaryOfItsDayAndSaysThePlan() {
        List<EvaluatedLook> looks = trial().replay(look(7, 0.01), look(14, 0.01));

        assertThat(criticalValue(looks.get(0).evaluation())).isCloseTo(2.962588, within(1e-6));
        assertThat(criticalValue(looks.get(1).evaluation())).isCloseTo(1.968596, within(1e-6));
        assertThat(looks.get(0).evaluation().plan().method()).isEqualTo(Method.GROUP_SEQUENTIAL);
        assertThat(spending(looks.get(0)).clock()).isEqualTo(LookPlan.Clock.CALENDAR);
        assertThat(spending(looks.get(0)).time()).isEqualTo(0.5);
        assertThat(spending(looks.get(0)).spentAlpha()).isCloseTo(0.0030506455, within(1e-9));
        assertThat(spending(looks.get(1)).time()).isEqualTo(1);
        assertThat(spending(looks.get(1)).spentAlpha()).isCloseTo(0.05, within(1e-12));
        assertThat(verdicts(looks)).containsExactly(Verdict.TOO_EARLY, Verdict.INCONCLUSIVE);
    }

    /** G3.3: Pocock with two looks would be 2.16 and 2.20; of the power family the total alpha t^2 per side is alpha/2 t^2. */
    @Test
    void pocockSpending_isAsStrictAtBothLooksAndSaidInThePlan() {
        Trial pocock = trial().spending(new ErrorSpending.Pocock());
        List<EvaluatedLook> looks = pocock.replay(look(7, 0.01), look(14, 0.01));

        assertThat(criticalValue(looks.get(0).evaluation())).isCloseTo(2.157, within(5e-4));
        assertThat(criticalValue(looks.get(1).evaluation())).isCloseTo(2.201, within(5e-4));
        assertThat(spending(looks.get(0)).function()).isEqualTo(new ErrorSpending.Pocock());
        assertThat(spending(looks.get(0)).spentAlpha()).isCloseTo(0.05 * Math.log1p((Math.E - 1) * 0.5), within(1e-12));
        assertThat(spending(looks.get(1)).spentAlpha()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void powerSpending_spendsThePowerOfTheTime() {
        List<EvaluatedLook> looks = trial().spending(new ErrorSpending.Power(2)).replay(look(7, 0.01), look(14, 0.01));

        assertThat(spending(looks.get(0)).spentAlpha()).isCloseTo(0.05 * 0.25, within(1e-12));
        assertThat(criticalValue(looks.get(0).evaluation()))
                .isCloseTo(-StandardNormal.quantile(0.05 * 0.25 / 2), within(1e-9));
    }

    @Test
    void harmUnderPocock_countsByTheSameFunction() {
        Trial pocock = trial().spending(new ErrorSpending.Pocock());

        assertThat(verdicts(pocock.replay(look(4, -0.4)))).containsExactly(Verdict.HARMFUL);
        assertThat(verdicts(trial().replay(look(4, -0.4)))).containsExactly(Verdict.TOO_EARLY);
    }

    @Test
    void otherMethods_sayTheirPlanToo() {
        assertThat(Trial.halves().replay(look(14, 0)).getFirst().evaluation().plan())
                .isEqualTo(new LookPlan(Method.FIXED, 0.05, null, null));
        assertThat(Trial.halves()
                        .method(Method.ANYTIME)
                        .replay(look(3, 0))
                        .getFirst()
                        .evaluation()
                        .plan())
                .isEqualTo(new LookPlan(Method.ANYTIME, 0.05, null, 10_000.0));
    }

    @Test
    void crossing_ofTheBoundary_shipsBeforeTheEndAndStays() {
        List<EvaluatedLook> looks = trial().replay(look(5, 0.5), look(8, 0.4), look(9, 0.05), look(10, -0.01));

        assertThat(verdicts(looks)).containsExactly(Verdict.TOO_EARLY, Verdict.SHIP, Verdict.SHIP, Verdict.TOO_EARLY);
        assertThat(looks.get(2).evaluation().effects().getFirst().pValue())
                .isEqualTo(looks.get(1).evaluation().effects().getFirst().pValue());
    }

    @Test
    void harm_countsAtOnceByItsOwnOneSidedBudget() {
        assertThat(verdicts(trial().replay(look(4, -0.464)))).containsExactly(Verdict.TOO_EARLY);
        assertThat(verdicts(trial().replay(look(4, -0.47)))).containsExactly(Verdict.HARMFUL);
    }

    @Test
    void guardrail_shownSafeAtALook_staysShown() {
        Trial trial = trial().guardrail("errors", 0.1, Direction.DOWN);
        List<EvaluatedLook> looks = trial.replay(
                look(8, 0.4).arm("control", "errors", 1_600, 10, 4.0).arm("ranked", "errors", 1_600, 10.8, 4.0),
                look(9, 0.4).arm("control", "errors", 1_800, 10, 4.0).arm("ranked", "errors", 1_800, 10, 4.0),
                look(10, 0.4).arm("control", "errors", 2_000, 10, 4.0).arm("ranked", "errors", 2_000, 10.05, 4.0));

        assertThat(verdicts(looks.subList(1, 3))).containsOnly(Verdict.HARMFUL);
        List<EvaluatedLook> safe = trial.replay(
                look(8, 0.4).arm("control", "errors", 1_600, 10, 4.0).arm("ranked", "errors", 1_600, 10, 4.0));
        assertThat(verdicts(safe)).containsExactly(Verdict.SHIP);
    }

    @Test
    void lateLook_correctsTheLaterOnes() {
        List<EvaluatedLook> without = trial().replay(look(8, 0.1), look(10, 0.1));
        List<EvaluatedLook> with = trial().replay(look(8, 0.1), look(9, 0.4), look(10, 0.1));

        assertThat(verdicts(without)).containsOnly(Verdict.TOO_EARLY);
        assertThat(verdicts(with)).containsExactly(Verdict.TOO_EARLY, Verdict.SHIP, Verdict.SHIP);
    }

    @Test
    void endThatMovesLater_spreadsTheRestOverTheDaysLeft() {
        // Planned for day 8 until day 4, half of the plan; then ten days are left.
        Trial moved = trial().endMoved(8, 4);

        List<EvaluatedLook> looks = moved.replay(look(2, 0), look(4, 0), look(9, 0), look(14, 0));

        assertThat(looks.stream().map(look -> spending(look).time())).containsExactly(0.25, 0.5, 0.75, 1.0);
        assertThat(looks.getLast().evaluation().isFinal()).isTrue();
    }

    @Test
    void endThatMovesEarlier_spendsTheRestAtTheNewEnd() {
        List<EvaluatedLook> looks = trial().endMoved(28, 7).replay(look(7, 0), look(10, 0), look(14, 0));

        assertThat(spending(looks.get(0)).time()).isEqualTo(0.25);
        assertThat(spending(looks.get(1)).time()).isCloseTo(0.25 + 0.75 * 3 / 7, within(1e-12));
        assertThat(spending(looks.get(2)).spentAlpha()).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void endMovedAfterALook_leavesTheLookAsItWas() {
        EvaluatedLook before = trial().replay(look(3, 0.1)).getFirst();
        EvaluatedLook after = trial().endMoved(14, 5).replay(look(3, 0.1)).getFirst();

        assertThat(after.state()).isEqualTo(before.state());
    }

    @Test
    void informationTime_withPlannedUnitsAndMde_isTheShareOfThePlannedInformation() {
        // 2.8 standard errors for the power, a little more for the looks.
        Trial planned = trial().planned(100_000).mde(0.02);

        List<EvaluatedLook> looks = planned.replay(look(2, 0), look(4, 0), look(14, 0));

        assertThat(spending(looks.get(0)).clock()).isEqualTo(LookPlan.Clock.INFORMATION);
        double drift = 0.02 * 5 / Math.sqrt(2 * 4.0 / 400);
        assertThat(spending(looks.get(0)).time()).isBetween(drift * drift / 7.849 / 1.06, drift * drift / 7.849);
        assertThat(spending(looks.get(1)).time())
                .isCloseTo(2 * spending(looks.get(0)).time(), within(1e-9));
        assertThat(spending(looks.get(2)).time()).isEqualTo(1);
    }

    @Test
    void informationTime_whereTheControlMeanIsNearZero_isTheCalendar() {
        Look zero = Look.at(7).arm("control", "nights", 900, 0, 4.0).arm("ranked", "nights", 900, 0.01, 4.0);

        assertThat(spending(trial().planned(100_000).mde(0.02).replay(zero).getFirst())
                        .time())
                .isEqualTo(0.5);
    }

    @Test
    void lookThatCannotBeJudged_spendsNothing() {
        Look unknown = Look.at(5).arm("control", "nights", 900, 5, null).arm("ranked", "nights", 900, 5, null);

        EvaluatedLook look =
                trial().guardrail("errors", 0.1, Direction.DOWN).replay(unknown).getFirst();

        assertThat(look.evaluation().effects().getFirst().undefined()).isEqualTo(Reason.NO_VARIANCE);
        assertThat(spending(look).time()).isZero();
        assertThat(spending(look).spentAlpha()).isZero();
    }

    @Test
    void fallingInformation_isFlagged() {
        List<EvaluatedLook> looks = trial().replay(look(5, 5, 0), look(6, 3, 0));

        assertThat(looks.get(1).evaluation().effects().getFirst().flags()).containsExactly(Reason.INFO_DECREASED);
    }

    @Test
    void reportAfterTheEnd_takesThePlaceOfTheFinalLook() {
        List<EvaluatedLook> looks = trial().replay(look(7, 0), look(14, 0.3), look(15, 15, 0.01));

        assertThat(verdicts(looks)).containsExactly(Verdict.TOO_EARLY, Verdict.SHIP, Verdict.INCONCLUSIVE);
    }

    @Test
    void nullExperiments_watchedDaily_rarelyLookLikeAWinOrALoss() {
        long seed = 71;
        Random random = new Random(seed);
        int runs = 400;
        int crossed = 0;
        int naive = 0;
        for (int run = 0; run < runs; run++) {
            List<Look> looks = new ArrayList<>();
            double score = 0;
            boolean peeked = false;
            for (int day = 1; day <= 14; day++) {
                score += random.nextGaussian() * Math.sqrt(2 * 4.0 * 200);
                double effect = score / (200 * day);
                looks.add(look(day, effect));
                peeked |= Math.abs(effect) > 1.96 * Math.sqrt(2 * 4.0 / (200 * day));
            }
            crossed += trial().replay(looks.toArray(Look[]::new)).stream()
                            .anyMatch(look ->
                                    look.evaluation().effects().getFirst().pValue() <= 0.05)
                    ? 1
                    : 0;
            naive += peeked ? 1 : 0;
        }

        // Bands of binomial(400, 0.05) and (400, 0.22) at four standard deviations.
        assertThat(crossed).as("seed %d", seed).isBetween(3, 37);
        assertThat(naive).as("seed %d: peeking at a fixed test", seed).isBetween(55, 121);
    }
}
