package northstar.functions.measure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.PowerSums;
import northstar.events.Codec;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.lake.FolderLake;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.Landed;
import northstar.lake.Landing;
import northstar.lake.RawReader;
import northstar.lake.engine.DuckDb;
import northstar.runtime.Environment;
import northstar.storage.ExperimentState;
import northstar.storage.InMemoryStores;
import northstar.storage.Revisioned;
import northstar.storage.Stores;
import northstar.storage.Subject;
import northstar.surroundings.Surroundings;

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

    private static final DuckDb.Limits LIMITS =
            new DuckDb.Limits(128, 1, Path.of(System.getProperty("java.io.tmpdir")));

    final FakeBucket bucket = new FakeBucket();
    final Surroundings surroundings =
            Surroundings.at(Instant.parse("2026-09-20T00:00:00Z")).with(bucket);
    final InMemoryStores stores = new InMemoryStores();
    final Lake lake;
    private MeasureExperimentHandler handler;

    /** Makes a laboratory with an empty lake. */
    Laboratory() {
        this(Path.of("target", "no-lake"));
    }

    /** Makes a laboratory with a lake in a folder. */
    Laboratory(Path folder) {
        lake = new FolderLake(folder);
        handler = handler(stores);
    }

    private MeasureExperimentHandler handler(Stores used) {
        SealLeases leases = new SealLeases(used.leases(), surroundings.clock(), new SplittableRandom(1), length -> {});
        return new MeasureExperimentHandler(
                surroundings, Wiring.of(used, lake, leases, LIMITS, surroundings, ENVIRONMENT));
    }

    /** Goes on as a new instance of the function, with stores that may fail. */
    void restart(Stores used) {
        handler = handler(used);
    }

    /** Puts lines under a key of {@code raw/} and lands them; says so as the function that does so says it. */
    List<Message> land(Instant at, String key, String lines) {
        lake.put(key, lines.getBytes(StandardCharsets.UTF_8));
        Landed landed =
                new Landing(LIMITS, lake, name -> new RawReader()).land(key).orElseThrow();
        String detail = Messages.write(new Message.EventsLanded(
                landed.object(),
                landed.manifest(),
                at,
                landed.read(),
                landed.taken(),
                landed.refused(),
                landed.duplicates(),
                days(landed, Kind.EXPOSURES),
                days(landed, Kind.ACTIVITIES)));
        return surroundings.deliver(handler, "e-2", "Events Landed", at, detail);
    }

    private static List<LocalDate> days(Landed landed, Kind kind) {
        return landed.parts().stream()
                .filter(part -> part.kind() == kind)
                .map(Landed.Part::day)
                .distinct()
                .sorted()
                .toList();
    }

    FakeBucket bucket() {
        return bucket;
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
        stores.definitions()
                .append(
                        Subject.experiment("search"),
                        new CurrentExperiment.Version(
                                new DefinitionEvent.ExperimentLaunched(experiment, START),
                                ContentHash.of(northStar, all)));
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
