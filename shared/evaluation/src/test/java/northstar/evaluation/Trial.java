package northstar.evaluation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Direction;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.QuantileSums;
import org.jspecify.annotations.Nullable;

/** An experiment of two weeks on the metric {@code nights}, and the measurements that tests make of it. */
final class Trial {
    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    static final Instant END = Instant.parse("2026-10-15T00:00:00Z");

    private final List<Variant> variants = new ArrayList<>();
    private final List<String> indicators = new ArrayList<>();
    private final List<Guardrail> guardrails = new ArrayList<>();
    private final List<String> exploratory = new ArrayList<>();
    private final TreeMap<String, Metric> metrics = new TreeMap<>();
    private Method method = Method.FIXED;
    private @Nullable Instant stoppedAt;
    private @Nullable Double unitsPerYear;
    private @Nullable Long plannedUnits;
    private @Nullable Double mde;
    private double power = 0.8;
    private ErrorSpending spending = ErrorSpending.USUAL;
    private Duration looks = Duration.ofDays(1);
    private final List<CurrentExperiment.FormerEnd> formerEnds = new ArrayList<>();
    private double allocation = 1;
    private final List<CurrentExperiment.FormerAllocation> formerAllocations = new ArrayList<>();
    private DataSource data = new DataSource.Aggregates(null, Map.of(), DataSource.AggregateColumns.DEFAULT);

    private Trial() {
        metrics.put("nights", mean("nights", Direction.UP));
    }

    static Trial halves() {
        return new Trial().variant("control", 0.5).variant("ranked", 0.5);
    }

    static Trial thirds() {
        return new Trial().variant("control", 0.4).variant("a", 0.3).variant("b", 0.3);
    }

    static Trial fifths() {
        return new Trial().variant("control", 0.8).variant("ranked", 0.2);
    }

    static Trial unknownAllocation() {
        return new Trial().variant("control", null).variant("ranked", null);
    }

    private Trial variant(String key, @Nullable Double weight) {
        variants.add(new Variant(key, weight, key.equals("control")));
        return this;
    }

    Trial method(Method newMethod) {
        method = newMethod;
        return this;
    }

    Trial planned(long units) {
        plannedUnits = units;
        return this;
    }

    Trial mde(double effect) {
        mde = effect;
        return this;
    }

    Trial spending(ErrorSpending declared) {
        spending = declared;
        return this;
    }

    Trial power(double chance) {
        power = chance;
        return this;
    }

    /** The end was planned for another day until one day. */
    Trial endMoved(int from, int until) {
        formerEnds.add(new CurrentExperiment.FormerEnd(day(from), day(until)));
        return this;
    }

    /** The data come from the lake. */
    Trial events() {
        data = new DataSource.Events();
        return this;
    }

    Trial data(DataSource source) {
        data = source;
        return this;
    }

    Trial looks(Duration period) {
        looks = period;
        return this;
    }

    Trial northStarDown() {
        metrics.put("nights", mean("nights", Direction.DOWN));
        return this;
    }

    Trial northStar(Metric metric) {
        metrics.put("nights", metric);
        return this;
    }

    Trial indicator(String key) {
        indicators.add(key);
        metrics.put(key, mean(key, Direction.UP));
        return this;
    }

    Trial guardrail(String key, double margin, Direction direction) {
        guardrails.add(new Guardrail(key, margin));
        metrics.put(key, mean(key, direction));
        return this;
    }

    Trial guardrail(Metric metric, double margin) {
        guardrails.add(new Guardrail(metric.key(), margin));
        metrics.put(metric.key(), metric);
        return this;
    }

    Trial exploratory(String key) {
        exploratory.add(key);
        metrics.put(key, mean(key, Direction.UP));
        return this;
    }

    Trial stopped(Instant at) {
        stoppedAt = at;
        return this;
    }

    Trial reach(double units) {
        unitsPerYear = units;
        return this;
    }

    Trial allocation(double share) {
        allocation = share;
        return this;
    }

    /** So many of the units came in until a day. */
    Trial formerAllocation(double share, int until) {
        formerAllocations.add(new CurrentExperiment.FormerAllocation(share, day(until)));
        return this;
    }

