package northstar.cli.report;

import static northstar.cli.report.Samples.feature;
import static northstar.cli.report.Samples.ranking;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import northstar.cli.Golden;
import northstar.cli.terminal.Line;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.RankedFeature.Action.Name;
import northstar.domain.ranking.Ranking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingReportTest {
    private static final Ranking RANKING = ranking(
            List.of("maps"),
            feature(1, "search", Status.COMPLETE, Verdict.SHIP, Name.SHIP, 3.7),
            feature(2, "wishlist", Status.RUNNING, Verdict.GUARDRAIL_UNPROVEN, Name.RUN_LONGER, 2.5),
            feature(3, "maps", Status.COMPLETE, Verdict.SHIP, Name.NONE, 2.1),
            feature(4, "photos", Status.COMPLETE, Verdict.INCONCLUSIVE, Name.RUN_LONGER, 1.4),
            feature(
                    5,
                    "a-feature-with-a-rather-long-name-in-its-key",
                    Status.COMPLETE,
                    Verdict.NEUTRAL,
                    Name.ITERATE,
                    0.2),
            feature(6, "pop-up", Status.RUNNING, Verdict.HARMFUL, Name.STOP, -2.2));

    private static final Map<String, Evaluation> EVALUATIONS =
            Map.of("search-test", guarded(true), "wishlist-test", guarded(false), "maps-test", guarded(true));

    private static Evaluation guarded(boolean isSafe) {
        return Samples.evaluation(
                Verdict.SHIP,
                14,
                Samples.HEALTHY,
                Samples.effect("nights", Role.NORTH_STAR, 2, 0.01),
                Samples.guardrail(0.1, 0.9, isSafe));
    }

    private static String text(Ranking ranking, int width) {
        return RankingReport.lines(ranking, "nights", EVALUATIONS, width).stream()
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void lines_aHundredColumns_readAsInTheGoldenFile() {
        assertThat(text(RANKING, 100)).isEqualTo(Golden.text("report/ranking-100.txt"));
    }

    @Test
    void lines_wideTerminal_haveASentenceInEachRow() {
        assertThat(text(RANKING, 180)).isEqualTo(Golden.text("report/ranking-180.txt"));
    }

    @Test
    void lines_anyWidth_staysWithinIt() {
        for (int width : new int[] {70, 80, 100, 120, 150, 180, 200}) {
            assertThat(RankingReport.lines(RANKING, "nights", EVALUATIONS, width))
                    .extracting(Line::width)
                    .allMatch(columns -> columns <= width, "at most " + width);
        }
    }

    @Test
    void headline_nothingReady_saysSo() {
        Ranking ranking =
                ranking(List.of(), feature(1, "photos", Status.COMPLETE, Verdict.INCONCLUSIVE, Name.ITERATE, 1.4));

        assertThat(RankingReport.headline(ranking, "nights")).isEqualTo("Nothing is ready to ship.");
    }

    @Test
    void headline_severalReady_addsWhatTheyAreWorth() {
        Ranking ranking = ranking(
                List.of(),
                feature(1, "search", Status.COMPLETE, Verdict.SHIP, Name.SHIP, 3),
                feature(2, "maps", Status.COMPLETE, Verdict.SHIP, Name.SHIP, 1));

        assertThat(RankingReport.headline(ranking, "nights"))
                .isEqualTo(
                        "2 features are ready to ship. Together they are expected to be worth 400k nights a year; their"
                                + " raw results would have claimed 600k.");
    }

    @Test
    void headline_worthUnknown_speaksOfPercent() {
        RankedFeature known = feature(1, "search", Status.COMPLETE, Verdict.SHIP, Name.SHIP, 3);
        var lead = known.lead();
        RankedFeature unknown = new RankedFeature(
                1,
                1,
                1,
                1,
                "search",
                "search-test",
                new northstar.domain.ranking.VariantPosterior(
                        lead.variant(),
                        lead.status(),
                        lead.verdict(),
                        lead.direct(),
                        null,
                        null,
                        lead.posteriorMean(),
                        lead.posteriorSd(),
                        lead.posteriorLower(),
                        lead.posteriorUpper(),
                        lead.probabilityPositive(),
                        null,
                        null,
                        null),
                null,
                null,
                null,
                known.action(),
                List.of(),
                List.of(),
                List.of());

        assertThat(RankingReport.headline(ranking(List.of(), unknown), "nights"))
                .isEqualTo(
                        "1 feature is ready to ship. It is expected to be worth +3.0 % of nights; its raw result would have"
                                + " claimed +4.5 %.");
        assertThat(text(ranking(List.of(), unknown), 100)).contains("1  search (ranked)");
    }

    @ParameterizedTest
    @CsvSource({
        "SHIP,         COMPLETE, SHIP,               DECIDE_NOW, Ship it.",
        "SHIP,         RUNNING,  SHIP,               DECIDE_NOW, Ship it.",
        "STOP,         RUNNING,  HARMFUL,            DECIDE_NOW, Stop it: it does harm.",
        "STOP,         RUNNING,  NEUTRAL,            DECIDE_NOW, Stop it: it makes no real difference.",
        "STOP,         RUNNING,  INCONCLUSIVE,       DECIDE_NOW, Stop it: it is unlikely to help.",
        "ROLL_BACK,    COMPLETE, HARMFUL,            DECIDE_NOW, Roll it back: it does harm.",
        "FIX_THE_DATA, COMPLETE, INVALID,            DECIDE_NOW, 'Find out what is wrong with its data, then test again.'",
        "RUN_LONGER,   RUNNING,  TOO_EARLY,          RUNNING,    Let it run: it is too early to tell.",
        "RUN_LONGER,   RUNNING,  INCONCLUSIVE,       RUNNING,    Let it run: more data may settle it.",
        "RUN_LONGER,   RUNNING,  GUARDRAIL_UNPROVEN, RUNNING,    'Let it run: it wins, but its safety is not shown yet.'",
        "RUN_LONGER,   COMPLETE, INCONCLUSIVE,       DECIDE_NOW, Test it on more units: it probably helps.",
        "ITERATE,      COMPLETE, INCONCLUSIVE,       DROPPED,    Change it and test again: this test cannot tell if it helps.",
        "ITERATE,      STOPPED,  NEUTRAL,            DROPPED,    'Change it and test again: as it is, it makes no real difference.'",
        "ITERATE,      COMPLETE, GUARDRAIL_UNPROVEN, DECIDE_NOW, 'Change it and test again: it wins, but its safety was not shown.'",
        "NONE,         COMPLETE, HARMFUL,            DROPPED,    'Nothing: it did harm, and the control stays.'",
        "NONE,         COMPLETE, INCONCLUSIVE,       DROPPED,    'Nothing: it is unlikely to help, and the control stays.'",
        "NONE,         DRAFT,    TOO_EARLY,          RUNNING,    Nothing yet."
    })
    void group_andSentence_followFromTheAction(
            Name action, Status status, Verdict verdict, Group group, String sentence) {
        RankedFeature feature = feature(1, "search", status, verdict, action, 1);

        assertThat(Group.of(feature, ranking(List.of(), feature))).isEqualTo(group);
        assertThat(DoNext.sentence(feature, group)).isEqualTo(sentence);
    }

    @Test
    void group_ofWhatIsOut_isShippedUnlessItMustComeBack() {
        RankedFeature fine = feature(1, "search", Status.COMPLETE, Verdict.SHIP, Name.NONE, 1);
        RankedFeature harmful = feature(1, "search", Status.COMPLETE, Verdict.HARMFUL, Name.ROLL_BACK, -1);

        assertThat(Group.of(fine, ranking(List.of("search"), fine))).isEqualTo(Group.SHIPPED);
        assertThat(DoNext.sentence(fine, Group.SHIPPED)).isEqualTo("Nothing: it is out.");
        assertThat(Group.of(harmful, ranking(List.of("search"), harmful))).isEqualTo(Group.DECIDE_NOW);
    }
}
