package northstar.measurement.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import northstar.domain.Arguments;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.lake.Kind;
import northstar.lake.SealedDays;
import northstar.lake.engine.DuckDb;
import northstar.measurement.UnitTable;
import northstar.measurement.activity.ExposureCounts.Count;
import org.jspecify.annotations.Nullable;

/**
 * Measures experiments whose data are exposures and activities in the lake (METHODS 0.2a).
 *
 * <p>Every number is exact or rounded by a rule that knows the cohort alone, so that a cohort gives the same digits whenever
 * and with whatever others it is measured. Memory does not grow with the number of units beyond what the engine spills. Not
 * thread-safe.
 */
public final class LakeMeasurement {
    /** Numbers of a unit that one pass works out besides the days since exposure: what is open at a time has to fit in memory. */
    private static final int MOST_BESIDE_DAYS = 16;

    private final DuckDb engine;
    private final SealedDays days;

    /** Measures with an engine what lies in a lake. */
    public LakeMeasurement(DuckDb engine, SealedDays days) {
        this.engine = engine;
        this.days = days;
    }

    /**
     * A look, and what to keep for the next one.
     *
     * @param measurement what the look sees
     * @param cohorts all mature cohorts, in order of their days
     * @param measured the days of those that were measured for this look, because they were not known or have changed
     * @param fixed what is fixed from now on
     */
    public record Look(
            Measurement measurement, List<CohortMoments> cohorts, List<LocalDate> measured, FixedLevels fixed) {
        public Look {
            cohorts = List.copyOf(cohorts);
            measured = List.copyOf(measured);
        }
    }

    /**
     * Measures all looks of an experiment up to a time in one pass, as if each had been made when it was due.
     *
     * @return one measurement for each look, in time order
     * @throws IllegalArgumentException if a metric names no event, or a sum overflows
     */
    public List<Measurement> replay(PinnedExperiment pinned, Instant asOf) {
        Looks looks = Looks.until(pinned, asOf);
        List<Instant> times = looks.times();
        if (times.isEmpty()) {
            return List.of();
        }
        try (LakeFiles files = new LakeFiles(days)) {
            boolean isOver = pinned.isFinal(times.getLast());
            EventPlan plan = EventPlan.of(pinned);
            if (!isOver) {
                return replay(pinned, new Session(engine, files, pinned, looks, plan, 0), times)
                        .measurements();
            }
            if (plan.variables().size() <= MOST_BESIDE_DAYS
                    && EventPlan.days(pinned).size() == 1) {
                EventPlan whole = EventPlan.ofFinalLook(pinned);
                return replay(pinned, new Session(engine, files, pinned, looks, whole, 0), times)
                        .measurements();
            }
            Replay replay = replay(pinned, new Session(engine, files, pinned, looks, plan, 0), times);
            List<Measurement> measurements = new ArrayList<>(replay.measurements());
            measurements.add(withDays(measurements.removeLast(), files, pinned, times.getLast(), replay.fixed()));
            return List.copyOf(measurements);
        }
    }

    /**
     * All looks.
     *
     * @param measurements one for each
     * @param fixed what was fixed at one of them
     */
    private record Replay(List<Measurement> measurements, FixedLevels fixed) {}

    private static Replay replay(PinnedExperiment pinned, Session session, List<Instant> times) {
        SortedSet<Integer> all = session.counts().cohorts();
        List<Measurement> measurements = new ArrayList<>();
        if (all.isEmpty()) {
            times.forEach(at ->
                    measurements.add(measurement(pinned, at, session, measurements.size(), List.of(), List.of())));
            return new Replay(measurements, FixedLevels.NONE);
        }
        session.measure(all, session.activities(all));
        FixedLevels fixed = session.fixed(FixedLevels.NONE);
        Parts parts = session.parts(fixed);
        for (int look = 0; look < times.size(); look++) {
            Instant at = times.get(look);
            List<CohortMoments> cohorts = new ArrayList<>();
            for (int cohort : all) {
                cohorts.add(cohort(session, parts, cohort, "", at, look));
            }
            List<Immature> preview = look == times.size() - 1 ? session.preview() : List.of();
            measurements.add(measurement(pinned, at, session, look, cohorts, preview));
        }
        return new Replay(measurements, fixed);
    }