    static Metric mean(String key, Direction direction) {
        return new Metric.Mean(key, new Source.Reported(), Window.OPEN, direction, null);
    }

    PinnedExperiment pinned() {
        Experiment experiment = new Experiment(
                "search-ranking-v2",
                "search-ranking",
                Notes.NONE,
                "user",
                variants,
                START,
                stoppedAt == null ? END : stoppedAt,
                Duration.ZERO,
                ZoneOffset.UTC,
                "star",
                indicators,
                guardrails,
                exploratory,
                List.of(),
                0.01,
                new Analysis(method, 0.05, power, mde, looks, plannedUnits, new Covariates.None(), spending),
                allocation,
                2.0,
                null,
                unitsPerYear,
                data);
        NorthStar northStar =
                new NorthStar("star", null, null, null, "nights", null, List.of(), List.of(), List.of(), List.of());
        CurrentExperiment current =
                new CurrentExperiment(experiment, 3, START, stoppedAt, formerEnds, formerAllocations);
        return new PinnedExperiment(current, northStar, metrics, "pin");
    }

    /** Returns the evaluation of a single look at the end. */
    Evaluation evaluate(Look look) {
        return replay(look.at(END)).getLast().evaluation();
    }

    List<EvaluatedLook> replay(Look... looks) {
        List<Measurement> measurements = new ArrayList<>();
        for (Look look : looks) {
            measurements.add(look.measurement());
        }
        return evaluator().replay(pinned(), measurements);
    }

    static Evaluator evaluator() {
        return new Evaluator("test", measurement -> "hash of " + measurement.at());
    }

    static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    /** What one look sees, put together arm by arm. */
    static final class Look {
        private final TreeMap<String, TreeMap<String, MetricMoments>> arms = new TreeMap<>();
        private Instant at = END;
        private final TreeMap<String, TreeMap<String, QuantileSums>> quantiles = new TreeMap<>();
        private final List<Immature> preview = new ArrayList<>();
        private long multiplyExposed;
        private long earlyExposed;

        static Look at(int day) {
            return new Look().at(day(day));
        }

        Look at(Instant time) {
            at = time;
            return this;
        }

        Look arm(String variant, String metric, long n, double mean, @Nullable Double variance) {
            PowerSums sums = PowerSums.ofReported(
                    n,
                    BigDecimal.valueOf(mean),
                    variance == null ? null : BigDecimal.valueOf(variance),
                    BigDecimal.ZERO);
            return arm(variant, metric, new MetricMoments(sums, List.of(), 0));
        }

        Look arm(String variant, String metric, MetricMoments moments) {
            arms.computeIfAbsent(variant, _ -> new TreeMap<>()).put(metric, moments);
            return this;
        }

        Look multiplyExposed(long units) {
            multiplyExposed = units;
            return this;
        }

        Look quantile(String variant, String metric, QuantileSums sums) {
            arms.computeIfAbsent(variant, _ -> new TreeMap<>());
            quantiles.computeIfAbsent(variant, _ -> new TreeMap<>()).put(metric, sums);
            return this;
        }

        Look earlyExposed(long units) {
            earlyExposed = units;
            return this;
        }

        Look immature(String variant, String metric, long n, @Nullable Double mean) {
            preview.add(new Immature(variant, metric, n, mean));
            return this;
        }

        private static long units(Map<String, MetricMoments> metrics, Map<String, QuantileSums> quantiles) {
            return LongStream.concat(
                            metrics.values().stream()
                                    .mapToLong(metric -> metric.sums().n()),
                            quantiles.values().stream().mapToLong(QuantileSums::units))
                    .max()
                    .orElse(0);
        }

        Measurement measurement() {
            TreeMap<String, Moments> variants = new TreeMap<>();
            arms.forEach((variant, byMetric) -> {
                TreeMap<String, QuantileSums> sums = quantiles.getOrDefault(variant, new TreeMap<>());
                variants.put(variant, new Moments(units(byMetric, sums), byMetric, new TreeMap<>(), sums));
            });
            return new Measurement(
                    "search-ranking-v2", at, "pin", variants, multiplyExposed, "reported", earlyExposed, preview);
        }
    }
}
