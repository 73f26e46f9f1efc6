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
import northstar.measurement.TableRefusedException;
import northstar.measurement.activity.EventPlan.PlannedMetric;
import northstar.measurement.activity.EventPlan.PlannedQuantile;
import northstar.measurement.activity.ExposureCounts.Count;
import northstar.measurement.activity.MomentSums.Part;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** One experiment's looks, step by step: who is in it, what they did, what is fixed, the sums. */
final class Session {
    private final DuckDb engine;
    private final LakeFiles files;
    private final PinnedExperiment pinned;
    private final Experiment experiment;
    private final EventPlan plan;
    private final Cohorts cohorts;
    private final List<Instant> times;
    private final UnitValues values;
    private final LakeFiles.Files exposures;
    private final Looks looks;
    private final List<Long> closes = new ArrayList<>();
    private final ExposureCounts counts;
    private final Map<Integer, Long> early;
    private final Map<String, Integer> fixedAt = new HashMap<>();

    Session(DuckDb engine, LakeFiles files, PinnedExperiment pinned, Looks looks) {
        this(engine, files, pinned, looks, EventPlan.of(pinned));
    }

    private Session(DuckDb engine, LakeFiles files, PinnedExperiment pinned, Looks looks, EventPlan plan) {
        this(engine, files, pinned, looks, plan, plan);
    }

    /**
     * Begins to measure.
     *
     * @param whole the experiment's plan, which says who is in
     * @param plan the part of it that is measured
     */
    Session(DuckDb engine, LakeFiles files, PinnedExperiment pinned, Looks looks, EventPlan whole, EventPlan plan) {
        this.engine = engine;
        this.files = files;
        this.pinned = pinned;
        experiment = pinned.experiment();
        this.plan = plan;
        this.looks = looks;
        cohorts = Cohorts.of(experiment);
        times = looks.times();
        values = new UnitValues(plan, experiment.timeZone(), EventPlan.micros(experiment.end()));
        for (int cohort = 0; cohort < cohorts.count(); cohort++) {
            closes.add(EventPlan.micros(cohorts.maturity(cohort, whole.windows().values())));
        }
        LocalDate start = utc(experiment.start());
        exposures = files.open(Kind.EXPOSURES, start, utc(until()), this::isExposed);
        if (exposures.paths().isEmpty()) {
            counts = ExposureCounts.NONE;
            early = Map.of();
            return;
        }
        ExposureQueries queries = queries(exposures.paths());
        queries.statements().forEach(this::execute);
        counts = query(queries.counts(), ExposureCounts::read);
        early = early(queries, start);
    }

    private Instant until() {
        return earlier(last(), experiment.end());
    }

    ExposureQueries queries(List<String> paths) {
        return new ExposureQueries(experiment, cohorts, paths, until(), looks, closes, plan.segments());
    }

    private Map<Integer, Long> early(ExposureQueries queries, LocalDate start) {
        LocalDate first = files.first(Kind.EXPOSURES).orElse(start);
        LakeFiles.Files earlier = files.open(Kind.EXPOSURES, first, start, this::isExposed);
        return earlier.paths().isEmpty()
                ? Map.of()
                : query(queries.early(earlier.paths()), rows -> {
                    Map<Integer, Long> units = new HashMap<>();
                    while (rows.next()) {
                        units.put(rows.getInt(1), rows.getLong(2));
                    }
                    return units;
                });
    }

    private boolean isExposed(SealedDay day) {
        return day.groups().stream().anyMatch(group -> group.name().equals(experiment.key()));
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

    ExposureCounts counts() {
        return counts;
    }

    /** Returns how many of the units that a look sees were exposed before the start too. */
    long early(int look) {
        return early.entrySet().stream()
                .filter(units -> units.getKey() <= look)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Returns the days of exposures that were read. */
    LakeFiles.Files exposures() {
        return exposures;
    }

    /** Reads the exposures to variants that the definition does not name. */
    <T> List<T> unknown(DuckDb.Reader<List<T>> reader) {
        return exposures.paths().isEmpty()
                ? List.of()
                : query(queries(exposures.paths()).unknown(), reader);
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
        execute(measuring(asked, activities.paths()));
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
        return new Moments(known.units(), known.metrics(), known.crosses(), quantiles);
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
        plan.metrics().forEach((key, metric) -> {
            List<Double> levels = fixed.levels().get(key);
            switch (metric.cap()) {
                case Cap.Value cap -> caps.put(key, cap.value());
                case Cap.Quantile _ when levels != null -> caps.put(key, levels.getFirst());
                case Cap.Quantile _ -> {}
                case null -> {}
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

    /** Returns for each mature cohort the hash of all that its moments follow from, in order. */
    SequencedMap<Integer, String> inputs(FixedLevels fixed) {
        Map<Integer, String> signatures = signatures();
        SequencedMap<Integer, String> inputs = new LinkedHashMap<>();
        SortedSet<Integer> mature = mature();
        if (mature.isEmpty()) {
            return inputs;
        }
        Instant earliest = cohorts.begin(mature.first()).minus(plan.lookback(), ChronoUnit.MICROS);
        LocalDate from = values.readsAllHistory() ? files.first(Kind.ACTIVITIES).orElse(utc(earliest)) : utc(earliest);
        CohortInputs of = new CohortInputs(plan, cohorts, values, files.manifests(Kind.ACTIVITIES, from, utc(last())));
        for (int cohort : mature) {
            inputs.put(cohort, of.hash(cohort, last(), signatures.getOrDefault(cohort, ""), fixed));
        }
        return inputs;
    }

    private Map<Integer, String> signatures() {
        return query(
                ExposureQueries.signatures(times.size() - 1, plan.segments().size()), rows -> {
                    Map<Integer, String> signatures = new HashMap<>();
                    while (rows.next()) {
                        signatures.put(rows.getInt(1), rows.getLong(2) + " " + rows.getString(3));
                    }
                    return signatures;
                });
    }

    /** Returns how many units each variant has at a look, and how many had met two by then. */
    Count count(int look) {
        return counts.at(look, experiment.variants());
    }

    private void execute(String sql) {
        try {
            engine.execute(sql);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    <T> T query(Select<?> query, DuckDb.Reader<T> reader) {
        try {
            return engine.query(Functions.SQL.renderInlined(query), reader);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /** Returns what to say instead of the engine's own message, which may quote what units did. */
    private RuntimeException translated(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Out of Memory")) {
            return new IllegalStateException(experiment.key() + ": memory == more than "
                    + engine.limits().memoryMebibytes() + " MiB, must be less");
        }
        if (message.startsWith("Conversion Error") || message.startsWith("Out of Range")) {
            return TableRefusedException.overflow(
                    experiment.key(), "a value or a sum == too large", "below 1e26: cap the metric or change its unit");
        }
        String kind = message.replaceFirst("(?s)[^A-Za-z ].*", "");
        return new IllegalStateException(experiment.key() + ": the SQL engine stops with " + kind);
    }
}
