package northstar.functions.evaluate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.Measurement;
import northstar.events.Codec;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.runtime.Environment;
import northstar.storage.ExperimentState;
import northstar.storage.InMemoryStores;
import northstar.storage.Looks;
import northstar.storage.Revisioned;
import northstar.surroundings.Surroundings;

/** The function with stores in memory, and an experiment that may be looked at any time in the first half of October. */
final class Clinic {
    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    static final int END = 14;

    private static final Environment ENVIRONMENT =
            Environment.from(Map.of("NORTHSTAR_TABLE", "table", "NORTHSTAR_BUS", "northstar"));

    final Surroundings surroundings = Surroundings.at(Instant.parse("2026-09-20T00:00:00Z"));
    final InMemoryStores stores = new InMemoryStores();
    private final EvaluateExperimentHandler handler =
            new EvaluateExperimentHandler(surroundings, Wiring.of(stores, surroundings, ENVIRONMENT));

    /** A clinic that knows the experiment. */
    static Clinic ofDefined() {
        Clinic clinic = new Clinic();
        clinic.define("up");
        return clinic;
    }

    static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    /** Defines the experiment, or defines it anew; another direction of its metric makes it another definition. */
    PinnedExperiment define(String direction) {
        Experiment experiment = Codec.experiment().read("""
                {"key": "search", "feature": "ranking", "start": "2026-10-01T00:00:00Z", "end": "2026-10-15T00:00:00Z",
                 "variants": [{"key": "control", "weight": 0.5, "control": true}, {"key": "ranked", "weight": 0.5}],
                 "northStar": "nights", "analysis": {"method": "anytime", "covariates": "none"},
                 "data": {"aggregates": {}}}""");
        NorthStar northStar = Codec.northStar().read("{\"key\": \"nights\", \"metric\": \"booked\"}");
        SortedMap<String, Metric> metrics = new TreeMap<>(
                Codec.metrics().read("{\"booked\": {\"type\": \"mean\", \"direction\": \"%s\"}}".formatted(direction)));
        PinnedExperiment pinned = new PinnedExperiment(
                new CurrentExperiment(experiment, 1, START, null),
                northStar,
                metrics,
                ContentHash.of(northStar, metrics));
        Optional<Revisioned<ExperimentState>> before = stores.definitions().experiment("search");
        stores.definitions()
                .replaceExperiment(
                        "search", before.map(Revisioned::revision).orElse(0L), new ExperimentState.Ready(pinned));
        return pinned;
    }

    PinnedExperiment pinned() {
        ExperimentState state =
                stores.definitions().experiment("search").orElseThrow().value();
        return ((ExperimentState.Ready) state).experiment();
    }

    /** Stores what a look sees: both arms' units, and the treatment's mean beside the control's 1. */
    Message.ExperimentMeasured measure(int day, long control, long ranked, String mean) {
        AggregateReport report = new AggregateReport(
                "search", day(day), List.of(row("control", control, "1"), row("ranked", ranked, mean)));
        Measurement measurement = report.measured(pinned());
        stores.measurements().put(measurement, day);
        return new Message.ExperimentMeasured("search", day(day), day >= END, ContentHash.of(measurement));
    }

    private static AggregateReport.Row row(String variant, long n, String mean) {
        return new AggregateReport.Row(variant, "booked", n, new BigDecimal(mean), BigDecimal.ONE, null);
    }

    List<Message> evaluate(Message.ExperimentMeasured measured) {
        return surroundings.deliver(handler, "e-1", "Experiment Measured", START, Messages.write(measured));
    }

    /** Stores what a look sees and evaluates it. */
    List<Message> look(int day, long n, String mean) {
        return evaluate(measure(day, n, n, mean));
    }

    List<Message> send(String type, String detail) {
        return surroundings.deliver(handler, "e-1", type, START, detail);
    }

    /** Returns the stored looks in the order of time. */
    List<EvaluatedLook> stored() {
        Looks looks = stores.evaluations().looks("search");
        return new ArrayList<>(stores.evaluations().from(looks, START));
    }

    Evaluation last() {
        return stored().getLast().evaluation();
    }
}
