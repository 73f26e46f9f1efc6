package northstar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import northstar.embedded.account.Account;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.delivery.DeliveryMode;
import northstar.embedded.template.LambdaFunction;
import northstar.embedded.template.SamTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each function may do what it does, and nothing else. */
class LeastPrivilegeTest {
    /** Without listing S3 answers "forbidden" instead of "absent" to who asks for an object that is not there. */
    private static final Map<String, Set<String>> NEEDED_UNSEEN = Map.of("LandEvents", Set.of("s3:ListBucket"));

    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

    private static TimedEvent event(String type, String detail) {
        return new TimedEvent(type, "growth", detail, NOW);
    }

    private static TimedEvent launch(String key, String data, Instant start) {
        return event("Experiment Launched", """
                {"experiment": {"key": "%s", "feature": "f", "start": "%s", "end": "%s",
                 "variants": [{"key": "control", "control": true}, {"key": "b"}],
                 "analysis": {"method": "fixed"}, "data": %s}}""".formatted(key, start, start.plus(Duration.ofDays(2)), data));
    }

    private static void unitsDoor(EmbeddedAws aws, Path lake) throws IOException {
        aws.send(event("North Star Defined", "{\"northStar\": {\"key\": \"star\", \"metric\": \"nights\"}}"));
        aws.send(event("Metrics Defined", "{\"metrics\": {\"nights\": {\"type\": \"mean\", \"column\": \"n\"}}}"));
        String units = "{\"units\": {\"file\": \"u.csv\", \"variant\": \"group\"}}";
        aws.send(launch("past", units, NOW.minus(Duration.ofDays(9))));
        aws.send(launch("coming", units, NOW));
        aws.send(event("Experiment Changed", "{\"experiment\": \"coming\", \"effort\": 2}"));
        Path file = Files.createTempFile(lake.getParent(), "u", ".csv");
        Files.writeString(file, "group,n\ncontrol,1\ncontrol,2\nb,2\nb,4\n");
        aws.putObject("units/past/u.csv", file);
        aws.settle();
        aws.send(event(
                "Experiment Stopped",
                "{\"experiment\": \"coming\", \"at\": \"2026-10-01T12:00:00Z\", \"reason\": \"over\"}"));
        aws.advanceTo(NOW.plus(Duration.ofDays(3)));
    }

    private static void eventsDoor(EmbeddedAws aws) {
        aws.send(event("Metrics Defined", "{\"metrics\": {\"nights\": {\"type\": \"mean\", \"event\": \"booked\"}}}"));
        aws.send(launch("running", "{\"events\": {}}", NOW.plus(Duration.ofDays(30))));
        aws.settle();
        aws.send(event(
                "Experiment Stopped",
                "{\"experiment\": \"running\", \"at\": \"2026-11-01T00:00:00Z\", \"reason\": \"over\"}"));
        aws.settle();
        finalLookTwice(aws);
    }

    /** A look at the lake, and another one because of something late: a day is sealed anew. */
    private static void finalLookTwice(EmbeddedAws aws) {
        aws.send(event(
                "Exposure",
                "{\"experiment\": \"landed\", \"variant\": \"b\", \"unit\": \"u\", \"at\": \"2026-09-22T00:00:00Z\"}"));
        for (String id : List.of("1", "2")) {
            aws.send(event(
                    "Activity",
                    "{\"unit\": \"u\", \"event\": \"booked\", \"at\": \"2026-09-22T01:00:00Z\", \"id\": \"" + id
                            + "\"}"));
            aws.settle();
            aws.send(launch("landed", "{\"events\": {}}", NOW.minus(Duration.ofDays(10))));
            aws.settle();
        }
    }

    /** Some is understood and some is not; the object is replaced by one that says something of another day. */
    private static void lakeDoor(EmbeddedAws aws, Path lake) throws IOException {
        aws.send(event(
                "Activity", "{\"unit\": \"u\", \"event\": \"e\", \"at\": \"2026-10-01T00:00:00Z\", \"id\": \"1\"}"));
        aws.send(event("Exposure", "{\"unit\": \"u\"}"));
        Path file = Files.createTempFile(lake.getParent(), "events", ".csv");
        for (String day : List.of("2026-10-01", "2026-10-02")) {
            Files.writeString(file, "unit,event,at,id\nu,e," + day + "T00:00:00Z,1\n");
            aws.putObject("imports/csv/events.csv", file);
            aws.settle();
        }
    }

