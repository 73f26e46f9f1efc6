package northstar.measurement.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Variant;
import northstar.lake.Lake;
import northstar.lake.SealedDay;
import northstar.measurement.activity.ExposureCounts.Row;

/**
 * Keeps in the lake who was first exposed on days that are closed, so that looks read no exposures of those days again.
 *
 * <p>A cohort is two objects under {@code events/exposed/<experiment>/dt=<day>/}, called by the hash of all that they were made
 * from: the definition, and the exposures of all days up to the last one on which one of the cohort may have met another variant
 * in time. Whatever lands there changes the name, and so opens the cohort and all after it. First the names are written, then
 * the Parquet file, which makes the cohort known; then older ones are removed.
 *
 * <p>A name is 26 bits of an MD5 in the Parquet file, in order, and 63 more in the other one, behind which stands how many units
 * there are. The first bits are read whole and tell which units may have been seen; the others are read for these alone, eight
 * bytes each.
 */
final class ClosedCohorts {
    /** Raised when the same exposures would be kept otherwise. */
    private static final String VERSION = "1";

    private static final String FOLDER = "events/exposed/";
    private static final String FILTER = ".parquet";
    private static final String NAMES = ".names";
    private static final int HASH = 32;

    private final Statements statements;
    private final LakeFiles files;
    private final Experiment experiment;
    private final Cohorts cohorts;
    private final List<Long> closes;
    private final List<String> attributes;

    /**
     * Keeps the cohorts of an experiment.
     *
     * @param closes when each cohort is mature for all metrics, in microseconds
     * @param attributes attributes that the units are split by
     */
    ClosedCohorts(
            Statements statements,
            LakeFiles files,
            Experiment experiment,
            Cohorts cohorts,
            List<Long> closes,
            List<String> attributes) {
        this.statements = statements;
        this.files = files;
        this.experiment = experiment;
        this.cohorts = cohorts;
        this.closes = closes;
        this.attributes = attributes;
    }

    /** Returns how many cohorts are closed at a time. */
    int closed(Instant at) {
        long micros = EventPlan.micros(at);
        int count = 0;
        while (count < closes.size() && closes.get(count) <= micros) {
            count++;
        }
        return count;
    }

    /**
     * Returns the first of the cohorts that are kept, none left out.
     *
     * @param days the days on which someone was exposed, in order
     * @param most how many at most
     */
    List<ClosedCohort> kept(List<SealedDay> days, int most) {
        Set<String> known = most == 0
                ? Set.of()
                : files.lake().list(folder()).stream()
                        .map(Lake.StoredObject::key)
                        .collect(Collectors.toSet());
        List<ClosedCohort> kept = new ArrayList<>();
        for (int cohort = 0; cohort < most; cohort++) {
            String key = key(cohort, days);
            if (!known.contains(key + FILTER) || !known.contains(key + NAMES)) {
                break;
            }
            Optional<Path> filter = files.fetch(key + FILTER);
            Optional<Path> names = files.fetch(key + NAMES);
            if (filter.isEmpty() || names.isEmpty()) {
                break;
            }
            kept.add(ClosedCohort.of(cohort, NameFile.text(names.get()), filter.get(), names.get()));
        }
        return List.copyOf(kept);
    }

    /** Takes those units out of the first exposures that belong to a cohort that is kept. */
    void remove(List<ClosedCohort> kept) {
        if (kept.isEmpty()) {
            return;
        }
        List<Path> filters = kept.stream().map(ClosedCohort::filter).toList();
        List<Long> seen = statements.query(ClosedCohortSql.candidates(filters), rows -> NameFile.verified(rows, kept));
        for (String statement : ClosedCohortSql.removals(seen)) {
            statements.execute(statement);
        }
    }

    /** Keeps a cohort: what {@code exposed} and the first exposures say of it. */
    void keep(int cohort, List<SealedDay> days, List<Row> units, long early, String signature) {
        String key = key(cohort, days);
        String day = key.substring(0, key.lastIndexOf('/') + 1);
        List<String> there =
                files.lake().list(day).stream().map(Lake.StoredObject::key).toList();
        if (there.contains(key + FILTER) && there.contains(key + NAMES)) {
            return;
        }
        String text = ClosedCohort.text(units, early, signature);
        put(key + NAMES, file -> {
            statements.execute(ClosedCohortSql.names(cohort, file));
            NameFile.append(file, text);
        });
        put(key + FILTER, file -> statements.execute(ClosedCohortSql.filter(cohort, file)));
        there.stream().filter(other -> !other.startsWith(key)).forEach(files.lake()::delete);
    }

    /** Has a file written and puts it into the lake. */
    private void put(String key, Consumer<Path> content) {
        Path file = statements.engine().limits().spillParent().resolve("northstar-" + UUID.randomUUID());
        try {
            content.accept(file);
            files.lake().put(key, file);
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String folder() {
        return FOLDER + experiment.key() + "/";
    }

    /** Returns how the keys of a cohort's objects begin if it is made of these days. */
    private String key(int cohort, List<SealedDay> days) {
        Instant closed = Instant.EPOCH.plus(closes.get(cohort), ChronoUnit.MICROS);
        Instant close = closed.isBefore(experiment.end()) ? closed : experiment.end();
        LocalDate last = LocalDate.ofInstant(close.minusNanos(1), ZoneOffset.UTC);
        MessageDigest digest = CohortInputs.sha256();
        CohortInputs.say(
                digest,
                VERSION,
                experiment.key(),
                experiment.start().toString(),
                close.toString(),
                cohorts.zone().getId(),
                experiment.variants().stream().map(Variant::key).collect(Collectors.joining(" ")));
        attributes.forEach(attribute -> CohortInputs.say(digest, attribute));
        for (SealedDay day : days) {
            for (SealedDay.Group group : day.groups()) {
                if (!day.day().isAfter(last) && group.name().equals(experiment.key())) {
                    CohortInputs.say(
                            digest, day.day().toString(), String.valueOf(group.variant()), group.fingerprint());
                }
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH);
        return folder() + "dt=" + cohorts.day(cohort) + "/" + hash;
    }
}
