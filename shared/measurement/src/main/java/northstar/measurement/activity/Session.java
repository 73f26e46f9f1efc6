package northstar.measurement.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Moments;
import northstar.domain.moments.QuantileSums;
import northstar.domain.moments.Segment;
import northstar.lake.Kind;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.EventPlan.PlannedMetric;
import northstar.measurement.activity.EventPlan.PlannedQuantile;
import northstar.measurement.activity.ExposureCounts.Count;
import northstar.measurement.activity.MomentSums.Part;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** One experiment's looks, step by step: who is in it, what they did, what is fixed, the sums. */
final class Session {
    private final Statements statements;
    private final LakeFiles files;
    private final PinnedExperiment pinned;
    private final Experiment experiment;
    private final EventPlan plan;
    private final Cohorts cohorts;
    private final List<Instant> times;
    private final UnitValues values;
    private final ExposedUnits exposed;
    private final ExposureCounts counts;
    private final Map<String, Integer> fixedAt = new HashMap<>();

    /**
     * Begins to measure.
     *
     * @param kept how many closed cohorts may be taken as they are kept
     */
    Session(DuckDb engine, LakeFiles files, PinnedExperiment pinned, Looks looks, EventPlan plan, int kept) {
        this(engine, files, pinned, looks, plan, plan, kept, null);
    }

    /** Begins to measure units that were not exposed. */
    Session(DuckDb engine, LakeFiles files, PinnedExperiment pinned, Looks looks, EventPlan plan, Entry entry) {
        this(engine, files, pinned, looks, plan, plan, 0, entry);
    }

    /**
     * Begins to measure.
     *
     * @param whole the experiment's plan, which says who is in
     * @param plan the part of it that is measured
     * @param kept how many closed cohorts may be taken as they are kept
     */
    Session(
            DuckDb engine,
            LakeFiles files,
            PinnedExperiment pinned,
            Looks looks,
            EventPlan whole,
            EventPlan plan,
            int kept) {
        this(engine, files, pinned, looks, whole, plan, kept, null);
    }

    private Session(
            DuckDb engine,
            LakeFiles files,
            PinnedExperiment pinned,
            Looks looks,
            EventPlan whole,
            EventPlan plan,
            int kept,
            @Nullable Entry entry) {
        this.files = files;
        this.pinned = pinned;
        experiment = pinned.experiment();
        this.plan = plan;
        statements = new Statements(engine, experiment.key());
        cohorts = Cohorts.of(experiment);
        times = looks.times();
        values = new UnitValues(plan, experiment.timeZone(), EventPlan.micros(experiment.end()));
        List<Long> closes = new ArrayList<>();
        for (int cohort = 0; cohort < cohorts.count(); cohort++) {
            closes.add(EventPlan.micros(cohorts.maturity(cohort, whole.windows().values())));
        }
        exposed = new ExposedUnits(statements, files, experiment, looks, closes, plan.segments(), kept, entry);
        counts = exposed.counts();
    }