    private static String report(String mean, String more) {
        return "{\"experiment\": \"reported\", \"at\": \"2026-10-02T00:00:00Z\"" + more
                + ", \"rows\": [{\"variant\": \"b\", \"metric\": \"nights\", \"n\": 9, \"mean\": " + mean
                + ", \"variance\": 1}]}";
    }

    private static void aggregatesDoor(EmbeddedAws aws) {
        aws.send(launch("reported", "{\"aggregates\": {}}", NOW));
        aws.send(event("Aggregates Reported", report("1", "")));
        aws.send(event("Aggregates Reported", report("2", "")));
        aws.send(event("Aggregates Reported", report("3", ", \"part\": 1, \"parts\": 2")));
        aws.settle();
    }

    /** A report that DynamoDB keeps in several items, of an experiment that nobody has defined; it comes twice. */
    private static void largeReport(EmbeddedAws aws, Path lake) throws IOException {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder();
        for (int variant = 0; variant < 50; variant++) {
            for (int metric = 0; metric < 600; metric++) {
                rows.append(rows.isEmpty() ? "" : ",")
                        .append("{\"variant\":\"v" + variant + "\",\"metric\":\"m" + metric + "\",\"n\":9,\"mean\":")
                        .append(random.nextDouble())
                        .append(",\"variance\":")
                        .append(random.nextDouble())
                        .append('}');
            }
        }
        Path file = Files.createTempFile(lake.getParent(), "huge", ".json");
        String head = "{\"experiment\": \"huge\", \"at\": \"2026-10-01T00:00:00Z\", ";
        Files.writeString(file, head + "\"rows\": [" + rows + "]}");
        aws.putObject("aggregates/huge.json", file);
        TimedEvent reported = event("Aggregates Reported", head + "\"s3Key\": \"aggregates/huge.json\"}");
        aws.send(reported);
        aws.send(reported);
        aws.settle();
    }

    private static void failures(EmbeddedAws aws) {
        aws.send(event("Metrics Defined", "{\"metrics\": {}}"));
        aws.send(event(
                "Aggregates Reported",
                "{\"experiment\": \"past\", \"at\": \"2026-10-01T00:00:00Z\", \"s3Key\": \"aggregates/none.json\"}"));
        aws.send(event("Aggregates Reported", "{\"experiment\": \"past\", \"at\": \"nonsense\", \"rows\": []}"));
        aws.send(
                event("Feature Shipped", "{\"feature\": \"f\", \"variant\": \"b\", \"at\": \"2026-10-01T00:00:00Z\"}"));
        aws.send(event("Feature Rolled Back", "{\"feature\": \"f\", \"at\": \"2026-10-02T00:00:00Z\"}"));
        aws.send(
                event(
                        "Decision Recorded",
                        "{\"experiment\": \"past\", \"at\": \"2026-10-02T00:00:00Z\", \"by\": \"ana\", \"decision\": \"ship\", \"why\": \"it won\"}"));
        aws.settle();
    }

    @Test
    void policyOfEachFunction_namesTheActionsThatItUses(@TempDir Path folder) throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        Path lake = Files.createDirectory(folder.resolve("lake"));
        try (EmbeddedAws aws = EmbeddedAws.start(
                Programme.options(lake).withMode(new DeliveryMode.TwiceShuffled(1, Duration.ofDays(2), Set.of())))) {
            aws.sendAll(Programme.stream(4));
            aws.settle();
            used.putAll(aws.recordedActions().byFunction());
        }
        try (EmbeddedAws aws = EmbeddedAws.start(Programme.options(lake).withStart(NOW))) {
            unitsDoor(aws, lake);
            aggregatesDoor(aws);
            largeReport(aws, lake);
            eventsDoor(aws);
            lakeDoor(aws, lake);
            failures(aws);
            aws.recordedActions()
                    .byFunction()
                    .forEach((function, actions) -> used.merge(function, actions, (one, other) -> {
                        Set<String> both = new TreeSet<>(one);
                        both.addAll(other);
                        return both;
                    }));
        }
        NEEDED_UNSEEN.forEach((function, actions) -> used.get(function).addAll(actions));

        List<LambdaFunction> functions = SamTemplate.read(Programme.HOME.resolve("template.yaml"), Account.names())
                .functions();
        Map<String, Set<String>> granted = new TreeMap<>();
        functions.forEach(function -> granted.put(function.logicalId(), new TreeSet<>(function.actions())));
        assertThat(granted).isEqualTo(used);
    }
}
