package northstar.measurement.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.EventPlan.PlannedMetric;
import northstar.measurement.activity.Explanation.CapInForce;
import northstar.measurement.activity.Explanation.Cohort;
import northstar.measurement.activity.Explanation.DaysRead;
import northstar.measurement.activity.Explanation.Statement;
import northstar.measurement.activity.Explanation.Unknown;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Measures one metric once more, and keeps what it sees on the way. */
final class Explainer {
    private static final List<String> EXPOSURES = List.of("events/exposures/dt=*/*.parquet");
    private static final List<String> ACTIVITIES = List.of("events/activities/dt=*/*.parquet");

    private final DuckDb engine;
    private final LakeFiles files;
    private final PinnedExperiment pinned;
    private final List<Variant> variants;
    private final String key;
    private final EventPlan whole;
    private final EventPlan plan;

    Explainer(DuckDb engine, LakeFiles files, PinnedExperiment pinned, String key) {
        this.engine = engine;
        this.files = files;
        this.pinned = pinned;
        this.variants = pinned.experiment().variants();
        this.key = key;
        whole = EventPlan.of(pinned);
        plan = whole.only(key);
    }

    /** Explains a look that earlier ones went before. */
    Explanation at(Instant at) {
        FixedLevels fixed = fixed(at);
        Session session = new Session(engine, files, pinned, Looks.single(at), whole, plan, 0);
        SortedSet<Integer> all = session.counts().cohorts();
        LakeFiles.Files activities =
                all.isEmpty() ? new LakeFiles.Files(List.of(), List.of()) : session.activities(all);
        SequencedMap<Integer, SortedMap<String, Moments>> moments = new LinkedHashMap<>();
        SortedSet<Integer> mature = session.mature();
        List<Statement> statements = new ArrayList<>(whoIsIn(session));
        if (!all.isEmpty()) {
            session.measure(all, activities);
            statements.add(
                    new Statement("What each unit did", shortened(session.measuring(all, ACTIVITIES), activities)));
            sums(session, fixed).ifPresent(statements::add);
            Parts parts = session.parts(fixed);
            mature.forEach(cohort -> moments.put(cohort, parts.of(cohort, at, 0)));
        }
        return new Explanation(
                pinned.metric(key),
                at,
                statements,
                session.count(0).units(),
                session.count(0).crossed(),
                session.exposed().early(0),
                session.exposed().unknown(Explainer::unknown),
                cap(session, fixed, mature),
                isPending(fixed),
                cohorts(session, moments),
                Parts.sum(moments.values()),
                read(session.exposed().files()),
                read(activities));
    }

    private static List<Statement> whoIsIn(Session session) {
        List<String> purposes = List.of(
                "The first exposure of each unit in the test window", "Units that met several variants", "Who is in");
        List<String> statements = session.exposed().queries(EXPOSURES).statements();
        return IntStream.range(0, statements.size())
                .mapToObj(i -> new Statement(
                        purposes.get(i),
                        shortened(statements.get(i), session.exposed().files())))
                .toList();
    }

    private Optional<Statement> sums(Session session, FixedLevels fixed) {
        MomentSums sums = new MomentSums(plan, session.caps(fixed));
        if (sums.isEmpty()) {
            return Optional.empty();
        }
        MomentSums.Scaled scaled = session.query(sums.bounds(), sums::scaled);
        return Optional.of(new Statement("The sums by day and variant", Functions.SQL.renderInlined(scaled.query())));
    }

    /** Says how many days the pattern stands for. */
    private static String shortened(String sql, LakeFiles.Files read) {
        String end = "], hive_partitioning = false)";
        return sql.replace(end, end + " /* " + read.days().size() + " days */");
    }

    /** What was fixed at this look or an earlier one. */
    private FixedLevels fixed(Instant at) {
        if (!isPending(FixedLevels.NONE)) {
            return FixedLevels.NONE;
        }
        Session session = new Session(engine, files, pinned, Looks.until(pinned, at), whole, plan, 0);
        SortedSet<Integer> all = session.counts().cohorts();
        if (all.isEmpty()) {
            return FixedLevels.NONE;
        }
        session.measure(all, session.activities(all));
        return session.fixed(FixedLevels.NONE);
    }

    private boolean isPending(FixedLevels fixed) {
        boolean isFixed = fixed.levels().containsKey(key);
        PlannedMetric metric = plan.metrics().get(key);
        return metric == null ? !isFixed : Levels.isPending(metric, isFixed);
    }

    private @Nullable CapInForce cap(Session session, FixedLevels fixed, SortedSet<Integer> mature) {
        PlannedMetric metric = plan.metrics().get(key);
        Double cap = session.caps(fixed).get(key);
        if (metric == null || cap == null) {
            return null;
        }
        SortedMap<String, Long> above = new TreeMap<>();
        variants.forEach(variant -> above.put(variant.key(), 0L));
        if (!mature.isEmpty()) {
            Select<?> query = Levels.above(metric, cap, mature, 0);
            above.putAll(session.query(query, this::byVariant));
        }
        return new CapInForce(cap, above);
    }

    private Map<String, Long> byVariant(ResultSet rows) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        while (rows.next()) {
            counts.put(variants.get(rows.getInt(1)).key(), rows.getLong(2));
        }
        return counts;
    }

    private static List<Unknown> unknown(ResultSet rows) throws SQLException {
        List<Unknown> unknown = new ArrayList<>();
        while (rows.next()) {
            unknown.add(new Unknown(rows.getString(1), rows.getLong(2), rows.getLong(3)));
        }
        return unknown;
    }

    private List<Cohort> cohorts(Session session, SequencedMap<Integer, SortedMap<String, Moments>> mature) {
        List<Cohort> cohorts = new ArrayList<>();
        for (int cohort : session.counts().cohorts()) {
            SortedMap<String, Moments> moments = mature.get(cohort);
            SortedMap<String, Double> levels = new TreeMap<>();
            if (moments != null) {
                moments.forEach((variant, sums) -> {
                    MetricMoments metric = sums.metrics().get(key);
                    Double level = metric == null ? null : Explanation.level(metric);
                    if (level != null) {
                        levels.put(variant, level);
                    }
                });
            }
            cohorts.add(new Cohort(
                    session.cohorts().day(cohort),
                    moments != null,
                    session.counts().units(cohort, 0, variants),
                    levels));
        }
        return cohorts;
    }

    private static DaysRead read(LakeFiles.Files read) {
        return new DaysRead(
                read.days().size(),
                read.days().stream().mapToLong(SealedDay::rows).sum(),
                read.days().stream().mapToLong(SealedDay::duplicates).sum(),
                read.days().stream().mapToLong(SealedDay::conflicts).sum());
    }
}
