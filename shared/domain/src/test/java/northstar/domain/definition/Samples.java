package northstar.domain.definition;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Definitions that tests start from. */
public final class Samples {
    public static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    public static final Instant END = Instant.parse("2026-10-15T00:00:00Z");
    private static final DataSource AGGREGATES =
            new DataSource.Aggregates(null, Map.of(), DataSource.AggregateColumns.DEFAULT);

    private Samples() {}

    public static Experiment experiment(Analysis.Method method, DataSource data, Variant... variants) {
        return experiment(
                new Analysis(method, 0.05, 0.8, null, Duration.ofDays(1), null, new Covariates.None()), data, variants);
    }

    static Experiment experiment(Analysis analysis, DataSource data, Variant... variants) {
        return new Experiment(
                "search-ranking-v2",
                "search-ranking",
                Notes.NONE,
                "user",
                List.of(variants),
                START,
                END,
                Duration.ofHours(24),
                ZoneOffset.UTC,
                "nights",
                List.of("searches"),
                List.of(new Guardrail("load", 0.02)),
                List.of("visits"),
                List.of(),
                0.01,
                analysis,
                0.4,
                3.0,
                null,
                null,
                data);
    }

    public static Experiment experiment(Variant... variants) {
        return experiment(Analysis.Method.FIXED, AGGREGATES, variants);
    }

    public static Experiment halves(Analysis.Method method) {
        return experiment(method, AGGREGATES, new Variant("control", 0.5, true), new Variant("ranked", 0.5, false));
    }

    static Experiment halves(Analysis analysis) {
        return experiment(analysis, AGGREGATES, new Variant("control", 0.5, true), new Variant("ranked", 0.5, false));
    }

    public static Experiment halves() {
        return halves(Analysis.Method.FIXED);
    }

    public static NorthStar northStar(Guardrail... guardrails) {
        return new NorthStar(
                "nights",
                null,
                null,
                null,
                "nights-booked",
                null,
                List.of(),
                List.of(),
                List.of(guardrails),
                List.of());
    }

    public static Metric mean(String key, @Nullable Duration window) {
        return new Metric.Mean(key, new Source.Reported(), new Window(Duration.ZERO, window), Direction.UP, null);
    }

    public static PinnedExperiment pinned(Experiment experiment, NorthStar northStar) {
        TreeMap<String, Metric> metrics = new TreeMap<>();
        PinnedExperiment.metricKeys(experiment, northStar)
                .forEach(key -> metrics.put(key, mean(key, Duration.ofDays(7))));
        CurrentExperiment current = new CurrentExperiment(experiment, 1, START, null);
        return new PinnedExperiment(current, northStar, metrics, "hash");
    }
}
