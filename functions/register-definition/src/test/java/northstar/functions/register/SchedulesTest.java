package northstar.functions.register;

import static northstar.functions.register.Desk.AGGREGATES;
import static northstar.functions.register.Desk.EVENTS;
import static northstar.functions.register.Desk.UNITS;
import static northstar.functions.register.Desk.changed;
import static northstar.functions.register.Desk.launch;
import static northstar.functions.register.Desk.stop;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import northstar.events.Message;
import northstar.events.Message.EvaluationDue;
import northstar.functions.register.FakeScheduler.Schedule;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.scheduler.model.Target;

class SchedulesTest {
    /** End, the window of the longest metric, a day for late data. */
    private static final Instant FINAL_OF_EVENTS = Instant.parse("2026-10-23T00:00:00Z");

    private final Desk desk = new Desk();

    private Map<String, Schedule> schedules() {
        return desk.scheduler.schedules;
    }

    private Schedule schedule(String name) {
        return Objects.requireNonNull(schedules().get(name));
    }

    private void isNow(String time) {
        desk.surroundings.moveTo(Instant.parse(time));
    }

    private List<Message> launched(String data) {
        desk.send("North Star Defined", Desk.NORTH_STAR);
        String metric = data.equals(EVENTS)
                ? "{\"type\": \"mean\", \"event\": \"booked\", \"window\": \"P7D\"}"
                : "{\"type\": \"mean\"}";
        desk.send("Metrics Defined", "{\"metrics\": {\"booked\": " + metric + "}}");
        return desk.send("Experiment Launched", launch(data));
    }

    @Test
    void aggregates_needNoSchedule() {
        launched(AGGREGATES);

        assertThat(schedules()).isEmpty();
    }

    @Test
    void units_haveOneScheduleAtTheEnd() {
        launched(UNITS);

        assertThat(schedules()).containsOnlyKeys("search-final");
        assertThat(schedule("search-final").expression()).isEqualTo("at(2026-10-15T00:00:00)");
        assertThat(schedule("search-final").group()).isEqualTo("looks");
    }

    @Test
    void schedule_aimsAtTheBusWithTheTimeThatTheSchedulerFillsIn() {
        launched(UNITS);

        Target target = schedule("search-final").target();

        assertThat(target.arn()).isEqualTo(Desk.BUS_ARN);
        assertThat(target.input())
                .isEqualTo("{\"experiment\":\"search\",\"at\":\"<aws.scheduler.scheduled-time>\",\"final\":true}");
        assertThat(target.eventBridgeParameters().detailType()).isEqualTo("Evaluation Due");
        assertThat(target.eventBridgeParameters().source()).isEqualTo("northstar");
        assertThat(target.deadLetterConfig().arn()).endsWith(":schedules");
    }

    @Test
    void events_haveLooksFromTheStartAndAFinalOne() {
        launched(EVENTS);

        assertThat(schedules()).containsOnlyKeys("search-final", "search-looks");
        assertThat(schedule("search-final").expression()).isEqualTo("at(2026-10-23T00:00:00)");
        Schedule looks = schedule("search-looks");
        assertThat(looks.expression()).isEqualTo("rate(1440 minutes)");
        assertThat(looks.from()).isEqualTo("2026-10-02T00:00:00Z");
        assertThat(looks.until()).isEqualTo(FINAL_OF_EVENTS);
        assertThat(looks.target().input())
                .isEqualTo("{\"experiment\":\"search\",\"at\":\"<aws.scheduler.scheduled-time>\"}");
    }

    @Test
    void looks_ofAnExperimentThatRuns_startAtTheNextOneAnchoredAtItsStart() {
        isNow("2026-10-05T13:00:00Z");

        launched(EVENTS);

        assertThat(schedule("search-looks").from()).isEqualTo("2026-10-06T00:00:00Z");
    }

    @Test
    void looks_afterTheEnd_goOnUntilTheFinalOne() {
        isNow("2026-10-17T13:00:00Z");

        launched(EVENTS);

        assertThat(schedule("search-looks").from()).isEqualTo("2026-10-18T00:00:00Z");
    }

    @Test
    void stop_removesTheLooksAndMovesTheFinalOne() {
        launched(EVENTS);
        isNow("2026-10-08T12:00:00Z");

        desk.send("Experiment Stopped", stop("2026-10-08T12:00:00Z"));

        assertThat(schedules()).containsOnlyKeys("search-final");
        assertThat(schedule("search-final").expression()).isEqualTo("at(2026-10-16T12:00:00)");
    }

    @Test
    void stop_withAFractionOfASecond_isNotScheduledBeforeIt() {
        launched(UNITS);

        desk.send("Experiment Stopped", stop("2026-10-08T12:00:00.250Z"));

        assertThat(schedule("search-final").expression()).isEqualTo("at(2026-10-08T12:00:01)");
    }

    @Test
    void stop_ofUnitsAtOnce_makesTheFinalLookDueInsteadOfPlanningIt() {
        launched(UNITS);
        isNow("2026-10-08T12:00:01Z");

        List<Message> answers = desk.send("Experiment Stopped", stop("2026-10-08T12:00:00Z"));

        assertThat(answers).contains(new EvaluationDue("search", Instant.parse("2026-10-08T12:00:00Z"), true));
        assertThat(schedules()).isEmpty();
    }

    @Test
    void finalLookInThePast_isDueAtOnceAndNothingIsPlanned() {
        isNow("2026-11-01T00:00:00Z");

        List<Message> answers = launched(EVENTS);

        assertThat(answers).contains(new EvaluationDue("search", FINAL_OF_EVENTS, true));
        assertThat(schedules()).isEmpty();
    }

    @Test
    void change_thatLeavesTheTimesAlone_leavesTheSchedules() {
        launched(EVENTS);
        Map<String, Schedule> before = Map.copyOf(schedules());

        desk.send("Experiment Changed", changed("2026-09-20T00:00:00Z", "\"effort\": 4"));

        assertThat(schedules()).isEqualTo(before);
    }

    @Test
    void decision_plansNothing() {
        launched(UNITS);
        schedules().clear();

        desk.send(
                "Decision Recorded",
                "{\"experiment\": \"search\", \"at\": \"2026-10-02T00:00:00Z\", \"by\": \"Ada\", \"decision\": \"go on\", \"why\": \"no harm\"}");

        assertThat(schedules()).isEmpty();
    }

    @Test
    void launch_repeatedAfterACrash_plansWhatIsMissing() {
        launched(UNITS);
        schedules().clear();

        desk.send("Experiment Launched", launch(UNITS));

        assertThat(schedules()).containsOnlyKeys("search-final");
    }

    @Test
    void stop_whileAnEarlierEndIsBeingPlanned_isWhatIsPlannedInTheEnd() {
        launched(UNITS);
        desk.scheduler.meanwhile = () -> desk.send("Experiment Stopped", stop("2026-10-08T00:00:00Z"));

        desk.send("Experiment Changed", changed("2026-10-02T00:00:00Z", "\"end\": \"2026-10-12T00:00:00Z\""));

        assertThat(desk.pinned().experiment().end()).isEqualTo("2026-10-08T00:00:00Z");
        assertThat(schedule("search-final").expression()).isEqualTo("at(2026-10-08T00:00:00)");
    }
}
