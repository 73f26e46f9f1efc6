package northstar.storage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.Direction;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.LookPlan;
import northstar.domain.evaluation.Provenance;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.QuantileSums;
import northstar.domain.moments.Segment;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;
import northstar.events.ContentHash;
import northstar.events.Message.ReportedRows;

/** Things to store. What differs between two of them is what their arguments say. */
public final class Samples {
    public static final String NORTH_STAR = "weekly-nights";
    public static final String DEFINITION = ContentHash.sha256("definition");

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private Samples() {}

    /** Returns the instant that lies some days after the start of all experiments. */
    public static Instant day(int days) {
        return START.plus(Duration.ofDays(days));
    }

    /** Returns lists of all the things, each at least once and at most three times, shuffled; printed by their seed. */
    public static <T> List<T> shuffledAndRepeated(List<T> things, long seed) {
        Random random = new Random(seed);
        List<T> all = new ArrayList<>(things);
        things.forEach(thing -> all.addAll(Collections.nCopies(random.nextInt(3), thing)));
        Collections.shuffle(all, random);
        return all;
    }

    public static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L, 4L, 5L);
    }

    public static Version metricVersion(int day, String column) {
        Metric metric = new Metric.Mean("nights", new Source.Column(column), Window.OPEN, Direction.UP, null);
        return version(new DefinitionEvent.MetricsDefined(Map.of("nights", metric), day(day)));
    }

    public static Version launched(String experiment, int day) {
        return version(new DefinitionEvent.ExperimentLaunched(experiment(experiment), day(day)));
    }

    public static Version stopped(String experiment, int day, String reason) {
        return version(new DefinitionEvent.ExperimentStopped(experiment, day(day), reason));
    }

    private static Version version(DefinitionEvent event) {
        return new Version(event, ContentHash.of(event));
    }

    public static Experiment experiment(String key) {
        return new Experiment(
                key,
                "feature-of-" + key,
                Notes.NONE,
                "user",
                List.of(new Variant("control", 0.5, true), new Variant("ranked", 0.5, false)),
                day(0),
                day(14),
                Duration.ofHours(24),
                ZoneOffset.UTC,
                NORTH_STAR,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0.01,
                new Analysis(Analysis.Method.ANYTIME, 0.05, 0.8, null, Duration.ofDays(1), null, new Covariates.None()),
                1,
                null,
                null,
                null,
                new DataSource.Aggregates(null, Map.of(), DataSource.AggregateColumns.DEFAULT));
    }

    public static PinnedExperiment pinned(String key, int version) {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        metrics.put("nights", new Metric.Mean("nights", new Source.Reported(), Window.OPEN, Direction.UP, null));
        NorthStar northStar =
                new NorthStar(NORTH_STAR, null, null, null, "nights", null, List.of(), List.of(), List.of(), List.of());
        return new PinnedExperiment(
                new CurrentExperiment(experiment(key), version, day(0), null), northStar, metrics, DEFINITION);
    }

    public static ReportedRows reported(String experiment, int day, String mean) {
        return part(experiment, day, 1, 1, row("control", "nights", "0.5"), row("ranked", "nights", mean));
    }

    public static ReportedRows part(String experiment, int day, int part, int parts, Row... rows) {
        return new ReportedRows(new AggregateReport(experiment, day(day), List.of(rows)), part, parts);
    }

    public static Row row(String variant, String metric, String mean) {
        return new Row(variant, metric, 1_000, new BigDecimal(mean), new BigDecimal("0.25"), null);
    }

    public static Measurement measurement(String experiment, int day, String... variants) {
        return measurement(experiment, DEFINITION, day, 1_000 + day, variants);
    }

    public static Measurement measurement(
            String experiment, String definition, int day, long units, String... variants) {
        SortedMap<String, Moments> moments = new TreeMap<>();
        for (String variant : variants) {
            moments.put(variant, Moments.of(units, Map.of("nights", metricMoments(units, new Random(units)))));
        }
        return new Measurement(experiment, day(day), definition, moments, 3, "duckdb");
    }

    /** Returns the measurement with a quantile metric, units exposed early, and units that are not mature. */
    public static Measurement seen(Measurement plain, long early, Immature... preview) {
        SortedMap<String, Moments> moments = new TreeMap<>();
        QuantileSums load =
                new QuantileSums(2, List.of(0.5, 2.0), 3, 5, List.of(1L, 3L), List.of(1L, 5L), List.of(2L, 5L));
        plain.variants()
                .forEach((variant, known) -> moments.put(
                        variant,
                        new Moments(
                                known.units(),
                                known.metrics(),
                                known.crosses(),
                                new TreeMap<>(Map.of("p95-load", load)))));
        return new Measurement(
                plain.experiment(),
                plain.at(),
                plain.definition(),
                moments,
                plain.multiplyExposedUnits(),
                plain.engine(),
                early,
                List.of(preview));
    }

    /** Returns the measurement split by platform: each segment has the moments of the whole. */
    public static Measurement split(Measurement plain, String... platforms) {
        return new Measurement(
                plain.experiment(),
                plain.at(),
                plain.definition(),
                plain.variants(),
                plain.multiplyExposedUnits(),
                plain.engine(),
                plain.earlyExposedUnits(),
                plain.preview(),
                segments(plain.variants(), platforms));
    }

    private static SortedMap<Segment, SortedMap<String, Moments>> segments(
            SortedMap<String, Moments> variants, String... platforms) {
        SortedMap<Segment, SortedMap<String, Moments>> segments = new TreeMap<>();
        for (String platform : platforms) {
            segments.put(new Segment("platform", platform), variants);
        }
        return segments;
    }

    /** Returns the cohort split by platform: each segment has the moments of the whole. */
    public static CohortMoments split(CohortMoments plain, String... platforms) {
        return new CohortMoments(
                plain.day(), plain.inputs(), plain.metrics(), plain.variants(), segments(plain.variants(), platforms));
    }

    /** Returns a measurement whose JSON cannot be deflated to much less: random digits for thousands of metrics. */
    public static Measurement largeMeasurement(String experiment, int day, int metrics, long seed, String... variants) {
        SortedMap<String, Moments> moments = new TreeMap<>();
        Random random = new Random(seed);
        for (String variant : variants) {
            SortedMap<String, MetricMoments> byMetric = new TreeMap<>();
            for (int i = 0; i < metrics; i++) {
                byMetric.put("metric-" + i, metricMoments(1_000_000, random));
            }
            moments.put(variant, Moments.of(1_000_000, byMetric));
        }
        return new Measurement(experiment, day(day), DEFINITION, moments, 0, "duckdb");
    }

    /** Returns a cohort whose moments are told by the number of its units. */
    public static CohortMoments cohort(int day, String inputs, long units, String... variants) {
        return new CohortMoments(
                LocalDate.parse("2026-10-01").plusDays(day),
                inputs,
                List.of("nights"),
                measurement("search", DEFINITION, day, units, variants).variants());
    }

    public static CohortMoments largeCohort(int day, int metrics, String... variants) {
        SortedMap<String, Moments> moments =
                largeMeasurement("search", day, metrics, day, variants).variants();
        List<String> keys =
                List.copyOf(moments.get(moments.firstKey()).metrics().keySet());
        return new CohortMoments(LocalDate.parse("2026-10-01").plusDays(day), "large", keys, moments);
    }

    private static MetricMoments metricMoments(long units, Random random) {
        PowerSums sums = new PowerSums(
                units, List.of(digits(random, 30)), List.of(digits(random, 60)), List.of(digits(random, 90)));
        return new MetricMoments(sums, List.of(), 0);
    }

    private static BigDecimal digits(Random random, int digits) {
        StringBuilder text = new StringBuilder("1");
        for (int i = 1; i < digits; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return new BigDecimal(text.append(".25").toString());
    }

    /** Returns a look whose content is told by its reason. */
    public static EvaluatedLook look(String experiment, int day, String reason) {
        return look(experiment, day, List.of(reason));
    }

    public static EvaluatedLook look(String experiment, int day, List<String> reasons) {
        Evaluation evaluation = new Evaluation(
                experiment,
                "feature-of-" + experiment,
                Status.RUNNING,
                day(day),
                1,
                false,
                Verdict.INCONCLUSIVE,
                List.of(new VariantVerdict("ranked", Verdict.INCONCLUSIVE, reasons)),
                new Health(
                        new Health.SampleRatio(
                                Map.of("control", 10L), null, null, null, null, Reason.ALLOCATION_UNKNOWN),
                        new Health.MultipleExposure(0, 0, true),
                        null,
                        List.of()),
                List.of(),
                List.of(),
                new Provenance(1, "moments", "duckdb", "0.1.0"),
                new LookPlan(
                        Method.GROUP_SEQUENTIAL,
                        0.05,
                        new LookPlan.Spending(ErrorSpending.USUAL, LookPlan.Clock.CALENDAR, 0.25, 0.0000147),
                        null),
                List.of());
        return new EvaluatedLook(
                evaluation, new SequentialState(day + 1, false, Map.of("ranked/nights/NORTH_STAR", running())));
    }

    private static SequentialState.Running running() {
        return new SequentialState.Running(
                new SequentialState.GroupSequential(List.of(new SequentialState.Analysis(0.25, 1 / 3.0, 0.2, 0))),
                null,
                new SequentialState.GroupSequential(List.of()));
    }

    public static VariantResult result(String experiment, String variant, double effect) {
        return result(NORTH_STAR, experiment, variant, effect);
    }

    public static VariantResult result(String northStar, String experiment, String variant, double effect) {
        return new VariantResult(
                northStar,
                experiment,
                "feature-of-" + experiment,
                variant,
                day(1),
                day(0),
                Status.RUNNING,
                Verdict.INCONCLUSIVE,
                new VariantResult.Measured(effect, 0.01, 1 + effect, 0.005),
                null,
                null,
                null,
                null,
                List.of());
    }

    public static Ranking ranking(long revision, double priorMean) {
        return new Ranking(
                day(1),
                NORTH_STAR,
                revision,
                new Ranking.Prior(priorMean, 0.01, 3),
                List.of(),
                List.of(),
                new Ranking.Programme(Ranking.Programme.Basis.VERDICT, List.of(), 0, 0, 0, 0, 0, null, null));
    }

    public static FeatureState shipped(String feature, String variant, int day) {
        return new FeatureState(feature, variant, day(day));
    }

    public static FeatureState rolledBack(String feature, int day) {
        return new FeatureState(feature, null, day(day));
    }
}
