package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import northstar.portfolio.Releases.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WhyTest {
    @Test
    void sentence_ship_tellsExpectationRangeAndChance() {
        assertThat(Why.sentence(Release.NOT_OUT, Action.Name.SHIP, shown(Verdict.SHIP, .9991)))
                .isEqualTo("It wins and every guardrail is safe: expected +1.8 % (+0.80 % to +2.8 %), "
                        + "chance it helps >99 %.");
    }

    @Test
    void sentence_rollBack_namesTheVariant() {
        assertThat(Why.sentence(Release.OUT_AND_HARMFUL, Action.Name.ROLL_BACK, shown(Verdict.HARMFUL, .02)))
                .startsWith("Variant ranked is out and was shown to do harm: ")
                .endsWith("chance it helps 2 %.");
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void sentence_sameActionForTwoVerdicts_saysWhich(Action.Name name, Verdict verdict, String start) {
        assertThat(Why.sentence(Release.NOT_OUT, name, shown(verdict, .5))).startsWith(start + ": expected ");
    }

    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(Action.Name.RUN_LONGER, Verdict.TOO_EARLY, "It is too early to tell"),
                Arguments.of(Action.Name.RUN_LONGER, Verdict.INCONCLUSIVE, "More data may settle what is still open"),
                Arguments.of(
                        Action.Name.RUN_LONGER,
                        Verdict.GUARDRAIL_UNPROVEN,
                        "It wins, but a guardrail is not shown to be safe yet"),
                Arguments.of(
                        Action.Name.RUN_LONGER,
                        Verdict.SHIP,
                        "Its own data say win, all experiments together doubt it"),
                Arguments.of(Action.Name.STOP, Verdict.HARMFUL, "The North Star Metric or a guardrail got worse"),
                Arguments.of(Action.Name.STOP, Verdict.NEUTRAL, "It makes no real difference"),
                Arguments.of(Action.Name.STOP, Verdict.INCONCLUSIVE, "It is unlikely to help"),
                Arguments.of(Action.Name.ITERATE, Verdict.NEUTRAL, "It makes no real difference as it is"),
                Arguments.of(
                        Action.Name.ITERATE, Verdict.SHIP, "Its own data say win, all experiments together doubt it"),
                Arguments.of(
                        Action.Name.ITERATE,
                        Verdict.GUARDRAIL_UNPROVEN,
                        "It wins, but ended before every guardrail was shown to be safe"),
                Arguments.of(Action.Name.ITERATE, Verdict.TOO_EARLY, "It cannot be told whether it helps as it is"),
                Arguments.of(
                        Action.Name.NONE,
                        Verdict.HARMFUL,
                        "The North Star Metric or a guardrail got worse, so control stays"),
                Arguments.of(Action.Name.NONE, Verdict.INCONCLUSIVE, "It is unlikely to help, so control stays"));
    }

    @Test
    void sentence_nothingToDo_saysWhetherItIsOut() {
        VariantPosterior shown = shown(Verdict.SHIP, .97);

        assertThat(Why.sentence(Release.OUT, Action.Name.NONE, shown)).startsWith("Variant ranked is out: ");
        assertThat(Why.sentence(Release.TAKEN_BACK, Action.Name.NONE, shown)).startsWith("It was rolled back: ");
        assertThat(Why.sentence(Release.NOT_OUT, Action.Name.FIX_THE_DATA, shown))
                .startsWith("A quality check failed");
    }

    @Test
    void sentence_everyCombination_isOneSentence() {
        for (Release release : Release.values()) {
            for (Action.Name name : Action.Name.values()) {
                assertThat(Arrays.stream(Verdict.values())
                                .map(verdict -> Why.sentence(release, name, shown(verdict, .5))))
                        .allSatisfy(sentence -> assertThat(sentence).matches("[A-Z].*: expected .*\\."));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, >99 %",
        "0.9951, >99 %",
        "0.9949, 99 %",
        "0.97, 97 %",
        "0.5, 50 %",
        "0.006, 1 %",
        "0.004, <1 %",
        "0, <1 %"
    })
    void chance_anyProbability_isNeverCertain(double probability, String text) {
        assertThat(Why.chance(probability)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.018, +1.8 %",
        "-0.0061, −0.61 %",
        "0.00994, +0.99 %",
        "0.00996, +1.0 %",
        "0.0000994, +0.010 %",
        "-0.00000499, 0 %",
        "0, 0 %",
        "0.2341, +23.4 %",
        "12.345678, '+1,235 %'"
    })
    void percent_anyEffect_hasSignAndDigitsThatCount(double effect, String text) {
        assertThat(Why.percent(effect)).isEqualTo(text);
    }

    private static VariantPosterior shown(Verdict verdict, double probabilityPositive) {
        return new VariantPosterior(
                "ranked",
                Status.COMPLETE,
                verdict,
                new DirectEffect(.021, .006),
                null,
                null,
                .018,
                .005,
                .008,
                .028,
                probabilityPositive,
                null,
                null,
                null);
    }
}
