package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
    /** 10,000 units in each arm, variance 1: the standard error of the difference is 0.01414. */
    private static Look look(double control, double treatment) {
        return new Look()
                .arm("control", "nights", 10_000, control, 1.0)
                .arm("ranked", "nights", 10_000, treatment, 1.0);
    }

    private static Look load(Look look, double control, double treatment) {
        return look.arm("control", "load", 10_000, control, 1.0).arm("ranked", "load", 10_000, treatment, 1.0);
    }

    private static List<Verdict> verdicts(List<EvaluatedLook> looks) {
        return looks.stream().map(look -> look.evaluation().verdict()).toList();
    }

    @Test
    void betterWithoutGuardrails_ships() {
        Evaluation evaluation = Trial.halves().evaluate(look(5, 5.1));

        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
        assertThat(evaluation.status()).isEqualTo(Status.COMPLETE);
        assertThat(evaluation.variants())
                .extracting(VariantVerdict::verdict, VariantVerdict::reasons)
                .containsExactly(tuple(Verdict.SHIP, List.of("nights got better")));
    }

    @Test
    void lessOfAMetricThatShouldFall_ships() {
        assertThat(Trial.halves().northStarDown().evaluate(look(5, 4.9)).verdict())
                .isEqualTo(Verdict.SHIP);
        assertThat(Trial.halves().northStarDown().evaluate(look(5, 5.1)).verdict())
                .isEqualTo(Verdict.HARMFUL);
    }

    @Test
    void riseOfANegativeMean_ships() {
        assertThat(Trial.halves().evaluate(look(-5, -4.9)).verdict()).isEqualTo(Verdict.SHIP);
    }

    @Test
    void worse_isHarmful() {
        assertThat(Trial.halves().evaluate(look(5, 4.9)).variants())
                .extracting(VariantVerdict::verdict, VariantVerdict::reasons)
                .containsExactly(tuple(Verdict.HARMFUL, List.of("nights got worse")));
    }

    @Test
    void betterWithASafeGuardrail_ships() {
        Trial trial = Trial.halves().guardrail("load", 0.02, Direction.DOWN);

        assertThat(trial.evaluate(load(look(5, 5.1), 5, 5)).verdict()).isEqualTo(Verdict.SHIP);
    }

    @Test
    void betterWithAGuardrailThatIsNotShownToBeSafe_isUnproven() {
        Trial trial = Trial.halves().guardrail("load", 0.002, Direction.DOWN);

        assertThat(trial.evaluate(load(look(5, 5.1), 5, 5)).variants())
                .extracting(VariantVerdict::verdict, VariantVerdict::reasons)
                .containsExactly(
                        tuple(Verdict.GUARDRAIL_UNPROVEN, List.of("load is not shown to be safe within 0.200 %")));
    }

    @Test
    void betterWithAGuardrailThatGotWorse_isHarmful() {
        Trial trial = Trial.halves().guardrail("load", 0.5, Direction.DOWN);

        assertThat(trial.evaluate(load(look(5, 5.1), 5, 5.1)).verdict()).isEqualTo(Verdict.HARMFUL);
    }

    @Test
    void guardrailNobodyMeasured_isUnproven() {
        Trial trial = Trial.halves().guardrail("load", 0.5, Direction.DOWN);

        assertThat(trial.evaluate(look(5, 5.1)).verdict()).isEqualTo(Verdict.GUARDRAIL_UNPROVEN);
    }

    @Test
    void effectInsideTheSmallestWorthwhile_isNeutral() {
        assertThat(Trial.halves().evaluate(look(5, 5.001)).verdict()).isEqualTo(Verdict.NEUTRAL);
    }

    @Test
    void effectThatMayBeEither_isInconclusive() {
        assertThat(Trial.halves().evaluate(look(0.5, 0.501)).variants())
                .extracting(VariantVerdict::verdict, VariantVerdict::reasons)
                .containsExactly(
                        tuple(Verdict.INCONCLUSIVE, List.of("the data allow a gain as well as a loss of nights")));
    }

    @Test
    void lossThatIsNoProofOfHarm_isNotCalledADraw() {
        assertThat(Trial.halves().evaluate(look(5, 4.97)).variants())
                .extracting(VariantVerdict::verdict, VariantVerdict::reasons)
                .containsExactly(
                        tuple(Verdict.INCONCLUSIVE, List.of("nights looks worse, but that is not proof of harm")));
    }

    @Test
    void gainThatSeveralArmsExplain_isNotCalledADraw() {
        Look look = new Look()
                .arm("control", "nights", 12_000, 5, 1.0)
                .arm("a", "nights", 9_000, 5.03, 1.0)
                .arm("b", "nights", 9_000, 5.0, 1.0);

        assertThat(Trial.thirds().evaluate(look).variants().getFirst().reasons())
                .containsExactly("nights looks better, but among several variants that is not proof");
    }

    @Test
    void unknownVariance_isInconclusiveWithTheReason() {
        Look look = new Look().arm("control", "nights", 10, 1, null).arm("ranked", "nights", 10, 9, null);

        assertThat(Trial.halves().evaluate(look).variants().getFirst().reasons())
                .containsExactly("the effect on nights cannot be tested (NO_VARIANCE)");
    }

    @Test
    void wrongArmSizes_areInvalidWhateverTheEffect() {
        Look look = new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 12_000, 5.5, 1.0);

        Evaluation evaluation = Trial.halves().evaluate(look);

        assertThat(evaluation.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(evaluation.health().flags()).containsExactly(Reason.INVALID_SRM);
        assertThat(evaluation.effects().getFirst().pValue()).isNotNull();
    }

    @Test
    void unknownAllocation_neitherPassesNorBlocks() {
        Look look = new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 12_000, 6, 1.0);

        Evaluation evaluation = Trial.unknownAllocation().evaluate(look);

        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
        assertThat(evaluation.health().sampleRatio().passed()).isNull();
        assertThat(evaluation.health().sampleRatio().undefined()).isEqualTo(Reason.ALLOCATION_UNKNOWN);
    }

    @Test
    void sampleRatioAlarm_isLatched() {
        Look skewed = Look.at(2).arm("control", "nights", 1_000, 5, 1.0).arm("ranked", "nights", 2_000, 5, 1.0);
        Look balanced = Look.at(9).arm("control", "nights", 90_000, 5, 1.0).arm("ranked", "nights", 90_100, 5, 1.0);

        List<EvaluatedLook> looks = Trial.halves().method(Method.ANYTIME).replay(skewed, balanced);

        assertThat(verdicts(looks)).containsExactly(Verdict.INVALID, Verdict.INVALID);
    }

    @Test
    void multiplyExposedUnits_areAFlagAndNoVerdict() {
        Evaluation evaluation = Trial.halves().evaluate(look(5, 5.1).multiplyExposed(50));

        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
        assertThat(evaluation.health().multipleExposure().passed()).isFalse();
        assertThat(evaluation.health().flags()).containsExactly(Reason.MULTI_EXPOSURE);
    }

    @Test
    void fixedTestBeforeTheEnd_isTooEarly() {
        Evaluation evaluation =
                Trial.halves().replay(look(5, 6).at(Trial.day(13))).getFirst().evaluation();

        assertThat(evaluation.verdict()).isEqualTo(Verdict.TOO_EARLY);
        assertThat(evaluation.status()).isEqualTo(Status.RUNNING);
        assertThat(evaluation.effects().getFirst().undefined()).isEqualTo(Reason.NOT_FINAL);
        assertThat(evaluation.effects().getFirst().absolute().ciLower()).isNull();
        assertThat(evaluation.effects().getFirst().absolute().value()).isEqualTo(1);
    }

    @Test
    void groupSequentialPlanOfOneLook_isTheFixedTest() {
        Look look = look(5, 5.1);

        assertThat(Trial.halves().method(Method.GROUP_SEQUENTIAL).evaluate(look).effects())
                .isEqualTo(Trial.halves().evaluate(look).effects());
    }

    @Test
    void anytimeWinBeforeAFullWeek_isTooEarly() {
        List<EvaluatedLook> looks = Trial.halves()
                .method(Method.ANYTIME)
                .replay(look(5, 5.1).at(Trial.day(6)), look(5, 5.1).at(Trial.day(7)));

        assertThat(verdicts(looks)).containsExactly(Verdict.TOO_EARLY, Verdict.SHIP);
    }

    @Test
    void anytimeHarm_countsAtOnce() {
        assertThat(verdicts(Trial.halves()
                        .method(Method.ANYTIME)
                        .replay(look(5, 4.9).at(Trial.day(1)))))
                .containsExactly(Verdict.HARMFUL);
    }

    @Test
    void anytimeCrossing_staysWhileTheEffectKeepsItsSign() {
        List<EvaluatedLook> looks = Trial.halves()
                .method(Method.ANYTIME)
                .replay(
                        look(5, 5.1).at(Trial.day(8)),
                        look(5, 5.001).at(Trial.day(9)),
                        look(5, 4.999).at(Trial.day(10)));

        assertThat(verdicts(looks)).containsExactly(Verdict.SHIP, Verdict.SHIP, Verdict.TOO_EARLY);
    }

    @Test
    void anytimeBeforeBurnIn_isTooEarly() {
        Look look = Look.at(9).arm("control", "nights", 99, 5, 1.0).arm("ranked", "nights", 99, 9, 1.0);

        Evaluation evaluation =
                Trial.halves().method(Method.ANYTIME).replay(look).getFirst().evaluation();

        assertThat(evaluation.verdict()).isEqualTo(Verdict.TOO_EARLY);
        assertThat(evaluation.effects().getFirst().undefined()).isEqualTo(Reason.BURN_IN);
    }

    @Test
    void stoppedExperiment_hasItsFinalLookAtTheStop() {
        Trial trial = Trial.halves().stopped(Trial.day(9));

        Evaluation evaluation =
                trial.replay(look(5, 5.1).at(Trial.day(9))).getFirst().evaluation();

        assertThat(evaluation.isFinal()).isTrue();
        assertThat(evaluation.status()).isEqualTo(Status.STOPPED);
        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"GUARDRAIL_UNPROVEN", "TOO_EARLY", "INCONCLUSIVE", "NEUTRAL"})
    void overall_ofOneHarmfulAndOneOther_isTheOther(Verdict other) {
        assertThat(VerdictRule.overall(List.of(of(Verdict.HARMFUL), of(other)))).isEqualTo(other);
    }

    @Test
    void overall_followsItsPrecedence() {
        assertThat(VerdictRule.overall(List.of(of(Verdict.HARMFUL), of(Verdict.HARMFUL))))
                .isEqualTo(Verdict.HARMFUL);
        assertThat(VerdictRule.overall(List.of(of(Verdict.HARMFUL), of(Verdict.SHIP))))
                .isEqualTo(Verdict.SHIP);
        assertThat(VerdictRule.overall(List.of(of(Verdict.NEUTRAL), of(Verdict.INCONCLUSIVE))))
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(VerdictRule.overall(List.of(of(Verdict.INVALID), of(Verdict.SHIP))))
                .isEqualTo(Verdict.INVALID);
    }

    private static VariantVerdict of(Verdict verdict) {
        return new VariantVerdict("v", verdict, List.of());
    }
}
