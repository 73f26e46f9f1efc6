package northstar.functions.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.PowerSums;
import northstar.events.Codec;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.runtime.Environment;
import northstar.storage.ExperimentState;
import northstar.storage.InMemoryStores;
import northstar.storage.Revisioned;

/** The function with stores in memory, and an experiment with two metrics that runs for two weeks of October. */
final class Laboratory {
    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-10-15T00:00:00Z");
    static final Instant DAY_3 = START.plus(Duration.ofDays(3));
    static final String AGGREGATES = "{\"aggregates\": {}}";
    static final String UNITS = "{\"units\": {\"file\": \"users.csv\", \"unit\": \"user\", \"variant\": \"group\"}}";
    static final String EVENTS = "{\"events\": {}}";

    static final Environment ENVIRONMENT = Environment.from(
            Map.of("NORTHSTAR_TABLE", "table", "NORTHSTAR_BUS", "northstar", "NORTHSTAR_BUCKET", "lake"));

    final Surroundings surroundings = new Surroundings();
    final InMemoryStores stores = new InMemoryStores();
    private final MeasureExperimentHandler handler =
            new MeasureExperimentHandler(surroundings, Wiring.of(stores, surroundings, ENVIRONMENT));

    FakeBucket bucket() {
        return surroundings.bucket;
    }

    /** Defines the experiment, or defines it anew. */
    PinnedExperiment define(String data, String metrics) {
        Experiment experiment = Codec.experiment().read("""
                {"key": "search", "feature": "ranking", "start": "2026-10-01T00:00:00Z", "end": "2026-10-15T00:00:00Z",
                 "variants": [{"key": "control", "weight": 0.5, "control": true}, {"key": "ranked", "weight": 0.5}],
                 "northStar": "nights", "indicators": ["saved"],
                 "analysis": {"method": "fixed", "covariates": "none"}, "data": %s}""".formatted(data));
        NorthStar northStar = Codec.northStar().read("{\"key\": \"nights\", \"metric\": \"booked\"}");
        SortedMap<String, Metric> all = new TreeMap<>(Codec.metrics().read(metrics));
        PinnedExperiment pinned = new PinnedExperiment(
                new CurrentExperiment(experiment, 1, START, null), northStar, all, ContentHash.of(northStar, all));
        Optional<Revisioned<ExperimentState>> before = stores.definitions().experiment("search");
        stores.definitions()
                .replaceExperiment(
                        "search", before.map(Revisioned::revision).orElse(0L), new ExperimentState.Ready(pinned));
        return pinned;
    }

    PinnedExperiment defineAggregates() {
        return define(AGGREGATES, "{\"booked\": {\"type\": \"mean\"}, \"saved\": {\"type\": \"proportion\"}}");
    }

    PinnedExperiment defineUnits() {
        return define(
                UNITS,
                "{\"booked\": {\"type\": \"mean\", \"column\": \"nights\"}, \"saved\": {\"type\": \"proportion\", \"column\": \"saved\"}}");
    }

    List<Message> report(Instant reportedAt, String detail) {
        return surroundings.deliver(handler, "e-1", "Aggregates Reported", reportedAt, detail);
    }

    List<Message> due(Instant at) {
        return surroundings.deliver(
                handler, "e-1", "Evaluation Due", at, "{\"experiment\": \"search\", \"at\": \"%s\"}".formatted(at));
    }

    List<Message> created(Instant at, String key) {
        return surroundings.deliver(
                handler,
                "e-1",
                "Object Created",
                at,
                "{\"version\": \"0\", \"bucket\": {\"name\": \"lake\"}, \"object\": {\"key\": \"%s\", \"size\": 5}}"
                        .formatted(key));
    }

    List<Message> send(String type, String detail) {
        return surroundings.deliver(handler, "e-1", type, START, detail);
    }

    /** Returns a report of one row per variant. */
    static String rows(Instant at, double control, double ranked) {
        return """
                {"experiment": "search", "at": "%s", "rows": [%s, %s]}""".formatted(at, row("control", "booked", control), row("ranked", "booked", ranked));
    }

    static String row(String variant, String metric, double mean) {
        return "{\"variant\": \"%s\", \"metric\": \"%s\", \"n\": 100, \"mean\": %s, \"variance\": 0.25}"
                .formatted(variant, metric, mean);
    }

    Optional<Measurement> measurement(PinnedExperiment pinned, Instant at) {
        return stores.measurements().read("search", pinned.hash(), at);
    }

    double mean(PinnedExperiment pinned, Instant at, String variant, String metric) {
        PowerSums sums = Objects.requireNonNull(
                        measurement(pinned, at).orElseThrow().variants().get(variant))
                .metrics()
                .get(metric)
                .sums();
        return sums.mean(0);
    }
}
