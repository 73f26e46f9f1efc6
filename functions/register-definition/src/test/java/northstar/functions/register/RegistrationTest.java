package northstar.functions.register;

import static northstar.functions.register.Desk.AGGREGATES;
import static northstar.functions.register.Desk.METRICS;
import static northstar.functions.register.Desk.NORTH_STAR;
import static northstar.functions.register.Desk.changed;
import static northstar.functions.register.Desk.launch;
import static northstar.functions.register.Desk.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import northstar.domain.definition.Direction;
import northstar.domain.moments.AggregateReport;
import northstar.domain.ranking.FeatureState;
import northstar.events.DetailType;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.DefinitionRegistered;
import northstar.events.Message.EvaluationDue;
import northstar.events.Message.ReportedRows;
import northstar.storage.ExperimentState;
import northstar.storage.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {
    private static final Instant DAY_3 = Instant.parse("2026-10-04T00:00:00Z");

    private static DefinitionRegistered registered(List<Message> answers) {
        return (DefinitionRegistered) answers.getFirst();
    }

    private static void report(Desk desk, Instant at) {
        List<AggregateReport.Row> rows = List.of(
                new AggregateReport.Row("control", "booked", 10, BigDecimal.ONE, BigDecimal.ONE, null),
                new AggregateReport.Row("ranked", "booked", 10, BigDecimal.TWO, BigDecimal.ONE, null));
        desk.stores.reports().put(ReportedRows.of(new AggregateReport("search", at, rows)), at);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            North Star Defined    | NORTH_STAR | nights  | {"northStar": {"key": "nights", "metric": "booked"}}
            Metrics Defined       | METRIC     | booked  | {"metrics": {"booked": {"type": "mean"}}}
            Experiment Changed    | EXPERIMENT | search  | {"experiment": "search", "effort": 2}
            Experiment Stopped    | EXPERIMENT | search  | {"experiment": "search", "at": "2026-10-08T00:00:00Z", "reason": "slow"}
            Decision Recorded     | EXPERIMENT | search  | {"experiment": "search", "at": "2026-10-16T00:00:00Z", "by": "Ada", "decision": "ship", "why": "it won"}
            Feature Shipped       | FEATURE    | ranking | {"feature": "ranking", "variant": "ranked", "at": "2026-10-20T00:00:00Z"}
            Feature Rolled Back   | FEATURE    | ranking | {"feature": "ranking", "at": "2026-10-21T00:00:00Z"}
            """)
    void definition_deliveredTwice_isStoredOnceAndAnsweredTwice(
            String type, Subject.Kind kind, String key, String detail) {
        Desk desk = new Desk();

        List<Message> first = desk.send("e-1", type, detail);
        List<Message> second = desk.send("e-1", type, detail);

        assertThat(desk.versions(new Subject(kind, key))).isEqualTo(1);
        assertThat(registered(first).definition().title()).isEqualTo(type);
        assertThat(registered(first).keys()).containsExactly(key);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void launch_deliveredTwice_isStoredOnceAndAnsweredTwice() {
        Desk desk = Desk.withNorthStar();

        List<Message> first = desk.send("e-1", "Experiment Launched", launch(AGGREGATES));
        List<Message> second = desk.send("e-1", "Experiment Launched", launch(AGGREGATES));

        assertThat(desk.versions()).isEqualTo(1);
        assertThat(registered(first).definition()).isEqualTo(DetailType.EXPERIMENT_LAUNCHED);
        assertThat(registered(first).pending()).isEmpty();
        assertThat(second).isEqualTo(first);
        assertThat(desk.definitions().experiment("search").orElseThrow().revision())
                .isEqualTo(1);
    }

    @Test
    void feature_shippedAndRolledBackInAnyOrder_isAsItWasLast() {
        Desk desk = new Desk();

        desk.send("Feature Rolled Back", "{\"feature\": \"ranking\", \"at\": \"2026-10-21T00:00:00Z\"}");
        desk.send(
                "Feature Shipped",
                "{\"feature\": \"ranking\", \"variant\": \"ranked\", \"at\": \"2026-10-20T00:00:00Z\"}");

        assertThat(desk.stores.rankings().read("nights").features())
                .containsExactly(new FeatureState("ranking", null, Instant.parse("2026-10-21T00:00:00Z")));
    }

    @Test
    void launch_beforeWhatItNames_waitsAndSaysForWhat() {
        Desk desk = new Desk();
        desk.send("North Star Defined", NORTH_STAR);

        List<Message> answers = desk.send("Experiment Launched", launch(AGGREGATES));

        assertThat(registered(answers).pending()).containsExactly("booked");
        assertThat(desk.state().orElseThrow()).isInstanceOf(ExperimentState.Pending.class);
    }

    @Test
    void northStar_ofAMetricThatNobodyDefined_saysSo() {
        Desk desk = new Desk();

        List<Message> answers = desk.send("North Star Defined", NORTH_STAR);

        assertThat(registered(answers).pending()).containsExactly("booked");
    }

    @Test
    void metrics_thatAnExperimentWaitedFor_resolveItAndMakeItsReportsDue() {
        Desk desk = new Desk();
        desk.send("North Star Defined", NORTH_STAR);
        desk.send("Experiment Launched", launch(AGGREGATES));
        report(desk, DAY_3);
        Instant afterTheEnd = Instant.parse("2026-10-15T00:00:00Z");
        report(desk, afterTheEnd);

        List<Message> answers = desk.send("Metrics Defined", METRICS);

        assertThat(registered(answers).pending()).isEmpty();
        assertThat(answers.subList(1, answers.size()))
                .containsExactly(
                        new EvaluationDue("search", DAY_3, false), new EvaluationDue("search", afterTheEnd, true));
        assertThat(desk.pinned().metrics()).containsOnlyKeys("booked");
    }

    @Test
    void resolvingDefinition_deliveredAgain_makesTheReportsDueAgain() {
        Desk desk = new Desk();
        desk.send("North Star Defined", NORTH_STAR);
        desk.send("Experiment Launched", launch(AGGREGATES));
        report(desk, DAY_3);
        List<Message> first = desk.send("e-9", "Metrics Defined", METRICS);

        assertThat(desk.send("e-9", "Metrics Defined", METRICS)).isEqualTo(first);
    }

    @Test
    void metrics_definedAnewAfterTheStart_leaveTheExperimentAlone() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Launched", launch(AGGREGATES));
        report(desk, DAY_3);
        String hash = desk.pinned().hash();

        List<Message> answers = desk.send(
                "Metrics Defined",
                "{\"metrics\": {\"booked\": {\"type\": \"mean\", \"direction\": \"down\"}}, \"definedAt\": \"2026-10-05T00:00:00Z\"}");

        assertThat(answers).hasSize(1);
        assertThat(desk.pinned().hash()).isEqualTo(hash);
        assertThat(desk.pinned().northStarMetric().direction()).isEqualTo(Direction.UP);
    }

    @Test
    void change_withRepin_takesTheNewestMetricsAndMakesTheReportsDue() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Launched", launch(AGGREGATES));
        report(desk, DAY_3);
        String hash = desk.pinned().hash();
        desk.send(
                "Metrics Defined",
                "{\"metrics\": {\"booked\": {\"type\": \"mean\", \"direction\": \"down\"}}, \"definedAt\": \"2026-10-05T00:00:00Z\"}");

        List<Message> answers = desk.send("Experiment Changed", changed("2026-10-06T00:00:00Z", "\"repin\": true"));

        assertThat(answers).contains(new EvaluationDue("search", DAY_3, false));
        assertThat(desk.pinned().hash()).isNotEqualTo(hash);
        assertThat(desk.pinned().northStarMetric().direction()).isEqualTo(Direction.DOWN);
    }

    @Test
    void laterEndOfAFixedTest_isRefusedWithPathAndRuleAndNotStored() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Launched", launch(AGGREGATES));

        assertThatThrownBy(() -> desk.send(
                        "Experiment Changed", changed("2026-10-05T00:00:00Z", "\"end\": \"2026-10-20T00:00:00Z\"")))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$.end == 2026-10-20T00:00:00Z, must be not after the planned end"
                        + " (2026-10-15T00:00:00Z) of a fixed test");

        assertThat(desk.versions()).isEqualTo(1);
    }

    @Test
    void change_repeatedAfterALaterStop_isStillWhatItWas() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Launched", launch(AGGREGATES));
        String change = changed("2026-10-05T00:00:00Z", "\"end\": \"2026-10-12T00:00:00Z\"");
        List<Message> first = desk.send("e-9", "Experiment Changed", change);
        desk.send("Experiment Stopped", stop("2026-10-08T00:00:00Z"));

        assertThat(desk.send("e-9", "Experiment Changed", change)).isEqualTo(first);
        assertThat(desk.versions()).isEqualTo(3);
        assertThat(desk.pinned().experiment().end()).isEqualTo("2026-10-08T00:00:00Z");
    }

    @Test
    void change_thatComesAfterALaterStop_isStoredAsInTime() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Stopped", stop("2026-10-08T00:00:00Z"));
        desk.send("Experiment Launched", launch(AGGREGATES));
        desk.send("Experiment Changed", changed("2026-10-05T00:00:00Z", "\"end\": \"2026-10-12T00:00:00Z\""));

        assertThat(desk.versions()).isEqualTo(3);
        assertThat(desk.pinned().current().version()).isEqualTo(3);
    }

    @Test
    void relaunch_afterTheStart_isRefusedAndNotStored() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Launched", launch(AGGREGATES));

        assertThatThrownBy(() -> desk.send(
                        "Experiment Launched", launch(AGGREGATES, "2026-10-03T00:00:00Z", "2026-10-02T00:00:00Z")))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageStartingWith("$.definedAt == 2026-10-02T00:00:00Z, must be before the start");

        assertThat(desk.versions()).isEqualTo(1);
    }

    @Test
    void relaunch_beforeTheStart_takesEffectInAnyOrder() {
        String first = launch(AGGREGATES, "2026-10-01T00:00:00Z", "2026-09-15T00:00:00Z");
        String second = launch(AGGREGATES, "2026-09-12T00:00:00Z", "2026-09-16T00:00:00Z");
        Desk inOrder = Desk.withNorthStar();
        inOrder.send("Experiment Launched", first);
        inOrder.send("Experiment Launched", second);
        Desk reversed = Desk.withNorthStar();
        reversed.send("Experiment Launched", second);
        reversed.send("Experiment Launched", first);

        assertThat(inOrder.pinned().experiment().start()).isEqualTo("2026-09-12T00:00:00Z");
        assertThat(reversed.pinned()).isEqualTo(inOrder.pinned());
        assertThat(reversed.definitions().history(Subject.experiment("search")))
                .isEqualTo(inOrder.definitions().history(Subject.experiment("search")));
    }

    @Test
    void batch_withOneBadMember_storesNothing() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Launched", launch(AGGREGATES));
        String good = changed("2026-10-05T00:00:00Z", "\"effort\": 4");
        String bad = changed("2026-10-05T00:00:00Z", "\"end\": \"2026-10-20T00:00:00Z\"");

        assertThatThrownBy(() -> desk.send("Experiment Changed", "{\"batch\": [" + good + ", " + bad + "]}"))
                .isInstanceOf(MalformedInputException.class);

        assertThat(desk.versions()).isEqualTo(1);
        assertThat(desk.pinned().experiment().effort()).isNull();
    }

    @Test
    void batch_ofGoodMembers_isAnsweredMemberByMember() {
        Desk desk = Desk.withNorthStar();
        desk.send("Experiment Launched", launch(AGGREGATES));
        String one = changed("2026-10-05T00:00:00Z", "\"effort\": 4");
        String other = changed("2026-10-06T00:00:00Z", "\"effort\": 5");

        List<Message> answers = desk.send("Experiment Changed", "{\"batch\": [" + other + ", " + one + "]}");

        assertThat(answers).hasSize(2).allMatch(DefinitionRegistered.class::isInstance);
        assertThat(desk.pinned().experiment().effort()).isEqualTo(5);
    }

    @Test
    void messageThatDefinesNothing_isRefused() {
        assertThatThrownBy(() -> new Desk()
                        .send("Evaluation Due", "{\"experiment\": \"search\", \"at\": \"2026-10-08T00:00:00Z\"}"))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$ == Evaluation Due, must be an event that defines or decides something");
    }
}
