package northstar.measurement.activity;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.jspecify.annotations.Nullable;

/** An experiment on the lake: its first metric is the North Star Metric, the others are indicators. */
final class EventTrial {
    static final Instant START = Instant.parse("2026-03-06T00:00:00Z");

    private final List<Metric> metrics = new ArrayList<>();
    private Instant start = START;
    private Instant end = START.plus(Duration.ofDays(4));
    private ZoneId zone = ZoneOffset.UTC;
    private String unit = "user";
    private List<String> segments = List.of();
    private Covariates covariates = new Covariates.None();

    static Instant at(String time) {
        return Instant.parse(time);
    }

    /** A time so many hours after the start. */
    static Instant hour(double hours) {
        return START.plusMillis(Math.round(hours * 3_600_000));
    }

    static Exposure exposure(String unit, String variant, Instant at) {
        return new Exposure("trial", variant, unit, at, null);
    }

    static Activity activity(String unit, String event, Instant at, @Nullable Double value) {
        return activity(unit, event, at, value, null);
    }

    static Activity activity(
            String unit, String event, Instant at, @Nullable Double value, @Nullable String properties) {
        return new Activity(unit, event, at, unit + event + at + value, value, properties);
    }

    static Activities source(String event, @Nullable String value, Aggregate aggregate) {
        return new Activities(event, value, aggregate, Map.of(), Occurrence.EVERY);
    }

    static Activities where(String event, String property, Condition condition) {
        return new Activities(event, null, Aggregate.COUNT, Map.of(property, List.of(condition)), Occurrence.EVERY);
    }

    static Activities equal(String event, String property, Object value) {
        return where(event, property, new Condition.Equal(value instanceof Integer i ? new BigDecimal(i) : value));
    }

    static Window days(int to) {
        return new Window(Duration.ZERO, Duration.ofDays(to));
    }

    static Metric sum(String key, String event, Window window) {
        return new Metric.Mean(key, source(event, "value", Aggregate.SUM), window, Direction.UP, null);
    }

    static Metric capped(String key, String event, Window window, Cap cap) {
        return new Metric.Mean(key, source(event, "value", Aggregate.SUM), window, Direction.UP, cap);
    }

    static Metric count(String key, String event, Window window) {
        return new Metric.Mean(key, source(event, null, Aggregate.COUNT), window, Direction.UP, null);
    }

    static Metric counted(String key, Activities source, Window window) {
        return new Metric.Mean(key, source, window, Direction.UP, null);
    }

    EventTrial metrics(Metric... added) {
        metrics.addAll(List.of(added));
        return this;
    }

    EventTrial window(Instant from, Instant to) {
        start = from;
        end = to;
        return this;
    }

    EventTrial zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    EventTrial unit(String name) {
        unit = name;
        return this;
    }

    EventTrial lookback(Duration length) {
        covariates = new Covariates.Lookback(length);
        return this;
    }

    EventTrial segments(String... attributes) {
        segments = List.of(attributes);
        return this;
    }

    PinnedExperiment pinned() {
        List<Variant> arms = Stream.of("control", "treatment")
                .map(variant -> new Variant(variant, 0.5, variant.equals("control")))
                .toList();
        List<String> indicators = metrics.stream().skip(1).map(Metric::key).toList();
        Analysis analysis = new Analysis(Analysis.Method.FIXED, 0.05, 0.8, null, Duration.ofDays(1), null, covariates);
        Experiment experiment = new Experiment(
                "trial",
                "trial",
                Notes.NONE,
                unit,
                arms,
                start,
                end,
                Duration.ofHours(24),
                zone,
                null,
                indicators,
                List.of(),
                List.of(),
                segments,
                0.01,
                analysis,
                1,
                null,
                null,
                null,
                new DataSource.Events());
        NorthStar northStar = new NorthStar(
                "star", null, null, null, metrics.getFirst().key(), null, List.of(), List.of(), List.of(), List.of());
        SortedMap<String, Metric> byKey = new TreeMap<>();
        metrics.forEach(metric -> byKey.put(metric.key(), metric));
        return new PinnedExperiment(new CurrentExperiment(experiment, 1, start, null), northStar, byKey, "hash");
    }
}