    /**
     * Measures units as if they had taken part in an experiment before it begins.
     *
     * @param pinned the experiment
     * @param until where the lake ends; what is done from then on is not looked at
     * @param event what brings a unit in, or null for anything that it does
     * @return empty if the lake does not reach back far enough
     * @throws IllegalArgumentException if a metric names no event, or a sum overflows
     */
    public Optional<History> history(PinnedExperiment pinned, Instant until, @Nullable String event) {
        try (LakeFiles files = new LakeFiles(days)) {
            Optional<PinnedExperiment> past = files.first(Kind.ACTIVITIES)
                    .flatMap(first -> History.past(
                            pinned, first.atStartOfDay(ZoneOffset.UTC).toInstant(), until));
            if (past.isEmpty()) {
                return Optional.empty();
            }
            Instant last = past.get().finalLook();
            Session session = new Session(
                    engine, files, past.get(), Looks.single(last), EventPlan.of(past.get()), new Entry(event));
            Measurement measurement =
                    replay(past.get(), session, List.of(last)).measurements().getFirst();
            List<Long> cumulative = new ArrayList<>();
            for (int cohort = 0; cohort < session.cohorts().count(); cohort++) {
                long units = session.counts().of(cohort).stream()
                        .mapToLong(ExposureCounts.Row::units)
                        .sum();
                cumulative.add((cumulative.isEmpty() ? 0 : cumulative.getLast()) + units);
            }
            Experiment experiment = past.get().experiment();
            return Optional.of(new History(experiment.start(), experiment.end(), measurement, cumulative));
        }
    }

    /**
     * Measures one look, and of its cohorts only those that have changed.
     *
     * @param at the look's time
     * @param kept cohorts that were measured for an earlier look by the same definition
     * @param fixed what was fixed at an earlier look
     * @throws IllegalArgumentException if a metric names no event, or a sum overflows
     */
    public Look look(PinnedExperiment pinned, Instant at, List<CohortMoments> kept, FixedLevels fixed) {
        try (LakeFiles files = new LakeFiles(days)) {
            Looks looks = Looks.single(at);
            EventPlan plan = EventPlan.of(pinned);
            Look look = new Increment(most -> new Session(engine, files, pinned, looks, plan, most), pinned, at, kept)
                    .look(fixed);
            return pinned.isFinal(at)
                    ? new Look(
                            withDays(look.measurement(), files, pinned, at, look.fixed()),
                            look.cohorts(),
                            look.measured(),
                            look.fixed())
                    : look;
        }
    }

    /** Adds what the units of all cohorts did on each day since their exposure, in as many passes as memory asks for. */
    private Measurement withDays(
            Measurement measurement, LakeFiles files, PinnedExperiment pinned, Instant at, FixedLevels fixed) {
        EventPlan whole = EventPlan.of(pinned);
        SortedMap<String, Moments> daily = new TreeMap<>();
        for (EventPlan days : EventPlan.days(pinned)) {
            Session session = new Session(engine, files, pinned, Looks.single(at), whole, days, 0);
            daily(session, fixed, at)
                    .forEach((variant, moments) -> daily.merge(variant, moments, LakeMeasurement::both));
        }
        return withDaily(measurement, daily);
    }

    private static Moments both(Moments first, Moments second) {
        SortedMap<String, PowerSums> daily = new TreeMap<>(first.daily());
        daily.putAll(second.daily());
        return first.withDaily(daily);
    }

    private static SortedMap<String, Moments> daily(Session session, FixedLevels fixed, Instant at) {
        SortedSet<Integer> mature = session.mature();
        if (mature.isEmpty()) {
            return new TreeMap<>();
        }
        session.measure(mature, session.activities(mature));
        Parts parts = session.parts(fixed);
        return Parts.sum(mature.stream().map(cohort -> parts.of(cohort, at, 0)).toList());
    }

    private static Measurement withDaily(Measurement measurement, SortedMap<String, Moments> daily) {
        SortedMap<String, Moments> variants = new TreeMap<>(measurement.variants());
        daily.forEach((variant, moments) ->
                variants.computeIfPresent(variant, (_, known) -> known.withDaily(moments.daily())));
        return measurement.withVariants(variants);
    }

