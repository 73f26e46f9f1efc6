package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.Ranking.Programme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reports of features being out do to actions and totals. */
class ReleasesTest {
    private static final ResultBuilder WIN =
            ResultBuilder.feature("search").effect(.05, .01).verdict(Verdict.SHIP);
    private static final ResultBuilder HARM =
            ResultBuilder.feature("search").effect(-.05, .01).verdict(Verdict.HARMFUL);

    @Test
    void action_winner_isToShipForWhatItGains() {
        Action action = action(List.of(), WIN);

        assertThat(action.name()).isEqualTo(Action.Name.SHIP);
        // 1,000 units a year per 1; shrunk by .0025 / .0026.
        assertThat(action.value()).isCloseTo(1_000 * .05 * 25 / 26, within(1e-3));
    }

    @Test
    void action_winnerThatIsOut_isNone() {
        Action action = action(List.of(shipped("treatment", 20)), WIN);

        assertThat(action.name()).isEqualTo(Action.Name.NONE);
        assertThat(action.value()).isZero();
        assertThat(action.why()).startsWith("Variant treatment is out: ");
    }

    @Test
    void action_harmfulThatIsOut_isToRollBackForTheHarmSpared() {
        Action action = action(List.of(shipped("treatment", 5)), HARM.status(Status.RUNNING));

        assertThat(action.name()).isEqualTo(Action.Name.ROLL_BACK);
        assertThat(action.value()).isCloseTo(1_000 * .05 * 25 / 26, within(1e-3));
    }

    @Test
    void action_harmfulAlternativeThatIsOut_isToRollBackThatOne() {
        Action action = action(
                List.of(shipped("b", 5)),
                WIN.variant("a").verdict(Verdict.INCONCLUSIVE).effect(.01, .01),
                HARM.variant("b"));

        assertThat(action.name()).isEqualTo(Action.Name.ROLL_BACK);
        assertThat(action.why()).startsWith("Variant b is out and was shown to do harm: expected −");
    }

    @Test
    void action_harmfulWhileRunning_isToStopForTheHarmSpared() {
        Action action = action(List.of(), HARM.status(Status.RUNNING));

        assertThat(action.name()).isEqualTo(Action.Name.STOP);
        assertThat(action.value()).isCloseTo(1_000 * .05 * 25 / 26, within(1e-3));
    }

    @Test
    void action_tooEarly_isToRunLongerForWhatCertaintyIsWorth() {
        Action action = action(
                List.of(),
                ResultBuilder.feature("search")
                        .effect(0, .05)
                        .status(Status.RUNNING)
                        .verdict(Verdict.TOO_EARLY));

        assertThat(action.name()).isEqualTo(Action.Name.RUN_LONGER);
        // The mean of the positive part of N(0, sd^2) is sd / sqrt(2 pi).
        assertThat(action.value()).isCloseTo(1_000 * .05 / Math.sqrt(2) / Math.sqrt(2 * Math.PI), within(1e-9));
    }

    @Test
    void action_otherVariantOfTheExperimentIsOut_isNone() {
        Action action = action(
                List.of(shipped("b", 20)),
                WIN.variant("a").verdict(Verdict.INCONCLUSIVE),
                WIN.variant("b").effect(.02, .01));

        assertThat(action.name()).isEqualTo(Action.Name.NONE);
        assertThat(action.why()).startsWith("Variant b is out: expected +1.");
    }

    @Test
    void action_newIdeaForAFeatureThatIsOut_isJudgedAnew() {
        Action action = action(
                List.of(shipped("first", 20)),
                WIN.experiment("old").variant("first"),
                WIN.experiment("new").variant("second").day(30));

        assertThat(action.name()).isEqualTo(Action.Name.SHIP);
    }

    @ParameterizedTest
    @CsvSource({"20, NONE", "14, NONE", "13, SHIP"})
    void action_rolledBack_countsUntilTheNextLook(int day, Action.Name name) {
        assertThat(action(List.of(rolledBack(day)), WIN).name()).isEqualTo(name);
    }

