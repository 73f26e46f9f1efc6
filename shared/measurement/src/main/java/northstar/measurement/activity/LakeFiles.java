package northstar.measurement.activity;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.SealedDay;
import northstar.lake.SealedDays;
import northstar.lake.engine.Sql;

/** Sealed days as local files, for as long as it is open. */
final class LakeFiles implements AutoCloseable {
    static final int ATTEMPTS = 5;

    private final SealedDays days;
    private final List<Lake.LocalCopy> copies = new ArrayList<>();

    LakeFiles(SealedDays days) {
        this.days = days;
    }

    /**
     * The tables of days.
     *
     * @param days what their manifests say
     * @param paths patterns that these files match alone
     */
    record Files(List<SealedDay> days, List<String> paths) {}

    /** Returns the days that are needed of those from one to another, both included. */
    Files open(Kind kind, LocalDate from, LocalDate to, Predicate<SealedDay> isNeeded) {
        for (int attempt = 1; ; attempt++) {
            List<SealedDay> needed = from.isAfter(to)
                    ? List.of()
                    : days.seal(kind, from, to).stream()
                            .filter(day -> day.table() != null && isNeeded.test(day))
                            .toList();
            Optional<List<String>> paths = paths(needed);
            if (paths.isPresent()) {
                return new Files(needed, paths.get());
            }
            if (attempt == ATTEMPTS) {
                throw restless();
            }
        }
    }

    static IllegalStateException restless() {
        return new IllegalStateException("days of the lake are sealed anew again and again");
    }

    /** Returns the files, or empty if one of them was replaced meanwhile. */
    private Optional<List<String>> paths(List<SealedDay> needed) {
        List<String> paths = new ArrayList<>();
        for (SealedDay day : needed) {
            Optional<Path> copy = fetch(String.valueOf(day.table()));
            if (copy.isEmpty()) {
                return Optional.empty();
            }
            paths.add(Sql.exactly(copy.get()));
        }
        return Optional.of(List.copyOf(paths));
    }

    /** Returns the tables of these days, or empty if one of them was replaced meanwhile. */
    Optional<Files> open(List<SealedDay> needed) {
        return paths(needed).map(paths -> new Files(needed, paths));
    }

    /** Returns a local copy of an object, if it is there. */
    Optional<Path> fetch(String key) {
        Optional<Lake.LocalCopy> copy = lake().fetch(key);
        copy.ifPresent(copies::add);
        return copy.map(found -> found.path().toAbsolutePath());
    }

    Lake lake() {
        return days.lake();
    }

    /** Returns what the manifests of days say, without opening their tables. */
    List<SealedDay> manifests(Kind kind, LocalDate from, LocalDate to) {
        return from.isAfter(to) ? List.of() : days.seal(kind, from, to);
    }

    /** Returns the first day on which something landed. */
    Optional<LocalDate> first(Kind kind) {
        return days.days(kind).stream().findFirst();
    }

    @Override
    public void close() {
        copies.forEach(Lake.LocalCopy::close);
        copies.clear();
    }
}
