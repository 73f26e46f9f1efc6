package northstar.benchmarks.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import northstar.lake.DaySeals;
import northstar.lake.FileLease;
import northstar.lake.FolderLake;
import northstar.lake.Kind;
import northstar.lake.engine.DuckDb;

/**
 * A lake with one experiment of 28 days, every number of it made of hashes, so that it is the same whenever it is written.
 *
 * <p>Units are exposed evenly over the 28 days, one in ten a second time on a later day, one in a thousand of those to the
 * other variant. Activities lie evenly on the 14 days before to the 8 days after; three in ten are purchases, whose values are
 * log-normal amounts of cents. A third of the units does most of it.
 */
final class InventedLake {
    static final LocalDate START = LocalDate.of(2026, 3, 1);
    static final int DAYS = 28;
    static final LocalDate END = START.plusDays(DAYS);
    static final LocalDate FIRST = START.minusDays(14);
    static final LocalDate LAST = END.plusDays(8);

    private static final long DAY = 86_400_000_000L;
    private static final String PARQUET = " (FORMAT parquet, COMPRESSION zstd)";

    /** Absent members are left out, as senders do. */
    private static final String LINE = "'{\"unit\":\"' || unit || '\",\"event\":\"' || event || '\",\"at\":\"'"
            + " || strftime(\"at\", '%Y-%m-%dT%H:%M:%S.%fZ') || '\",\"id\":\"' || id || '\"'"
            + " || coalesce(',\"value\":' || value, '') || coalesce(',\"properties\":' || properties, '') || '}'";

    private final Path folder;
    private final long units;
    private final long activities;

    InventedLake(Path folder, long units, long activities) {
        this.folder = folder;
        this.units = units;
        this.activities = activities;
    }

    /** Writes what has landed of all days, and seals them. */
    void write() throws SQLException, IOException {
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            for (LocalDate day = START; day.isBefore(END); day = day.plusDays(1)) {
                statement.execute("COPY (" + exposures(day) + ") TO '" + part(Kind.EXPOSURES, day) + "'" + PARQUET);
            }
            for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
                statement.execute("COPY (" + activities(day) + ") TO '" + part(Kind.ACTIVITIES, day) + "'" + PARQUET);
            }
        }
        DaySeals seals =
                new DaySeals(DuckDb.Limits.ofMachine(), new FolderLake(folder), new FileLease(folder.resolve("locks")));
        seals.seal(Kind.EXPOSURES, FIRST, LAST);
        seals.seal(Kind.ACTIVITIES, FIRST, LAST);
    }

    /** Writes so many activities of one week as raw lines, in ten objects. */
    void writeRaw() throws SQLException, IOException {
        Path raw = Files.createDirectories(folder.resolve("raw"));
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            for (int object = 0; object < 10; object++) {
                String rows = "SELECT range AS r, range % 7 AS day FROM range(" + activities + ") WHERE range % 10 = "
                        + object;
                statement.execute("COPY (SELECT " + LINE + " FROM ("
                        + activities("(" + rows + ")") + ")) TO '" + raw.resolve(object + ".ndjson")
                        + "' (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\\t')");
            }
        }
    }

    private Path part(Kind kind, LocalDate day) throws IOException {
        Path part = folder.resolve(kind.parts(day) + "part.parquet");
        Files.createDirectories(part.getParent());
        return part;
    }

    private static long micros(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }

    private String exposures(LocalDate day) {
        long place = day.toEpochDay() - START.toEpochDay();
        String first = "SELECT u, 0 AS again, hash(u + 1000000000000) % 2 AS v FROM (SELECT range AS u FROM range("
                + units + ")) WHERE hash(u + 2000000000000) % 28 = " + place;
        String again =
                "SELECT u, 1, (hash(u + 1000000000000) + (hash(u + 3000000000000) % 1000 = 0)::INT) % 2 FROM (SELECT range AS u FROM range("
                        + units + ")) WHERE hash(u + 4000000000000) % 10 = 0 AND hash(u + 2000000000000) % 28 < "
                        + place
                        + " AND hash(u + 5000000000000) % 28 = " + place;
        return "SELECT 'checkout' AS experiment, CASE WHEN v = 0 THEN 'control' ELSE 'fast' END AS variant, "
                + unit("u")
                + " AS unit, make_timestamp((" + micros(day) + " + hash(u + 6000000000000 + again * 7000000000000) % "
                + DAY
                + ")::BIGINT) AS \"at\", NULL::VARCHAR AS attributes, now()::TIMESTAMP AS received_at FROM (" + first
                + " UNION ALL " + again + ")";
    }

    private String activities(LocalDate day) {
        long days = LAST.toEpochDay() - FIRST.toEpochDay();
        long place = day.toEpochDay() - FIRST.toEpochDay();
        return activities("(SELECT range AS r, " + place + " AS day FROM range(" + (activities * place / days) + ", "
                + (activities * (place + 1) / days) + "))");
    }

    /** The activities with these numbers on these days. */
    private String activities(String rows) {
        return "SELECT " + unit("(hash(r + 1000000000000) % " + units + ") // (1 + 2 * (hash(r + 2000000000000) % 2))")
                + " AS unit,"
                + " CASE WHEN kind < 3 THEN 'purchase' WHEN kind < 6 THEN 'search' WHEN kind < 9 THEN 'view'"
                + " ELSE 'sign-in' END AS event,"
                + " make_timestamp((" + micros(FIRST) + " + day * " + DAY + " + hash(r + 3000000000000) % " + DAY
                + ")::BIGINT) AS \"at\", 'a' || printf('%016x', hash(r + 4000000000000)) AS id,"
                + " CASE WHEN kind < 3 THEN round(exp(3 + sqrt(-2 * ln((1 + hash(r + 5000000000000) % 1000000) / 1000001.0))"
                + " * cos(2 * pi() * (hash(r + 6000000000000) % 1000000) / 1000000.0)), 2) END AS value,"
                + " CASE WHEN kind < 3 THEN '{\"category\":\"c' || hash(r + 7000000000000) % 20 || '\",\"items\":' || (1 + hash(r + 8000000000000) % 5)"
                + " || '}' END AS properties, now()::TIMESTAMP AS received_at"
                + " FROM (SELECT *, hash(r + 9000000000000) % 10 AS kind FROM " + rows + ")";
    }

    private static String unit(String number) {
        return "printf('%016x', hash(" + number + "))";
    }

    static Instant asOf() {
        return LAST.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
