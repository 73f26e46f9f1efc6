package northstar.functions.register;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import northstar.domain.definition.PinnedExperiment;
import northstar.events.Message;
import northstar.runtime.Environment;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.InMemoryStores;
import northstar.storage.Revisioned;
import northstar.storage.Subject;
import northstar.surroundings.Surroundings;

/** The function with stores in memory, and the events that tests give it. */
final class Desk {
    static final String BUS_ARN = "arn:aws:events:eu-west-1:111122223333:event-bus/northstar";
    static final Instant BEFORE = Instant.parse("2026-09-15T00:00:00Z");

    static final String NORTH_STAR =
            "{\"northStar\": {\"key\": \"nights\", \"metric\": \"booked\"}, \"definedAt\": \"2026-09-01T00:00:00Z\"}";
    static final String METRICS =
            "{\"metrics\": {\"booked\": {\"type\": \"mean\"}}, \"definedAt\": \"2026-09-01T00:00:00Z\"}";
    static final String AGGREGATES = "{\"aggregates\": {}}";
    static final String UNITS = "{\"units\": {\"file\": \"users.csv\", \"variant\": \"group\"}}";
    static final String EVENTS = "{\"events\": {}}";

    private static final Environment ENVIRONMENT = Environment.from(Map.of(
            "NORTHSTAR_TABLE", "table",
            "NORTHSTAR_BUS", "northstar",
            "NORTHSTAR_BUS_ARN", BUS_ARN,
            "NORTHSTAR_SCHEDULE_GROUP", "looks",
            "NORTHSTAR_SCHEDULE_ROLE", "arn:aws:iam::111122223333:role/schedules",
            "NORTHSTAR_SCHEDULE_DEAD_LETTERS", "arn:aws:sqs:eu-west-1:111122223333:schedules"));

    final FakeScheduler scheduler = new FakeScheduler(this::now);
    final Surroundings surroundings =
            Surroundings.at(Instant.parse("2026-09-20T00:00:00Z")).with(scheduler);
    final InMemoryStores stores = new InMemoryStores();
    private final RegisterDefinitionHandler handler =
            new RegisterDefinitionHandler(surroundings, Wiring.of(stores, surroundings, ENVIRONMENT));
    private int events;

    /** A desk that knows the North Star and its metric. */
    static Desk withNorthStar() {
        Desk desk = new Desk();
        desk.send("North Star Defined", NORTH_STAR);
        desk.send("Metrics Defined", METRICS);
        return desk;
    }

    private Instant now() {
        return surroundings.now();
    }

    List<Message> send(String type, String detail) {
        events++;
        return send("e-" + events, type, detail);
    }

    List<Message> send(String id, String type, String detail) {
        return surroundings.deliver(handler, id, type, BEFORE, detail);
    }

    static String launch(String data) {
        return launch(data, "2026-10-01T00:00:00Z", "2026-09-15T00:00:00Z");
    }

    static String launch(String data, String start, String definedAt) {
        return """
                {"experiment": {"key": "search", "feature": "ranking", "start": "%s", "end": "2026-10-15T00:00:00Z",
                  "variants": [{"key": "control", "weight": 0.5, "control": true}, {"key": "ranked", "weight": 0.5}],
                  "analysis": {"method": "fixed", "covariates": "none"}, "data": %s},
                 "definedAt": "%s"}""".formatted(start, data, definedAt);
    }

    static String changed(String at, String what) {
        return "{\"experiment\": \"search\", \"definedAt\": \"%s\", %s}".formatted(at, what);
    }

    static String stop(String at) {
        return "{\"experiment\": \"search\", \"at\": \"%s\", \"reason\": \"slow pages\"}".formatted(at);
    }

    DefinitionStore definitions() {
        return stores.definitions();
    }

    int versions(Subject subject) {
        return definitions().history(subject).size();
    }

    int versions() {
        return versions(Subject.experiment("search"));
    }

    Optional<ExperimentState> state() {
        return definitions().experiment("search").map(Revisioned::value);
    }

    PinnedExperiment pinned() {
        return ((ExperimentState.Ready) state().orElseThrow()).experiment();
    }
}
