package northstar.measurement;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.DataSource.AggregateColumns;
import northstar.domain.definition.DataSource.Missing;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;
import org.jspecify.annotations.Nullable;

/**
 * An experiment to measure by: its first metric is the North Star Metric, the others are indicators unless told
 * otherwise.
 */
final class Trial {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-03-15T00:00:00Z");

    private String key = "trial";
    private List<String> variants = List.of("control", "match");
    private final List<Metric> metrics = new ArrayList<>();
    private final List<String> exploratory = new ArrayList<>();
    private Covariates covariates = new Covariates.None();
    private ZoneId zone = ZoneOffset.UTC;
    private DataSource data = new DataSource.Units("users.csv", null, "arm", Map.of(), Missing.NONE);

    static Metric mean(String key, String column) {
        return mean(key, column, null);
    }

    static Metric mean(String key, String column, @Nullable Cap cap) {
        return new Metric.Mean(key, new Source.Column(column), Window.OPEN, Direction.UP, cap);
    }

    static Metric share(String key, String column) {
        return new Metric.Proportion(key, new Source.Column(column), Window.OPEN, Direction.UP);
    }

    static Metric ratio(String key, String numerator, String denominator) {
        return new Metric.Ratio(
                key, new Source.Column(numerator), new Source.Column(denominator), Window.OPEN, Direction.UP);
    }

    static Metric reported(String key) {
        return new Metric.Mean(key, new Source.Reported(), Window.OPEN, Direction.UP, null);
    }

    static Metric reportedShare(String key) {
        return new Metric.Proportion(key, new Source.Reported(), Window.OPEN, Direction.UP);
    }

    Trial key(String name) {
        key = name;
        return this;
    }

    Trial variants(String... keys) {
        variants = List.of(keys);
        return this;
    }

    Trial metrics(Metric... added) {
        metrics.addAll(List.of(added));
        return this;
    }

    Trial exploratory(Metric... added) {
        metrics.addAll(List.of(added));
        Stream.of(added).map(Metric::key).forEach(exploratory::add);
        return this;
    }

    Trial covariates(String... columns) {
        covariates = new Covariates.Columns(List.of(columns));
        return this;
    }

    Trial zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    Trial data(DataSource door) {
        data = door;
        return this;
    }

    Trial units(@Nullable String unit, Map<String, String> values, MissingMetric metric, String... missing) {
        return data(new DataSource.Units("users.csv", unit, "arm", values, new Missing(List.of(missing), metric)));
    }

    Trial aggregates(Map<String, String> where, AggregateColumns columns) {
        return data(new DataSource.Aggregates("daily.csv", where, columns));
    }

    PinnedExperiment pinned() {
        List<Variant> arms = variants.stream()
                .map(variant -> new Variant(variant, null, variant.equals(variants.getFirst())))
                .toList();
        String northStarMetric = metrics.getFirst().key();
        List<String> indicators = metrics.stream()
                .skip(1)
                .map(Metric::key)
                .filter(metric -> !exploratory.contains(metric))
                .toList();
        Analysis analysis = new Analysis(Analysis.Method.FIXED, 0.05, 0.8, null, Duration.ofDays(1), null, covariates);
        Experiment experiment = new Experiment(
                key,
                key,
                Notes.NONE,
                "user",
                arms,
                START,
                END,
                Duration.ofDays(1),
                zone,
                null,
                indicators,
                List.of(),
                exploratory,
                List.of(),
                0.01,
                analysis,
                1,
                null,
                null,
                null,
                data);
        NorthStar northStar = new NorthStar(
                "star", null, null, null, northStarMetric, null, List.of(), List.of(), List.of(), List.of());
        return new PinnedExperiment(
                new CurrentExperiment(experiment, 1, START, null), northStar, byKey(metrics), "hash");
    }

    private static SortedMap<String, Metric> byKey(Collection<Metric> metrics) {
        SortedMap<String, Metric> byKey = new TreeMap<>();
        metrics.forEach(metric -> byKey.put(metric.key(), metric));
        return byKey;
    }
}
