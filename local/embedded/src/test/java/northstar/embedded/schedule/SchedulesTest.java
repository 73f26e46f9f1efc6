package northstar.embedded.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import northstar.embedded.account.Account;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.wire.EmbeddedSdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

class SchedulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final VirtualClock clock = new VirtualClock(NOW);
    private final Schedules schedules = new Schedules("looks", clock);
    private final SchedulerClient client =
            EmbeddedSdk.client(SchedulerClient.builder(), new SchedulerService(schedules));

    private static Target target() {
        return Target.builder()
                .arn(Account.arn("events", "event-bus/oven"))
                .roleArn("arn:aws:iam::000000000000:role/schedules")
                .input("{\"experiment\": \"rye\", \"at\": \"<aws.scheduler.scheduled-time>\"}")
                .eventBridgeParameters(
                        parameters -> parameters.detailType("Evaluation Due").source("northstar"))
                .deadLetterConfig(queue -> queue.arn("arn:aws:sqs:us-east-1:000000000000:lost"))
                .build();
    }

    private void create(String name, String expression, Consumer<CreateScheduleRequest.Builder> more) {
        client.createSchedule(create -> {
            create.groupName("looks")
                    .name(name)
                    .scheduleExpression(expression)
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .target(target());
            more.accept(create);
        });
    }

    private void create(String name, String expression) {
        create(name, expression, more -> {});
    }

    private void update(String name, String expression, Consumer<UpdateScheduleRequest.Builder> more) {
        client.updateSchedule(update -> {
            update.groupName("looks")
                    .name(name)
                    .scheduleExpression(expression)
                    .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                    .target(target());
            more.accept(update);
        });
    }

    private GetScheduleResponse get(String name) {
        return client.getSchedule(get -> get.groupName("looks").name(name));
    }

    /** The times at which events were put on the bus until a time. */
    private List<String> firedUntil(String end) {
        List<String> fired = new ArrayList<>();
        Instant last = Instant.parse(end);
        for (Optional<Instant> next = schedules.nextDue();
                next.isPresent() && !next.get().isAfter(last);
                next = schedules.nextDue()) {
            clock.moveTo(next.get());
            schedules.fire().forEach(firing -> fired.add(firing.event().time().toString()));
        }
        clock.moveTo(last);
        return fired;
    }

    @Test
    void fire_at_putsTheFilledInputOnTheBus() {
        create("final", "at(2026-03-02T00:00:00)");
        clock.moveTo(Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(schedules.fire())
                .containsExactly(new Firing(
                        Account.arn("scheduler", "schedule/looks/final"),
                        Account.arn("events", "event-bus/oven"),
                        "arn:aws:sqs:us-east-1:000000000000:lost",
                        new TimedEvent(
                                "Evaluation Due",
                                "northstar",
                                "{\"experiment\": \"rye\", \"at\": \"2026-03-02T00:00:00Z\"}",
                                Instant.parse("2026-03-02T00:00:00Z"))));
        assertThat(schedules.fire()).isEmpty();
    }

    @Test
    void fire_otherPlaceholders_areFilled() {
        create(
                "final",
                "at(2026-03-02T00:00:00)",
                more -> more.target(target().toBuilder()
                        .input("{\"a\": \"<aws.scheduler.schedule-arn>\", \"n\": <aws.scheduler.attempt-number>,"
                                + " \"x\": \"<aws.scheduler.execution-id>\"}")
                        .build()));
        clock.moveTo(Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(schedules.fire().getFirst().event().detail())
                .matches("\\{\"a\": \"arn:aws:scheduler:us-east-1:000000000000:schedule/looks/final\", \"n\": 1,"
                        + " \"x\": \"[0-9a-f-]{36}\"}");
    }

    @Test
    void fire_nothingDue_isNothing() {
        create("final", "at(2026-03-02T00:00:00)");

        assertThat(schedules.fire()).isEmpty();
        assertThat(schedules.nextDue()).contains(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void fire_twoAtOneTime_comeInTheOrderOfTheirNames() {
        create("b", "at(2026-03-02T00:00:00)");
        create("a", "at(2026-03-02T00:00:00)");
        clock.moveTo(Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(schedules.fire())
                .extracting(Firing::scheduleArn)
                .containsExactly(
                        Account.arn("scheduler", "schedule/looks/a"), Account.arn("scheduler", "schedule/looks/b"));
    }

    @Test
    void rate_withStart_beginsThere() {
        create("looks", "rate(1 day)", more -> more.startDate(Instant.parse("2026-03-05T06:00:00Z")));

        assertThat(firedUntil("2026-03-07T06:00:00Z"))
                .containsExactly("2026-03-05T06:00:00Z", "2026-03-06T06:00:00Z", "2026-03-07T06:00:00Z");
    }

    @Test
    void rate_withoutStart_beginsAtOnce() {
        create("looks", "rate(12 hours)");

        assertThat(firedUntil("2026-03-02T12:00:00Z"))
                .containsExactly("2026-03-01T12:00:00Z", "2026-03-02T00:00:00Z", "2026-03-02T12:00:00Z");
    }

    @Test
    void rate_withEnd_stopsBeforeIt() {
        create("looks", "rate(12 hours)", more -> more.endDate(Instant.parse("2026-03-02T12:00:00Z")));

        assertThat(firedUntil("2026-03-20T00:00:00Z")).containsExactly("2026-03-01T12:00:00Z", "2026-03-02T00:00:00Z");
    }

    @Test
    void cron_inAZone_followsItsClocks() {
        create("looks", "cron(0 9 * * ? *)", more -> more.scheduleExpressionTimezone("America/New_York"));

        assertThat(firedUntil("2026-03-09T00:00:00Z"))
                .startsWith("2026-03-01T14:00:00Z")
                .endsWith("2026-03-08T13:00:00Z")
                .hasSize(8);
    }

    @Test
    void delete_afterCompletion_removesTheSchedule() {
        create("final", "at(2026-03-02T00:00:00)", more -> more.actionAfterCompletion(ActionAfterCompletion.DELETE));
        create("kept", "at(2026-03-02T00:00:00)");

        firedUntil("2026-03-03T00:00:00Z");

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> get("final"));
        assertThat(get("kept").name()).isEqualTo("kept");
    }

    @Test
    void disabled_passesInSilence() {
        create("final", "at(2026-03-02T00:00:00)", more -> more.state(ScheduleState.DISABLED));

        assertThat(firedUntil("2026-03-03T00:00:00Z")).isEmpty();
    }

    @Test
    void update_movesTheTime() {
        create("final", "at(2026-03-05T00:00:00)");

        update("final", "at(2026-03-03T00:00:00)", more -> {});

        assertThat(firedUntil("2026-03-09T00:00:00Z")).containsExactly("2026-03-03T00:00:00Z");
    }

    @Test
    void update_afterItFired_firesAgain() {
        create("final", "at(2026-03-02T00:00:00)");
        firedUntil("2026-03-03T00:00:00Z");

        update("final", "at(2026-03-04T00:00:00)", more -> {});

        assertThat(firedUntil("2026-03-05T00:00:00Z")).containsExactly("2026-03-04T00:00:00Z");
    }

    @Test
    void get_aSchedule_answersWhatWasAskedFor() {
        create("final", "at(2026-03-02T00:00:00)", more -> more.scheduleExpressionTimezone("Europe/Berlin"));
        clock.moveTo(NOW.plusSeconds(60));
        update("final", "at(2026-03-03T00:00:00)", more -> more.description("moved"));

        GetScheduleResponse found = get("final");

        assertThat(found.arn()).isEqualTo(Account.arn("scheduler", "schedule/looks/final"));
        assertThat(found.groupName()).isEqualTo("looks");
        assertThat(found.scheduleExpression()).isEqualTo("at(2026-03-03T00:00:00)");
        assertThat(found.description()).isEqualTo("moved");
        assertThat(found.state()).isEqualTo(ScheduleState.ENABLED);
        assertThat(found.target()).isEqualTo(target());
        assertThat(found.creationDate()).isEqualTo(NOW);
        assertThat(found.lastModificationDate()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void create_sameNameAgain_isAConflict() {
        create("final", "at(2026-03-02T00:00:00)");

        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> create("final", "at(2026-03-02T00:00:00)"))
                .withMessageContaining("Schedule final already exists.");
    }

    @Test
    void create_sameCallAgain_isDoneAlready() {
        create("final", "at(2026-03-02T00:00:00)", more -> more.clientToken("t"));

        create("final", "at(2026-03-02T00:00:00)", more -> more.clientToken("t"));

        assertThat(schedules.all()).hasSize(1);
    }

    @Test
    void delete_aSchedule_isGone() {
        create("final", "at(2026-03-02T00:00:00)");

        client.deleteSchedule(delete -> delete.groupName("looks").name("final"));

        assertThat(schedules.nextDue()).isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.deleteSchedule(
                        delete -> delete.groupName("looks").name("final")))
                .withMessageContaining("Schedule final does not exist.");
    }

    @Test
    void update_unknown_isNotFound() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> update("absent", "at(2026-03-02T00:00:00)", more -> {}));
    }

    @Test
    void create_unknownGroup_isNotFound() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> create("final", "at(2026-03-02T00:00:00)", more -> more.groupName("others")))
                .withMessageContaining("Schedule group others does not exist.");
    }

    @Test
    void list_pages_followOneAnother() {
        for (String name : List.of("c", "a", "b", "x")) {
            create(name, "rate(1 day)");
        }
        create("off", "rate(1 day)", more -> more.state(ScheduleState.DISABLED));

        ListSchedulesResponse first = client.listSchedules(
                list -> list.groupName("looks").state("ENABLED").maxResults(3));
        ListSchedulesResponse second = client.listSchedules(
                list -> list.groupName("looks").state("ENABLED").maxResults(3).nextToken(first.nextToken()));

        assertThat(first.schedules()).extracting(ScheduleSummary::name).containsExactly("a", "b", "c");
        assertThat(second.schedules()).extracting(ScheduleSummary::name).containsExactly("x");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void list_prefix_leavesOthersOut() {
        create("rye-final", "rate(1 day)");
        create("oat-final", "rate(1 day)");

        assertThat(client.listSchedules(list -> list.namePrefix("rye")).schedules())
                .extracting(ScheduleSummary::name)
                .containsExactly("rye-final");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    at(2026-03-01T11:59:59) | UTC           | The time of at() that you specify cannot be in the past.
                    at(2026-03-01T12:30:00) | Europe/Berlin | The time of at() that you specify cannot be in the past.
                    sometimes               | UTC           | Invalid Schedule Expression sometimes.
                    rate(1 day)             | Mars/Olympus  | Invalid Schedule Expression Timezone Mars/Olympus.
                    """)
    void create_impossibleTime_isRefused(String expression, String zone, String message) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create("s", expression, more -> more.scheduleExpressionTimezone(zone)))
                .withMessageContaining(message);
        assertThat(schedules.all()).isEmpty();
    }

    @Test
    void create_recurringFromLongAgo_isRefused() {
        create("grace", "rate(1 day)", more -> more.startDate(NOW.minusSeconds(300)));

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create("late", "rate(1 day)", more -> more.startDate(NOW.minusSeconds(301))))
                .withMessageContaining("The StartDate you specify cannot be earlier than 5 minutes ago.");
    }

    @Test
    void create_endInThePast_isRefused() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create("s", "rate(1 day)", more -> more.endDate(NOW.minusSeconds(1))))
                .withMessageContaining("The EndDate you specify cannot be in the past.");
    }

    @Test
    void create_endBeforeStart_isRefused() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create(
                        "s",
                        "rate(1 day)",
                        more -> more.startDate(NOW.plusSeconds(9)).endDate(NOW.plusSeconds(9))))
                .withMessageContaining("The StartDate you specify must come before the EndDate.");
    }

    @Test
    void create_targetThatIsNoBus_isRefused() {
        Target queue =
                target().toBuilder().arn("arn:aws:sqs:us-east-1:000000000000:q").build();

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create("s", "rate(1 day)", more -> more.target(queue)))
                .withMessageContaining("must be the ARN of an event bus");
    }

    @Test
    void create_busWithoutDetailType_isRefused() {
        Target silent = target().toBuilder()
                .eventBridgeParameters(parameters -> parameters.source("northstar"))
                .build();

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create("s", "rate(1 day)", more -> more.target(silent)))
                .withMessageContaining("EventBridgeParameters.DetailType is required.");
    }

    @Test
    void create_roleThatIsNone_isRefused() {
        Target roleless = target().toBuilder().roleArn("me").build();

        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create("s", "rate(1 day)", more -> more.target(roleless)))
                .withMessageContaining("Provided role arn is not valid.");
    }

    @Test
    void create_nameWithASpace_isRefused() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> create("a b", "rate(1 day)"))
                .withMessageContaining("Value 'a b' at 'name' failed to satisfy constraint");
    }
}
