package northstar.lake;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the tables of days, in SQL. */
final class DayTables {
    private static final String DAY = "date_diff('day', DATE '1970-01-01', CAST(\"at\" AS DATE))";

    private final Kind kind;
    private final Columns columns;
    private final int reach;
    private final Engine engine;
    private final Scratch scratch;

    DayTables(Kind kind, int reach, Engine engine, Scratch scratch) {
        this.kind = kind;
        this.columns = Columns.of(kind);
        this.reach = reach;
        this.engine = engine;
        this.scratch = scratch;
    }

    /** Returns those of these days whose parts hold a thing that the new parts hold. */
    List<LocalDate> sharing(List<Path> added, List<Path> parts, Set<LocalDate> days) {
        if (added.isEmpty() || parts.isEmpty()) {
            return List.of();
        }
        return engine
                .rows(
                        "SELECT DISTINCT " + DAY + " FROM " + Engine.files(parts) + " SEMI JOIN (SELECT "
                                + columns.key() + " FROM " + Engine.files(added) + ") USING (" + columns.key() + ")",
                        row -> LocalDate.ofEpochDay(row.getLong(1)))
                .stream()
                .filter(days::contains)
                .toList();
    }

    /**
     * Decides between the rows that are the same thing. Such things are the exception, so that rows are compared only where
     * hashes meet.
     */
    void judge(List<Path> parts) {
        if (parts.isEmpty()) {
            engine.execute("CREATE TABLE again (h UBIGINT)");
            return;
        }
        String files = Engine.files(parts);
        engine.execute(
                "CREATE TABLE again AS SELECT " + hash() + " AS h FROM " + files + " GROUP BY h HAVING count(*) > 1");
        engine.execute("CREATE TABLE placed AS SELECT *, " + DAY + " AS day, " + columns.payload() + " AS payload,"
                + " row_number() OVER (PARTITION BY " + columns.key() + " ORDER BY " + Columns.RECEIVED + ", md5("
                + columns.payload() + "), " + columns.payload() + ") AS place FROM " + files
                + " SEMI JOIN again ON " + hash() + " = h");
        engine.execute("CREATE TABLE judged AS SELECT *, min(place) OVER (PARTITION BY " + columns.key()
                + " ORDER BY day RANGE BETWEEN " + reach + " PRECEDING AND " + reach
                + " FOLLOWING) AS best FROM placed");
    }

    private String hash() {
        return "hash(" + columns.key() + ")";
    }

    /**
     * A day's table, not yet in the lake.
     *
     * @param kind about what
     * @param day the day
     * @param file the table
     * @param bytes its size
     * @param duplicates rows that said the same again
     * @param conflicts rows that said something else
     * @param groups what the rows are about
     */
    record Table(
            Kind kind,
            LocalDate day,
            Path file,
            long bytes,
            long duplicates,
            long conflicts,
            List<SealedDay.Group> groups) {
        /** Returns what its manifest says. */
        SealedDay sealed(List<String> parts) {
            long rows = groups.stream().mapToLong(SealedDay.Group::rows).sum();
            @Nullable String key = rows == 0 ? null : kind.table(day) + Names.hash(file) + ".parquet";
            return new SealedDay(kind, day, parts, key, rows == 0 ? 0 : bytes, rows, duplicates, conflicts, groups);
        }
    }

    /** Writes the table of a day. */
    Table write(LocalDate day, List<Path> parts) {
        Path file = scratch.file(kind + "-" + day.toEpochDay() + ".parquet");
        if (parts.isEmpty()) {
            return new Table(kind, day, file, 0, 0, 0, List.of());
        }
        engine.write(
                "SELECT " + columns.all() + " FROM " + Engine.files(parts) + " ANTI JOIN again ON " + hash() + " = h"
                        + " UNION ALL SELECT " + columns.all() + " FROM judged WHERE day = " + day.toEpochDay()
                        + " AND place = best"
                        + " ORDER BY " + columns.order(),
                file);
        String losers = "SELECT count(*) FROM judged AS loser JOIN judged AS winner USING (" + columns.key() + ")"
                + " WHERE loser.day = " + day.toEpochDay()
                + " AND loser.place <> loser.best AND winner.place = loser.best";
        long all = engine.count(losers);
        long duplicates = all == 0 ? 0 : engine.count(losers + " AND winner.payload = loser.payload");
        return new Table(kind, day, file, file.toFile().length(), duplicates, all - duplicates, groups(file));
    }

    private List<SealedDay.Group> groups(Path file) {
        String by = String.join(", ", columns.groups());
        String name = columns.groups().getFirst();
        String variant = columns.groups().size() > 1 ? columns.groups().getLast() : "NULL";
        String hash = "hash(" + columns.all() + ")";
        return engine.rows(
                "SELECT " + name + ", " + variant
                        + ", count(*), count(DISTINCT unit), epoch_us(min(\"at\")), epoch_us(max(\"at\")),"
                        + " CAST(bit_xor(" + hash + ") AS VARCHAR) || '-' || CAST(sum(" + hash + ") AS VARCHAR) FROM "
                        + Engine.files(List.of(file)) + " GROUP BY " + by + " ORDER BY " + by,
                row -> new SealedDay.Group(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        Times.ofMicros(row.getLong(5)),
                        Times.ofMicros(row.getLong(6)),
                        row.getString(7)));
    }
}