    @Test
    void action_shippedAfterRollback_isOut() {
        assertThat(action(List.of(rolledBack(15), shipped("treatment", 16)), WIN)
                        .name())
                .isEqualTo(Action.Name.NONE);
    }

    @Test
    void programme_nothingReported_countsTheWinners() {
        Programme programme = rank(
                        List.of(),
                        WIN,
                        ResultBuilder.feature("cart").effect(.08, .04),
                        ResultBuilder.feature("banner").effect(.03, .01).verdict(Verdict.SHIP))
                .programme();

        assertThat(programme.basis()).isEqualTo(Programme.Basis.VERDICT);
        assertThat(programme.shipped()).containsExactly("banner", "search");
        assertThat(programme.naiveTotal()).isCloseTo(.08, within(1e-15));
        assertThat(programme.expectedTotal()).isCloseTo(.08 * 25 / 26, within(1e-15));
        assertThat(programme.winnersCurse()).isCloseTo(.08 / 26, within(1e-15));
        double sd = .01 * Math.sqrt(2 * 25 / 26.0);
        assertThat(programme.expectedTotalLower()).isCloseTo(.08 * 25 / 26 - 1.959963984540054 * sd, within(1e-12));
        assertThat(programme.expectedTotalUpper()).isCloseTo(.08 * 25 / 26 + 1.959963984540054 * sd, within(1e-12));
        assertThat(programme.realisationRate()).isNull();
        assertThat(programme.regret()).isPositive();
    }

    @Test
    void programme_someReported_countsThese() {
        Programme programme = rank(
                        List.of(new FeatureState("cart", "treatment", ResultBuilder.START)),
                        WIN,
                        ResultBuilder.feature("cart").effect(.026, .01))
                .programme();

        assertThat(programme.basis()).isEqualTo(Programme.Basis.SHIPPED);
        assertThat(programme.shipped()).containsExactly("cart");
        assertThat(programme.expectedTotal()).isCloseTo(.025, within(1e-15));
    }

    @Test
    void programme_shippedFromAnEarlierExperiment_countsThatOne() {
        Programme programme = rank(
                        List.of(shipped("first", 20)),
                        WIN.experiment("old").variant("first").effect(.026, .01),
                        WIN.experiment("new").variant("second").day(30))
                .programme();

        assertThat(programme.basis()).isEqualTo(Programme.Basis.SHIPPED);
        assertThat(programme.expectedTotal()).isCloseTo(.025, within(1e-15));
    }

    @Test
    void programme_reportedVariantUnknown_fallsBackToVerdicts() {
        Programme programme = rank(List.of(shipped("unknown", 20)), WIN).programme();

        assertThat(programme.basis()).isEqualTo(Programme.Basis.VERDICT);
        assertThat(programme.shipped()).containsExactly("search");
    }

    @Test
    void programme_winnerThatWasRolledBack_doesNotCount() {
        Programme programme = rank(List.of(rolledBack(3)), WIN).programme();

        assertThat(programme.shipped()).isEmpty();
        assertThat(programme.expectedTotal()).isZero();
        assertThat(programme.expectedTotalUpper()).isZero();
        assertThat(programme.winnersCurse()).isZero();
    }

    private static Action action(List<FeatureState> states, ResultBuilder... results) {
        List<RankedFeature> features = rank(states, results).features();
        assertThat(features).hasSize(1);
        return features.getFirst().action();
    }

    private static Ranking rank(List<FeatureState> states, ResultBuilder... results) {
        return FeatureRanking.of(
                Stream.of(results).map(ResultBuilder::build).toList(), states, ResultBuilder.NORTH_STAR, 1);
    }

    private static FeatureState shipped(String variant, int day) {
        return new FeatureState("search", variant, ResultBuilder.START.plus(day, ChronoUnit.DAYS));
    }

    private static FeatureState rolledBack(int day) {
        return new FeatureState("search", null, ResultBuilder.START.plus(day, ChronoUnit.DAYS));
    }
}
