package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import northstar.embedded.EmbeddedAws;
import northstar.embedded.EmbeddedOptions;
import northstar.embedded.delivery.DeadLetter;
import northstar.embedded.dynamodb.DynamoDbLocal;
import northstar.embedded.endpoint.Endpoint;
import northstar.events.Codec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a deployment, against the embedded account behind an HTTP endpoint. */
class RemoteCommandsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Path TEMPLATE = Run.HOME.resolve("template.yaml");
    private static final String DEFINITION = """
            northStar: {key: revenue, metric: revenue, name: Weekly revenue, coreValue: People buy what they need}
            metrics: {revenue: {type: mean}}
            experiment:
              key: checkout
              feature: one-page-checkout
              variants: [{key: control, weight: 0.5, control: true}, {key: one-page, weight: 0.5}]
              start: 2026-11-01T00:00:00Z
              end: 2026-11-30T00:00:00Z
              data: {aggregates: {file: daily.csv}}
            """;
    private static final String REPORT = """
            at,variant,metric,n,mean,variance
            7,control,revenue,100000,1.00,1
            7,one-page,revenue,100000,1.05,1
            14,control,revenue,200000,1.00,1
            14,one-page,revenue,200000,1.05,1
            """;

    private static DynamoDbLocal database;

    @TempDir
    private Path folder;

    private EmbeddedAws aws;
    private Endpoint endpoint;

    @BeforeAll
    static void startDatabase() throws IOException {
        database = DynamoDbLocal.start(Run.HOME.resolve("local/dynamodb-local/target/lib"));
    }

    @AfterAll
    static void endDatabase() {
        database.close();
    }

    @BeforeEach
    void open() throws IOException {
        EmbeddedOptions options = EmbeddedOptions.of(
                        TEMPLATE, folder.resolve("lake"), Run.HOME.resolve("local/dynamodb-local/target/lib"))
                .withStart(NOW);
        aws = EmbeddedAws.startOn(database, options);
        endpoint = aws.listen();
    }

    @AfterEach
    void close() {
        endpoint.close();
        aws.close();
    }

    private Run northstar(Object... arguments) {
        List<Object> all = new java.util.ArrayList<>(List.of(arguments));
        all.add("--endpoint");
        all.add(endpoint.uri());
        return Run.of(all.toArray());
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void launch() throws IOException {
        written("daily.csv", REPORT);
        Run run = northstar("launch", written("checkout.yaml", DEFINITION), "--wait", "0");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        aws.settle();
        assertThat(aws.deadLetters()).isEmpty();
    }

    @Test
    void launch_newExperiment_registersItWithAllThatItNeedsAndSendsItsReports() throws IOException {
        launch();

        Run status = northstar("status", "--format", "json");

        assertThat(status.out())
                .contains("\"experiment\":\"checkout\"", "\"status\":\"RUNNING\"", "\"look\":2", "\"verdict\":\"SHIP\"")
                .contains("\"kind\":\"launched\"", "\"MeasureExperimentFailed\":0");
    }

    @Test
    void launch_sameFileAgain_saysNothingOnTheBus() throws IOException {
        launch();

        Run again = northstar("launch", folder.resolve("checkout.yaml"), "--wait", "0");

        assertThat(again.out()).startsWith("checkout is launched already, as it is.\n");
    }

    @Test
    void launch_runningExperimentWithAnotherDefinition_isRefused() throws IOException {
        launch();
        Path other = written("other.yaml", DEFINITION.replace("one-page-checkout", "other"));

        Run run = northstar("launch", other, "--wait", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("experiment checkout == running since 2026-11-01T00:00:00Z, must not be");
    }

    @Test
    void launch_metricThatNobodyDefines_isRefusedUnlessItIsDeployed() throws IOException {
        Path alone = written(
                "alone.yaml",
                DEFINITION.substring(DEFINITION.indexOf("experiment:")).replace("checkout", "next"));

        Run before = northstar("launch", alone, "--wait", "0");
        launch();
        Run after = northstar("launch", alone, "--wait", "0");

        assertThat(before.exitCode()).isEqualTo(2);
        assertThat(before.err()).contains("experiment next", "northStar");
        assertThat(after).isEqualTo(new Run(0, "2 reports are sent.\nnext was sent.\n", ""));
    }

    @Test
    void launch_thatNobodyRegisters_saysSo() throws IOException {
        written("daily.csv", REPORT);

        Run run = northstar("launch", written("checkout.yaml", DEFINITION), "--wait", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("checkout was sent, and is not registered after 1 s");
    }

    @Test
    void rank_withoutFiles_printsTheStoredRanking() throws IOException {
        launch();

        Run json = northstar("rank", "--format", "json");
        Run table = northstar("rank");

        assertThat(Codec.ranking().read(json.out()))
                .isEqualTo(aws.stores().rankings().current("revenue").orElseThrow());
        assertThat(table.out()).contains("1 feature ranked by what each is worth on revenue", "one-page-checkout");
    }

    @Test
    void rank_withoutAnyEvaluation_isRefused() {
        Run run = northstar("rank");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("northstar-local: rankings == 0, must be at least 1");
    }

    @Test
    void stop_runningExperiment_isKeptWithItsReason() throws IOException {
        launch();

        Run stop = northstar("stop", "checkout", "--reason", "the budget is spent");
        aws.settle();

        assertThat(stop).isEqualTo(new Run(0, "checkout is stopped as of 2026-11-23T12:00:00Z.\n", ""));
        assertThat(northstar("status", "checkout").out()).contains("stopped: the budget is spent");
        assertThat(northstar("stop", "checkout", "--reason", "again").err()).contains("must run");
    }

    @Test
    void stop_unknownExperimentOrTime_isRefused() throws IOException {
        launch();

        assertThat(northstar("stop", "nothing", "--reason", "none"))
                .isEqualTo(new Run(2, "", "experiment == \"nothing\", must be one of checkout\n"));
        assertThat(northstar("stop", "checkout", "--reason", "none", "--at", "yesterday")
                        .exitCode())
                .isEqualTo(2);
        assertThat(northstar("stop", "checkout", "--reason", "none", "--at", "2026-10-01T00:00:00Z")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void ship_feature_isRankedAsShippedAndKeptWithTheDecision() throws IOException {
        launch();

        Run ship = northstar("ship", "one-page-checkout", "--why", "a clear win", "--by", "ana", "--rollout", "0.5");
        aws.settle();

        assertThat(ship.out())
                .isEqualTo(
                        "one-page-checkout is out as of 2026-11-23T12:00:00Z; the decision is kept with checkout.\n");
        assertThat(Codec.ranking()
                        .read(northstar("rank", "--format", "json").out())
                        .programme()
                        .shipped())
                .containsExactly("one-page-checkout");
        assertThat(northstar("status", "checkout").out())
                .contains("decided: ship one-page, by ana: a clear win", "shipped: one-page, to a share of 0.5");

        assertThat(northstar("ship", "one-page-checkout", "--back").exitCode()).isZero();
        aws.settle();
        assertThat(northstar("status", "checkout").out()).contains("rolled back");
    }

    @Test
    void ship_unknownFeatureOrVariant_isRefused() throws IOException {
        launch();

        assertThat(northstar("ship", "nothing").err())
                .isEqualTo("feature == \"nothing\", must be the feature of a launched experiment\n");
        assertThat(northstar("ship", "one-page-checkout/control").err())
                .isEqualTo("variant == \"control\", must be one of one-page\n");
    }

    private static String activities(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "{\"unit\": \"u%d\", \"event\": \"order\", \"id\": \"e%d\", \"at\": \"2026-11-20T10:00:00Z\"}"
                                .formatted(i % 50, i))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void send_files_arriveInTheLake() throws IOException {
        Path lines = written("orders.ndjson", activities(0, 95));
        Path compressed = folder.resolve("more.jsonl.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(activities(95, 100).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Path list = written("list.json", """
                [{"source": "shop", "detail-type": "Exposure", "time": "2026-11-20T09:00:00Z",
                  "detail": {"experiment": "checkout", "variant": "control", "unit": "u1", "at": "2026-11-20T09:00:00Z"}},
                 {"batch": [{"experiment": "checkout", "variant": "one-page", "unit": "u2", "at": "2026-11-20T09:00:00Z"}]}]
                """);

        Run run = northstar("send", lines, compressed, list);
        aws.settle();

        assertThat(run).isEqualTo(new Run(0, "102 events sent to northstar-embedded (100 Activity, 2 Exposure)\n", ""));
        try (var objects = Files.walk(folder.resolve("lake/manifests"))) {
            assertThat(objects.filter(Files::isRegularFile)).isNotEmpty();
        }
    }

    @Test
    void send_dryRun_validatesAlone() throws IOException {
        Run run = Run.of("send", written("orders.ndjson", activities(0, 3)), "--dry-run");

        assertThat(run).isEqualTo(new Run(0, "3 events (3 Activity): fine\n", ""));
    }

    @Test
    void send_anyMalformedLine_sendsNothingAndNamesEachWithItsPlace() throws IOException {
        Path file = written(
                "orders.ndjson",
                activities(0, 2) + "{\"unit\": \"u\", \"event\": \"order\"}\nno json\n{\"what\": 1}\n");

        Run run = northstar("send", file);
        aws.settle();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(file + ":3: ", file + ":4: ", file + ":5: detail-type == absent");
        assertThat(folder.resolve("lake/raw")).doesNotExist();
    }

    @Test
    void send_whatTheBusRefuses_isToldWithItsPlace() throws IOException {
        Path file = written("orders.ndjson", activities(0, 12));

        Run run = northstar("send", file, "--source", "aws.shop");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(file + ":1: NotAuthorizedForSource", file + ":12: ", "12 events refused by the bus");
        assertThat(run.out()).isEqualTo("0 events sent to northstar-embedded\n");
    }

    @Test
    void send_absentOrEmptyFile_isRefused() throws IOException {
        assertThat(northstar("send", folder.resolve("nothing.json")).err())
                .isEqualTo(folder.resolve("nothing.json") + " == absent, must be a file\n");
        assertThat(northstar("send", written("empty.ndjson", "\n")).err())
                .isEqualTo("events == 0, must be at least 1\n");
    }

    @Test
    void redrive_eventThatAFunctionDidNotGet_isHandedToItAgain() throws IOException {
        aws.setReachable("RegisterDefinition", false);
        written("daily.csv", REPORT);
        northstar("launch", written("checkout.yaml", DEFINITION), "--wait", "0");
        aws.settle();
        assertThat(aws.deadLetters()).extracting(DeadLetter::queue).contains("RegisterDefinitionUndelivered");
        aws.setReachable("RegisterDefinition", true);

        Run dry = northstar("redrive", "--dry-run");
        Run status = northstar("status");
        Run redrive = northstar("redrive", "--queues-only");
        aws.settle();

        assertThat(dry.err()).isEmpty();
        assertThat(dry.out())
                .contains(
                        "RegisterDefinitionUndelivered: 3 events for RegisterDefinition\n",
                        "3 × the target cannot be reached: ");
        assertThat(status.out()).contains("RegisterDefinitionUndelivered: 3 messages");
        assertThat(redrive.exitCode()).isZero();
        assertThat(redrive.out())
                .contains("RegisterDefinitionUndelivered: 3 events handed to RegisterDefinition again\n");
        assertThat(aws.deadLetters()).isEmpty();
        assertThat(northstar("status").out()).contains("checkout", "Win");
    }

    @Test
    void redrive_eventThatIsWrong_comesBackWithItsReason() throws IOException {
        Path wrong = written(
                "stopped.json",
                "{\"experiment\": \"checkout\", \"end\": \"2026-10-01T00:00:00Z\", \"definedAt\": \"2026-11-20T00:00:00Z\"}");
        launch();
        assertThat(northstar("send", wrong, "--type", "Experiment Changed").err())
                .isEmpty();
        aws.settle();

        Run redrive = northstar("redrive", "--queues-only");
        aws.settle();

        assertThat(redrive.out())
                .contains(
                        "RegisterDefinitionFailed: 1 event handed to RegisterDefinition again", "must be after start");
        assertThat(aws.deadLetters()).extracting(DeadLetter::queue).containsExactly("RegisterDefinitionFailed");
    }

    @Test
    void redrive_refusedLinesOfTheBucket_areTriedAgain() throws IOException {
        Path raw = written("orders.ndjson", activities(0, 3) + "{\"what\": 1}\n");
        aws.putObject("raw/orders.ndjson", raw);
        aws.settle();

        Run redrive = northstar("redrive");

        assertThat(redrive.err()).isEmpty();
        assertThat(redrive.out()).contains("raw/orders.ndjson: 0 of 1 refused record taken now");
    }

    @Test
    void redrive_nothing_saysSo() {
        assertThat(northstar("redrive")).isEqualTo(new Run(0, "Nothing waits to be tried again.\n", ""));
    }

    @Test
    void anyCommand_unknownStackOrEndpoint_isRefused() {
        assertThat(northstar("status", "--stage", "other").err())
                .startsWith("stack == \"northstar-other\", must be deployed in this account and region");
        assertThat(Run.of("status", "--endpoint", "nowhere").err())
                .startsWith("--endpoint == \"nowhere\", must be an address such as http://127.0.0.1:4566");
    }

    @Test
    void anyCommand_endpointThatDoesNotAnswer_saysSo() {
        endpoint.close();

        Run run = northstar("status");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("northstar: the endpoint does not answer");
    }
}
