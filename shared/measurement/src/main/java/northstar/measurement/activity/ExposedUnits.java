package northstar.measurement.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Experiment;
import northstar.lake.Kind;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.ExposureCounts.Row;
import org.jspecify.annotations.Nullable;

/**
 * Who is in an experiment: the units of closed cohorts as they are kept, and those of the others in the table {@code exposed}.
 *
 * <p>Exposures are read from the first day on that is not kept.
 */
final class ExposedUnits {
    private final Statements statements;
    private final Experiment experiment;
    private final Cohorts cohorts;
    private final Looks looks;
    private final List<Long> closes;
    private final List<String> segments;
    private final ClosedCohorts closing;
    private final Instant until;
    private final @Nullable Entry entry;
    private final Opened opened;
    private final ExposureCounts counts;

    /** Of the units in {@code exposed}, those that were exposed before the start: by cohort, by looks that were over. */
    private final SortedMap<Integer, Map<Integer, Long>> early = new TreeMap<>();

    /**
     * What is read.
     *
     * @param days the days on which someone was exposed
     * @param closed cohorts that are kept, from the first one on
     * @param files the days from the first cohort on that is not kept
     * @param earlier the days before the test window
     */
    private record Opened(
            List<SealedDay> days, List<ClosedCohort> closed, LakeFiles.Files files, LakeFiles.Files earlier) {}

    /**
     * Finds out who is in.
     *
     * @param closes when each cohort is mature for all metrics, in microseconds
     * @param segments attributes that the units are split by
     * @param most how many cohorts may be taken as they are kept
     * @param entry what stands for exposures where there were none, or null
     */
    ExposedUnits(
            Statements statements,
            LakeFiles files,
            Experiment experiment,
            Looks looks,
            List<Long> closes,
            List<String> segments,
            int most,
            @Nullable Entry entry) {
        this.entry = entry;
        this.statements = statements;
        this.experiment = experiment;
        this.looks = looks;
        this.closes = closes;
        this.segments = segments;
        cohorts = Cohorts.of(experiment);
        Instant last = looks.times().getLast();
        until = last.isBefore(experiment.end()) ? last : experiment.end();
        closing = new ClosedCohorts(statements, files, experiment, cohorts, closes, segments);
        opened = entry == null ? open(files, Math.min(most, closing.closed(last))) : open(files, entry);
        List<Row> rows = new ArrayList<>();
        opened.closed().forEach(cohort -> rows.addAll(cohort.units()));
        if (!opened.files().paths().isEmpty()) {
            rows.addAll(read());
        }
        counts = new ExposureCounts(List.copyOf(rows));
    }

    private Opened open(LakeFiles files, int most) {
        for (int attempt = 1; attempt <= LakeFiles.ATTEMPTS; attempt++) {
            List<SealedDay> days = files.manifests(Kind.EXPOSURES, LocalDate.MIN, utc(until)).stream()
                    .filter(day -> day.table() != null && isExposed(day))
                    .toList();
            List<ClosedCohort> closed = closing.kept(days, most);
            LocalDate first = utc(from(closed.size()));
            LocalDate before = utc(experiment.start().minusNanos(1));
            Optional<LakeFiles.Files> open = files.open(
                    days.stream().filter(day -> !day.day().isBefore(first)).toList());
            Optional<LakeFiles.Files> earlier = files.open(
                    days.stream().filter(day -> !day.day().isAfter(before)).toList());
            if (open.isPresent() && earlier.isPresent()) {
                return new Opened(days, closed, open.get(), earlier.get());
            }
        }
        throw LakeFiles.restless();
    }

    private Opened open(LakeFiles files, Entry by) {
        LakeFiles.Files activities =
                files.open(Kind.ACTIVITIES, utc(experiment.start()), utc(until.minusNanos(1)), by::isOn);
        return new Opened(List.of(), List.of(), activities, new LakeFiles.Files(List.of(), List.of()));
    }

    private boolean isExposed(SealedDay day) {
        return day.groups().stream().anyMatch(group -> group.name().equals(experiment.key()));
    }

    private static LocalDate utc(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Returns when the first cohort that is not kept begins; after the last one that is nothing counts. */
    private Instant from(int closed) {
        Instant begin = closed < cohorts.count() ? cohorts.begin(closed) : experiment.end();
        return begin.isBefore(experiment.start()) ? experiment.start() : begin;
    }

    ExposureQueries queries(List<String> paths) {
        return new ExposureQueries(
                experiment, cohorts, paths, from(opened.closed().size()), until, looks, closes, segments, entry);
    }

    private List<Row> read() {
        ExposureQueries queries = queries(opened.files().paths());
        List<String> steps = queries.statements();
        statements.execute(steps.getFirst());
        closing.remove(opened.closed());
        steps.subList(1, steps.size()).forEach(statements::execute);
        if (!opened.earlier().paths().isEmpty()) {
            statements.query(queries.early(opened.earlier().paths()), rows -> {
                while (rows.next()) {
                    early.computeIfAbsent(rows.getInt(1), _ -> new HashMap<>()).put(rows.getInt(2), rows.getLong(3));
                }
                return early;
            });
        }
        return statements.query(queries.counts(), ExposureCounts::read).rows();
    }

    /** Returns how many cohorts are taken as they are kept; their units are not in {@code exposed}. */
    int kept() {
        return opened.closed().size();
    }

    ExposureCounts counts() {
        return counts;
    }

    /** Returns how many of the units that a look sees were exposed before the start too. */
    long early(int look) {
        long units = opened.closed().stream().mapToLong(ClosedCohort::early).sum();
        for (int cohort : early.keySet()) {
            units += early(cohort, look);
        }
        return units;
    }

    private long early(int cohort, int look) {
        return early.getOrDefault(cohort, Map.of()).entrySet().stream()
                .filter(seen -> seen.getKey() <= look)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Returns the days of exposures that were read. */
    LakeFiles.Files files() {
        return opened.files();
    }

    /** Reads the exposures to variants that the definition does not name. */
    <T> List<T> unknown(DuckDb.Reader<List<T>> reader) {
        return opened.files().paths().isEmpty()
                ? List.of()
                : statements.query(queries(opened.files().paths()).unknown(), reader);
    }

    /** Returns for each cohort what changes with its units, and with which of them the last look excludes. */
    Map<Integer, String> signatures() {
        Map<Integer, String> signatures = new HashMap<>();
        opened.closed().forEach(cohort -> signatures.put(cohort.cohort(), cohort.signature()));
        if (!opened.files().paths().isEmpty()) {
            int look = looks.times().size() - 1;
            signatures.putAll(statements.query(ExposureQueries.signatures(look, segments.size()), rows -> {
                Map<Integer, String> found = new HashMap<>();
                while (rows.next()) {
                    found.put(rows.getInt(1), rows.getLong(2) + " " + rows.getString(3));
                }
                return found;
            }));
        }
        return signatures;
    }

    /** Keeps the cohorts that are closed and not kept yet. Of a single look. */
    void keep(Map<Integer, String> signatures) {
        if (opened.files().paths().isEmpty()) {
            return;
        }
        for (int cohort = kept(); cohort < closing.closed(looks.times().getLast()); cohort++) {
            closing.keep(
                    cohort, opened.days(), counts.of(cohort), early(cohort, 0), signatures.getOrDefault(cohort, ""));
        }
    }
}
