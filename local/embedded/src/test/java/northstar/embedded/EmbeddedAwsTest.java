package northstar.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import northstar.embedded.account.Account;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.delivery.Call;
import northstar.embedded.delivery.DeadLetter;
import northstar.embedded.delivery.DeliveryMode;
import northstar.embedded.dynamodb.DynamoDbLocal;
import northstar.embedded.function.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/** The template that is deployed, with {@link StandInHandler} in the place of each handler. */
class EmbeddedAwsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path LIBRARIES = Path.of("..", "dynamodb-local", "target", "lib");

    private static DynamoDbLocal database;

    @TempDir
    private Path folder;

    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    private EmbeddedAws start(UnaryOperator<EmbeddedOptions> more) throws IOException {
        Path template = folder.resolve("template.yaml");
        Files.writeString(
                template,
                Files.readString(ROOT.resolve("template.yaml"))
                        .replaceAll("Handler: [a-zA-Z.]+::", "Handler: " + StandInHandler.class.getName() + "::"));
        EmbeddedOptions options =
                EmbeddedOptions.of(template, folder.resolve("lake"), LIBRARIES).withObserver(calls::add);
        return EmbeddedAws.startOn(database, more.apply(options));
    }

    @BeforeAll
    static void startDatabase() throws IOException {
        database = DynamoDbLocal.start(LIBRARIES);
    }

    @AfterAll
    static void endDatabase() {
        database.close();
    }

    private EmbeddedAws start() throws IOException {
        return start(options -> options);
    }

    private static TimedEvent launched(String experiment, String time, String end) {
        return new TimedEvent(
                "Experiment Launched",
                "growth",
                "{\"experiment\": \"" + experiment + "\", \"end\": \"" + end + "\"}",
                Instant.parse(time));
    }

    private static TimedEvent due(String experiment, String time) {
        return new TimedEvent(
                "Evaluation Due", "growth", "{\"experiment\": \"" + experiment + "\"}", Instant.parse(time));
    }

    /** When a function was called and with which detail type. */
    private static List<String> written(EmbeddedAws aws, String function) {
        return aws
                .clients()
                .dynamoDb()
                .query(query -> query.tableName(Account.TABLE)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("call " + function))))
                .items()
                .stream()
                .map(item -> item.get("sk").s())
                .toList();
    }

    @Test
    void send_event_goesThroughEveryFunctionInTurn() throws IOException {
        try (EmbeddedAws aws = start()) {
            aws.send(due("rye", "2026-03-01T00:00:00Z"));

            assertThat(written(aws, "MeasureExperiment")).containsExactly("2026-03-01T00:00:00Z Evaluation Due");
            assertThat(written(aws, "EvaluateExperiment")).containsExactly("2026-03-01T00:00:00Z Experiment Measured");
            assertThat(written(aws, "RankFeatures")).containsExactly("2026-03-01T00:00:00Z Experiment Evaluated");
            assertThat(aws.deadLetters()).isEmpty();
            assertThat(aws.now()).isEqualTo("2026-03-01T00:00:00Z");
        }
    }

    @Test
    void advanceTo_endOfAnExperiment_firesItsSchedule() throws IOException {
        try (EmbeddedAws aws = start()) {
            aws.send(launched("rye", "2026-03-01T00:00:00Z", "2026-03-15T00:00:00"));

            aws.advanceTo(Instant.parse("2026-03-14T23:59:59Z"));
            assertThat(written(aws, "MeasureExperiment")).isEmpty();
            aws.advanceTo(Instant.parse("2026-04-01T00:00:00Z"));

            assertThat(written(aws, "MeasureExperiment")).containsExactly("2026-03-15T00:00:00Z Evaluation Due");
            assertThat(written(aws, "RankFeatures"))
                    .containsExactly(
                            "2026-03-01T00:00:00Z Definition Registered", "2026-03-15T00:00:00Z Experiment Evaluated");
            assertThat(aws.clients()
                            .scheduler()
                            .listSchedules(list -> list.groupName(Account.SCHEDULE_GROUP))
                            .schedules())
                    .as("schedules left")
                    .isEmpty();
            assertThat(aws.now()).isEqualTo("2026-04-01T00:00:00Z");
        }
    }

    @Test
    void sendAll_stream_meetsSchedulesInTheOrderOfTime() throws IOException {
        try (EmbeddedAws aws = start()) {
            aws.sendAll(List.of(
                    due("oat", "2026-03-20T00:00:00Z"),
                    launched("rye", "2026-03-01T00:00:00Z", "2026-03-15T00:00:00"),
                    due("oat", "2026-03-10T00:00:00Z")));

            assertThat(written(aws, "MeasureExperiment"))
                    .containsExactly(
                            "2026-03-10T00:00:00Z Evaluation Due",
                            "2026-03-15T00:00:00Z Evaluation Due",
                            "2026-03-20T00:00:00Z Evaluation Due");
        }
    }

    @Test
    void sendAll_coalescedRanking_ranksOnceAtTheEnd() throws IOException {
        try (EmbeddedAws aws = start(options -> options.coalesce("RankFeatures"))) {
            aws.sendAll(List.of(
                    due("oat", "2026-03-10T00:00:00Z"),
                    due("rye", "2026-03-11T00:00:00Z"),
                    due("oat", "2026-03-12T00:00:00Z")));

            assertThat(written(aws, "EvaluateExperiment")).hasSize(3);
            assertThat(written(aws, "RankFeatures")).containsExactly("2026-03-12T00:00:00Z Experiment Evaluated");
        }
    }

    @Test
    void sendAll_twiceShuffled_deliversAllTwiceBySettling() throws IOException {
        DeliveryMode mode = new DeliveryMode.TwiceShuffled(3, Duration.ofDays(3), Set.of());
        try (EmbeddedAws aws = start(options -> options.withMode(mode))) {
            aws.sendAll(List.of(due("oat", "2026-03-10T00:00:00Z"), due("rye", "2026-03-11T00:00:00Z")));
            aws.settle();

            assertThat(calls)
                    .extracting(Call::function)
                    .filteredOn("MeasureExperiment"::equals)
                    .hasSize(4);
            assertThat(calls)
                    .extracting(Call::function)
                    .filteredOn("EvaluateExperiment"::equals)
                    .hasSize(8);
            assertThat(calls)
                    .extracting(Call::function)
                    .filteredOn("RankFeatures"::equals)
                    .hasSize(16);
            assertThat(aws.deadLetters()).isEmpty();
        }
    }

    @Test
    void putObject_unitsFile_isMeasured() throws IOException {
        try (EmbeddedAws aws = start()) {
            aws.clients()
                    .s3()
                    .putObject(
                            put -> put.bucket(Account.BUCKET).key("units/rye/users.csv"),
                            RequestBody.fromString("rye"));
            aws.clients()
                    .s3()
                    .putObject(put -> put.bucket(Account.BUCKET).key("other.csv"), RequestBody.fromString("oat"));

            aws.drain();

            assertThat(folder.resolve("lake/units/rye/users.csv")).hasContent("rye");
            assertThat(written(aws, "MeasureExperiment")).containsExactly("1970-01-01T00:00:00Z Object Created");
            assertThat(written(aws, "EvaluateExperiment")).containsExactly("1970-01-01T00:00:00Z Experiment Measured");
        }
    }

    @Test
    void settle_failingFunction_endsInItsQueueAndCanBeRedriven() throws IOException {
        try (EmbeddedAws aws = start()) {
            aws.send(due("poison", "2026-03-01T00:00:00Z"));
            assertThat(aws.deadLetters()).isEmpty();

            aws.settle();

            assertThat(aws.deadLetters())
                    .extracting(DeadLetter::queue, DeadLetter::attempts, DeadLetter::reason)
                    .containsExactly(tuple(
                            "MeasureExperimentFailed",
                            3,
                            "java.lang.IllegalStateException: experiment == \"poison\", must not be poison"));
            assertThat(aws.now()).isEqualTo("2026-03-01T00:03:00Z");
            assertThat(aws.redrive()).isEqualTo(1);
            assertThat(calls).hasSize(4).allMatch(call -> call.outcome() instanceof Outcome.Failed);
        }
    }

    @Test
    void setReachable_no_endsInTheQueueOfTheRule() throws IOException {
        try (EmbeddedAws aws = start()) {
            aws.setReachable("MeasureExperiment", false);
            aws.send(due("rye", "2026-03-01T00:00:00Z"));

            aws.settle();

            assertThat(aws.deadLetters()).extracting(DeadLetter::queue).containsExactly("MeasureExperimentUndelivered");
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void advanceTo_scheduleToABusThatIsGone_endsInTheQueueOfTheSchedule() throws IOException {
        try (EmbeddedAws aws = start()) {
            createSchedule(aws, "gone", "{}");
            createSchedule(aws, Account.BUS, "not json");

            aws.advanceTo(Instant.parse("2026-01-02T00:00:00Z"));

            assertThat(aws.deadLetters())
                    .containsExactlyInAnyOrder(
                            new DeadLetter(
                                    "ScheduleDeadLetters",
                                    "gone",
                                    "{}",
                                    "bus == \"gone\", must exist",
                                    1,
                                    Instant.parse("2026-01-01T00:00:00Z")),
                            new DeadLetter(
                                    "ScheduleDeadLetters",
                                    Account.BUS,
                                    "not json",
                                    "detail, must be a JSON object",
                                    1,
                                    Instant.parse("2026-01-01T00:00:00Z")));
        }
    }

    private static void createSchedule(EmbeddedAws aws, String bus, String input) {
        aws.clients()
                .scheduler()
                .createSchedule(create -> create.name("to-" + bus)
                        .groupName(Account.SCHEDULE_GROUP)
                        .scheduleExpression("at(2026-01-01T00:00:00)")
                        .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                        .target(target -> target.arn(Account.arn("events", "event-bus/" + bus))
                                .roleArn("arn:aws:iam::000000000000:role/r")
                                .input(input)
                                .deadLetterConfig(queue -> queue.arn("arn:aws:northstar:::ScheduleDeadLetters"))
                                .eventBridgeParameters(
                                        event -> event.source("northstar").detailType("Evaluation Due"))));
    }

    @Test
    void recordedActions_ofEachFunction_areWhatItsCallsNeed() throws IOException {
        try (EmbeddedAws aws = start()) {
            aws.send(launched("rye", "2026-03-01T00:00:00Z", "2026-03-15T00:00:00"));
            aws.clients()
                    .s3()
                    .putObject(put -> put.bucket(Account.BUCKET).key("units/rye/u"), RequestBody.fromString("rye"));
            aws.drain();

            assertThat(aws.recordedActions().byFunction())
                    .containsOnly(
                            Map.entry(
                                    "RegisterDefinition",
                                    Set.of(
                                            "dynamodb:PutItem",
                                            "events:PutEvents",
                                            "scheduler:CreateSchedule",
                                            "iam:PassRole")),
                            Map.entry(
                                    "MeasureExperiment",
                                    Set.of("dynamodb:PutItem", "events:PutEvents", "s3:GetObject")),
                            Map.entry("EvaluateExperiment", Set.of("dynamodb:PutItem", "events:PutEvents")),
                            Map.entry("RankFeatures", Set.of("dynamodb:PutItem")));
        }
    }

    @Test
    void workers_two_giveTheSameItems() throws IOException {
        List<TimedEvent> stream = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            stream.add(due("e" + i, "2026-03-01T00:00:00Z"));
        }
        try (EmbeddedAws aws = start(options -> options.withWorkers(2))) {
            aws.sendAll(stream);

            assertThat(calls).hasSize(120).allMatch(call -> call.outcome() instanceof Outcome.Succeeded);
        }
    }

    @Test
    void log_ofAFunction_isHeard() throws IOException {
        List<String> log = new ArrayList<>();
        try (EmbeddedAws aws = start(options -> options.withLog(log::add).withStart(Instant.EPOCH.plusSeconds(1)))) {
            aws.send(due("rye", "1970-01-01T00:00:00Z"));

            assertThat(log).containsExactly("MeasureExperiment rye", "EvaluateExperiment rye", "RankFeatures rye");
            assertThat(aws.now()).as("time never goes back").isEqualTo("1970-01-01T00:00:01Z");
        }
    }

    @Test
    void close_leavesNoThreadThatKeepsTheProcessAlive() throws IOException {
        EmbeddedAws aws = start(options -> options.withWorkers(3));
        aws.send(due("rye", "2026-03-01T00:00:00Z"));

        aws.close();
        aws.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !thread.isDaemon() && thread.isAlive())
                .extracting(Thread::getName)
                .allMatch(name -> name.equals("main") || name.startsWith("surefire"), "main and surefire");
    }

    @Test
    void dynamoDb_closedBeforeItWasThere_isRefused() throws IOException {
        EmbeddedAws aws =
                EmbeddedAws.start(EmbeddedOptions.of(ROOT.resolve("template.yaml"), folder.resolve("lake"), LIBRARIES));
        aws.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> aws.clients().dynamoDb())
                .withMessageContaining("the embedded AWS is closed");
    }

    @Test
    void startOn_twoOverOneDatabase_haveTablesOfTheirOwn() throws IOException {
        try (EmbeddedAws one = start();
                EmbeddedAws other = start()) {
            one.send(due("rye", "2026-03-01T00:00:00Z"));

            assertThat(written(one, "MeasureExperiment")).hasSize(1);
            assertThat(written(other, "MeasureExperiment")).isEmpty();
        }
    }

    @Test
    void start_withoutLibraries_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedAws.start(EmbeddedOptions.of(ROOT.resolve("template.yaml"), folder, folder)))
                .withMessageStartingWith("libraries == ");
    }

    @Test
    void template_asItIsDeployed_startsAndHasItsTable() throws IOException {
        EmbeddedOptions options = EmbeddedOptions.of(ROOT.resolve("template.yaml"), folder, LIBRARIES);
        try (EmbeddedAws aws = EmbeddedAws.start(options)) {
            assertThat(aws.clients().dynamoDb().listTables().tableNames()).containsExactly(Account.TABLE);
        }
    }
}