    /**
     * Explains what the last look up to a time sees of one metric.
     *
     * @param key the metric, one that the experiment uses
     * @throws IllegalArgumentException if the experiment does not use it or has had no look, a metric names no event, or a sum
     *     overflows
     */
    public Explanation explain(PinnedExperiment pinned, String key, Instant asOf) {
        List<Instant> times = Looks.until(pinned, asOf).times();
        if (times.isEmpty()) {
            throw Arguments.refusal("asOf", asOf, "at or after the first look");
        }
        if (!PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar())
                .contains(key)) {
            throw Arguments.refusal(
                    "metric",
                    Arguments.quoted(key),
                    "used by experiment " + pinned.experiment().key());
        }
        try (LakeFiles files = new LakeFiles(days)) {
            return new Explainer(engine, files, pinned, key).at(times.getLast());
        }
    }

    /** A look on top of what is kept. */
    private static final class Increment {
        private final IntFunction<Session> sessions;
        private final PinnedExperiment pinned;
        private final Instant at;
        private final Map<LocalDate, CohortMoments> kept = new LinkedHashMap<>();
        private Session session;

        /**
         * Begins a look.
         *
         * @param sessions begins to measure, with so many cohorts taken as they are kept at most
         */
        Increment(IntFunction<Session> sessions, PinnedExperiment pinned, Instant at, List<CohortMoments> kept) {
            this.sessions = sessions;
            this.pinned = pinned;
            this.at = at;
            kept.forEach(cohort -> this.kept.put(cohort.day(), cohort));
            // Cohorts whose moments are not kept are to be measured, and their exposures read.
            session = sessions.apply(kept.stream()
                    .map(CohortMoments::day)
                    .max(LocalDate::compareTo)
                    .map(day -> Cohorts.of(pinned.experiment()).place(day) + 1)
                    .orElse(0));
        }

        Look look(FixedLevels known) {
            boolean isFixing = session.canFix(known);
            if (isFixing) {
                reach(session.counts().cohorts());
                measure(session.counts().cohorts());
            }
            FixedLevels fixed = isFixing ? session.fixed(known) : known;
            Map<Integer, String> signatures = session.exposed().signatures();
            SequencedMap<Integer, String> inputs = session.inputs(fixed, signatures);
            SortedSet<Integer> changed = changed(inputs);
            SortedSet<Integer> immature = session.immature();
            SortedSet<Integer> asked = new TreeSet<>(changed);
            asked.addAll(immature);
            if (reach(asked)) {
                return look(known);
            }
            session.exposed().keep(signatures);
            if (!isFixing) {
                measure(asked);
            }
            List<CohortMoments> cohorts = cohorts(inputs, changed, changed.isEmpty() ? null : session.parts(fixed));
            List<Immature> preview = immature.isEmpty() ? List.of() : session.preview();
            return new Look(
                    measurement(pinned, at, session, 0, cohorts, preview),
                    cohorts,
                    changed.stream().map(session.cohorts()::day).toList(),
                    fixed);
        }

        /** Has the exposures of these cohorts read, if they were not; returns whether who is in was found out anew. */
        private boolean reach(SortedSet<Integer> asked) {
            if (asked.isEmpty() || asked.first() >= session.exposed().kept()) {
                return false;
            }
            session = sessions.apply(asked.first());
            return true;
        }

        private void measure(SortedSet<Integer> asked) {
            if (!asked.isEmpty()) {
                session.measure(asked, session.activities(asked));
            }
        }

        private List<CohortMoments> cohorts(
                SequencedMap<Integer, String> inputs, SortedSet<Integer> changed, @Nullable Parts parts) {
            List<CohortMoments> cohorts = new ArrayList<>();
            inputs.forEach((cohort, input) -> {
                LocalDate day = session.cohorts().day(cohort);
                CohortMoments old = kept.get(day);
                if (parts != null && changed.contains(cohort)) {
                    cohorts.add(cohort(session, parts, cohort, input, at, 0));
                } else if (old != null) {
                    cohorts.add(old);
                }
            });
            return cohorts;
        }

        private SortedSet<Integer> changed(SequencedMap<Integer, String> inputs) {
            SortedSet<Integer> changed = new TreeSet<>();
            inputs.forEach((cohort, input) -> {
                CohortMoments old = kept.get(session.cohorts().day(cohort));
                if (old == null || !old.inputs().equals(input)) {
                    changed.add(cohort);
                }
            });
            return changed;
        }
    }

    private static CohortMoments cohort(Session session, Parts parts, int cohort, String inputs, Instant at, int look) {
        return new CohortMoments(
                session.cohorts().day(cohort),
                inputs,
                parts.mature(cohort, at),
                parts.of(cohort, at, look),
                parts.segments(cohort, at, look));
    }

    private static Measurement measurement(
            PinnedExperiment pinned,
            Instant at,
            Session session,
            int look,
            List<CohortMoments> cohorts,
            List<Immature> preview) {
        Count count = session.count(look);
        SortedMap<String, Moments> mature =
                Parts.sum(cohorts.stream().map(CohortMoments::variants).toList());
        SortedMap<String, Moments> variants = new TreeMap<>();
        count.units().forEach((variant, units) -> {
            Moments moments = mature.get(variant);
            variants.put(
                    variant,
                    moments == null
                            ? Moments.of(units, Map.of())
                            : new Moments(
                                    units,
                                    moments.metrics(),
                                    moments.crosses(),
                                    moments.quantiles(),
                                    pinned.isFinal(at) ? moments.daily() : new TreeMap<>()));
        });
        return new Measurement(
                pinned.experiment().key(),
                at,
                pinned.hash(),
                variants,
                count.crossed(),
                UnitTable.ENGINE,
                session.exposed().early(look),
                preview,
                Parts.sumOfSegments(cohorts.stream()
                        .filter(cohort -> !cohort.metrics().isEmpty())
                        .map(CohortMoments::segments)
                        .toList()));
    }
}