    private static LocalDate utc(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Instant last() {
        return times.getLast();
    }

    /** Returns who is in. */
    ExposedUnits exposed() {
        return exposed;
    }

    ExposureCounts counts() {
        return counts;
    }

    Cohorts cohorts() {
        return cohorts;
    }

    EventPlan plan() {
        return plan;
    }

    /** Returns the cohorts that have units and are mature for some metric at the last look. */
    SortedSet<Integer> mature() {
        return mature(last(), plan.windows().values());
    }

    private SortedSet<Integer> mature(Instant at, Collection<@Nullable Long> windows) {
        SortedSet<Integer> mature = new TreeSet<>();
        for (int cohort : counts.cohorts()) {
            for (Long to : windows) {
                if (!cohorts.maturity(cohort, to).isAfter(at)) {
                    mature.add(cohort);
                }
            }
        }
        return mature;
    }

    /** Finds the days whose activities these cohorts need. */
    LakeFiles.Files activities(SortedSet<Integer> asked) {
        Instant from = cohorts.begin(asked.first());
        Instant first = (from.isBefore(experiment.start()) ? experiment.start() : from)
                .minus(plan.lookback(), ChronoUnit.MICROS);
        Instant reach =
                earlier(last(), cohorts.maturity(asked.last(), plan.windows().values()));
        LocalDate begin =
                values.readsAllHistory() ? files.first(Kind.ACTIVITIES).orElse(utc(first)) : utc(first);
        SortedSet<String> events = values.events();
        Instant history = cohorts.close(asked.last());
        return files.open(Kind.ACTIVITIES, begin, utc(reach.minusNanos(1)), day -> isNeeded(day, events, history));
    }

    /** Before an exposure any activity tells that the unit was there. */
    private boolean isNeeded(SealedDay day, SortedSet<String> events, Instant history) {
        boolean isHistory = plan.lookback() > 0 && !day.day().isAfter(utc(history));
        return isHistory || day.groups().stream().anyMatch(group -> events.contains(group.name()));
    }

    /** Computes the numbers of these cohorts' units. */
    void measure(SortedSet<Integer> asked, LakeFiles.Files activities) {
        statements.execute(measuring(asked, activities.paths()));
    }

    /** Returns the statement that does so. */
    String measuring(SortedSet<Integer> asked, List<String> paths) {
        ActivityQueries queries = new ActivityQueries(experiment, plan, values);
        return Functions.table(ActivityQueries.MEASURED, queries.measured(paths, asked, last()));
    }

    /** Fixes what can be fixed by now, at the earliest of the looks at which it could be. */
    FixedLevels fixed(FixedLevels known) {
        SortedMap<String, List<Double>> levels = new TreeMap<>(known.levels());
        plan.metrics().forEach((key, metric) -> {
            if (metric.cap() instanceof Cap.Quantile cap && !levels.containsKey(key)) {
                Integer look = firstWithEnough(metric.to());
                if (look != null) {
                    fix(
                            levels,
                            key,
                            look,
                            Levels.cap(metric, cap, mature(times.get(look), windowOf(metric.to())), look));
                }
            }
        });
        int place = 0;
        for (Map.Entry<String, PlannedQuantile> quantile : plan.quantiles().entrySet()) {
            Long to = quantile.getValue().span().to();
            Integer look = levels.containsKey(quantile.getKey()) ? null : firstWithEnough(to);
            if (look != null) {
                SortedSet<Integer> mature = mature(times.get(look), windowOf(to));
                fix(levels, quantile.getKey(), look, Levels.thresholds(place, quantile.getValue(), mature, look));
            }
            place++;
        }
        return new FixedLevels(levels);
    }

    private void fix(SortedMap<String, List<Double>> levels, String key, int look, Select<?> query) {
        List<Double> values = query(query, Levels::read);
        if (!values.isEmpty()) {
            levels.put(key, values);
            fixedAt.put(key, look);
        }
    }

    private static List<@Nullable Long> windowOf(@Nullable Long to) {
        List<@Nullable Long> windows = new ArrayList<>();
        windows.add(to);
        return windows;
    }

    /** Returns whether something will be fixed that is not yet. */
    boolean canFix(FixedLevels known) {
        boolean caps = plan.metrics().entrySet().stream()
                .anyMatch(metric ->
                        Levels.isPending(metric.getValue(), known.levels().containsKey(metric.getKey()))
                                && firstWithEnough(metric.getValue().to()) != null);
        return caps
                || plan.quantiles().entrySet().stream()
                        .anyMatch(quantile -> !known.levels().containsKey(quantile.getKey())
                                && firstWithEnough(quantile.getValue().span().to()) != null);
    }

    /** Returns the first look with 1,000 mature units in every arm, or the final look, or null. */
    private @Nullable Integer firstWithEnough(@Nullable Long to) {
        for (int look = 0; look < times.size(); look++) {
            SortedSet<Integer> mature = mature(times.get(look), windowOf(to));
            boolean isFinal = pinned.isFinal(times.get(look));
            if (!mature.isEmpty()
                    && (isFinal
                            || counts.smallestArm(
                                            mature, look, experiment.variants().size())
                                    >= Levels.ENOUGH_UNITS)) {
                return look;
            }
        }
        return null;
    }

    /** Returns the sums of what was measured. */
    Parts parts(FixedLevels fixed) {
        MomentSums sums = new MomentSums(plan, caps(fixed));
        Map<Part, Moments> parts = new LinkedHashMap<>();
        SortedMap<Segment, Map<Part, Moments>> segments = new TreeMap<>();
        if (!sums.isEmpty()) {
            MomentSums.Scaled scaled = query(sums.bounds(), sums::scaled);
            parts.putAll(query(scaled.query(), scaled::read));
            segments.putAll(segments(scaled));
        }
        int place = 0;
        for (String key : plan.quantiles().keySet()) {
            List<Double> thresholds = fixed.levels().get(key);
            if (thresholds != null) {
                query(QuantileSql.sums(place, thresholds), rows -> quantiles(rows, thresholds))
                        .forEach((part, quantile) -> parts.merge(part, of(key, quantile), Session::joined));
            }
            place++;
        }
        return new Parts(plan, cohorts, experiment.variants(), fixedAt, parts, segments);
    }

    private SortedMap<Segment, Map<Part, Moments>> segments(MomentSums.Scaled scaled) {
        SortedMap<Segment, Map<Part, Moments>> segments = new TreeMap<>();
        List<String> attributes = new ArrayList<>(plan.segments());
        if (plan.inactive() >= 0) {
            attributes.add(Segment.NEW_OR_RETURNING);
        }
        for (int s = 0; s < attributes.size(); s++) {
            String attribute = attributes.get(s);
            query(scaled.query(ExposureQueries.s(s)), scaled::readSplit)
                    .forEach((value, parts) -> segments.put(new Segment(attribute, value), parts));
        }
        return segments;
    }

    private static Moments of(String key, QuantileSums sums) {
        return new Moments(sums.units(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(Map.of(key, sums)));
    }

    /** The same units: what the one does not have, the other has. */
    private static Moments joined(Moments known, Moments quantile) {
        SortedMap<String, QuantileSums> quantiles = new TreeMap<>(known.quantiles());
        quantiles.putAll(quantile.quantiles());
        return new Moments(known.units(), known.metrics(), known.crosses(), quantiles, known.daily());
    }

    private static SequencedMap<Part, QuantileSums> quantiles(ResultSet rows, List<Double> thresholds)
            throws SQLException {
        SequencedMap<Part, QuantileSums> parts = new LinkedHashMap<>();
        while (rows.next()) {
            Part part = Part.read(rows);
            List<Long> below = new ArrayList<>();
            List<Long> squared = new ArrayList<>();
            List<Long> events = new ArrayList<>();
            for (int b = 0; b < thresholds.size(); b++) {
                below.add(rows.getLong(7 + 3 * b));
                squared.add(rows.getLong(8 + 3 * b));
                events.add(rows.getLong(9 + 3 * b));
            }
            parts.put(
                    part,
                    new QuantileSums(
                            rows.getLong(4), thresholds, rows.getLong(5), rows.getLong(6), below, squared, events));
        }
        return parts;
    }

    Map<String, Double> caps(FixedLevels fixed) {
        Map<String, Double> caps = new HashMap<>();
        plan.caps().forEach((key, own) -> {
            List<Double> levels = fixed.levels().get(key);
            switch (own) {
                case Cap.Value cap -> caps.put(key, cap.value());
                case Cap.Quantile _ when levels != null -> caps.put(key, levels.getFirst());
                case Cap.Quantile _ -> {}
            }
        });
        return caps;
    }

    /** Returns what is seen at the last look of units that are not mature for a metric. */
    List<Immature> preview() {
        List<Immature> preview = new ArrayList<>();
        for (Map.Entry<String, PlannedMetric> metric : plan.metrics().entrySet()) {
            SortedSet<Integer> immature = new TreeSet<>(counts.cohorts());
            immature.removeAll(mature(last(), windowOf(metric.getValue().to())));
            if (!immature.isEmpty()) {
                preview.addAll(query(
                        Previews.of(metric.getValue(), immature, times.size() - 1),
                        rows -> Previews.read(rows, metric.getKey(), metric.getValue(), experiment.variants())));
            }
        }
        return preview;
    }

    /** Returns the cohorts that have units and are not mature for every metric at the last look. */
    SortedSet<Integer> immature() {
        SortedSet<Integer> immature = new TreeSet<>();
        for (int cohort : counts.cohorts()) {
            if (cohorts.maturity(cohort, plan.windows().values()).isAfter(last())) {
                immature.add(cohort);
            }
        }
        return immature;
    }

    /**
     * Returns for each mature cohort the hash of all that its moments follow from, in order.
     *
     * @param signatures what tells the units of cohorts
     */
    SequencedMap<Integer, String> inputs(FixedLevels fixed, Map<Integer, String> signatures) {
        SequencedMap<Integer, String> inputs = new LinkedHashMap<>();
        SortedSet<Integer> mature = mature();
        if (mature.isEmpty()) {
            return inputs;
        }
        Instant earliest = cohorts.begin(mature.first()).minus(plan.lookback(), ChronoUnit.MICROS);
        LocalDate from = values.readsAllHistory() ? files.first(Kind.ACTIVITIES).orElse(utc(earliest)) : utc(earliest);
        CohortInputs of = new CohortInputs(
                experiment, plan, cohorts, values, files.manifests(Kind.ACTIVITIES, from, utc(last())));
        for (int cohort : mature) {
            inputs.put(cohort, of.hash(cohort, last(), signatures.getOrDefault(cohort, ""), fixed));
        }
        return inputs;
    }

    /** Returns how many units each variant has at a look, and how many had met two by then. */
    Count count(int look) {
        return counts.at(look, experiment.variants());
    }

    <T> T query(Select<?> query, DuckDb.Reader<T> reader) {
        return statements.query(query, reader);
    }
}
