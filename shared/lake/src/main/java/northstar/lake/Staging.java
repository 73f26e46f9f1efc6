package northstar.lake;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import northstar.lake.engine.DuckDb;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** What an object says, on its way from the reader to Parquet: rows go to the engine, which spills what is too much. */
final class Staging implements Intake, AutoCloseable {
    private final Engine engine;
    private final Lake.StoredObject object;
    private final Instant otherwiseReceived;
    private final RejectedRecords rejected;
    private final DuckDBAppender exposures;
    private final DuckDBAppender activities;
    private long accepted;

    Staging(DuckDb.Limits limits, Lake.StoredObject object, RejectedRecords rejected) {
        this.engine = new Engine(limits);
        this.object = object;
        this.otherwiseReceived = Times.cut(object.modified());
        this.rejected = rejected;
        this.exposures = table(Kind.EXPOSURES);
        this.activities = table(Kind.ACTIVITIES);
    }

    private DuckDBAppender table(Kind kind) {
        engine.execute("CREATE TABLE " + kind + " (record BIGINT, day INTEGER, "
                + String.join(", ", Columns.of(kind).definition()) + ", " + Columns.RECEIVED + " TIMESTAMP)");
        return engine.appender(kind.name());
    }

    @Override
    public void accept(Contents contents, @Nullable Instant receivedAt) {
        Instant received = receivedAt == null ? otherwiseReceived : Times.cut(receivedAt);
        String problem = Bounds.problem(contents);
        problem = problem == null ? Bounds.time("receivedAt", received) : problem;
        if (problem != null) {
            String text = contents.toString();
            refuse("record " + read(), problem, text.substring(0, Math.min(text.length(), MAX_KEPT)));
            return;
        }
        accepted++;
        try {
            for (Exposure exposure : contents.exposures()) {
                append(exposure, received);
            }
            for (Activity activity : contents.activities()) {
                append(activity, received);
            }
        } catch (SQLException e) {
            throw Engine.failure(e);
        }
    }

    private void append(Exposure exposure, Instant received) throws SQLException {
        Instant at = Times.cut(exposure.at());
        exposures.beginRow().append(accepted).append((int) Times.day(at).toEpochDay());
        exposures.append(exposure.experiment()).append(exposure.variant()).append(exposure.unit());
        exposures.appendEpochMicros(Times.micros(at));
        exposures.append(exposure.attributes());
        exposures.appendEpochMicros(Times.micros(received)).endRow();
    }

    private void append(Activity activity, Instant received) throws SQLException {
        Instant at = Times.cut(activity.at());
        activities.beginRow().append(accepted).append((int) Times.day(at).toEpochDay());
        activities.append(activity.unit()).append(activity.event());
        activities.appendEpochMicros(Times.micros(at));
        activities.append(activity.id());
        if (activity.value() == null) {
            activities.appendNull();
        } else {
            // Makes -0 the 0 that it is.
            activities.append(activity.value() + 0.0);
        }
        activities.append(activity.properties());
        activities.appendEpochMicros(Times.micros(received)).endRow();
    }

    @Override
    public void refuse(String position, String reason, String text) {
        rejected.add(position, reason, text);
    }

    private long read() {
        return accepted + rejected.count() + 1;
    }

    /** A part and the file that it is still in. */
    record Written(Landed.Part part, Path file) {}

    /** Returns the parts, each row once and in the order of the object. */
    List<Written> write(Scratch scratch, String version) {
        closeAppenders();
        List<Written> written = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            keepOnce(kind);
            List<LocalDate> days = engine.rows(
                    "SELECT DISTINCT day FROM kept_" + kind + " ORDER BY day",
                    row -> LocalDate.ofEpochDay(row.getInt(1)));
            for (LocalDate day : days) {
                written.add(write(kind, day, scratch, version));
            }
        }
        return written;
    }

    /** Copies of a row are the exception, so that rows are compared only where hashes meet. */
    private void keepOnce(Kind kind) {
        String all = Columns.of(kind).all();
        String hash = "hash(" + all + ")";
        engine.execute("CREATE TABLE again_" + kind + " AS SELECT " + hash + " AS h FROM " + kind
                + " GROUP BY h HAVING count(*) > 1");
        engine.execute("CREATE TABLE kept_" + kind + " AS SELECT record, day, " + all + ", " + Columns.RECEIVED
                + " FROM " + kind + " ANTI JOIN again_" + kind + " ON " + hash + " = h"
                + " UNION ALL SELECT min(record), day, " + all + ", min(" + Columns.RECEIVED + ")"
                + " FROM " + kind + " SEMI JOIN again_" + kind + " ON " + hash + " = h GROUP BY day, " + all
                + " ORDER BY day, record");
        engine.execute("DROP TABLE " + kind);
    }

    private Written write(Kind kind, LocalDate day, Scratch scratch, String version) {
        String rows = " FROM kept_" + kind + " WHERE day = " + day.toEpochDay();
        Path file = scratch.file(kind + "-" + day.toEpochDay() + ".parquet");
        engine.write("SELECT " + Columns.of(kind).all() + ", " + Columns.RECEIVED + rows + " ORDER BY record", file);
        String name = Names.of(object.key(), version) + "-" + Names.hash(file) + ".parquet";
        long count = engine.count("SELECT count(*)" + rows);
        return new Written(new Landed.Part(kind, day, kind.parts(day) + name, count), file);
    }

    /** Returns what landed, once it is written. */
    Landed landed(String version, List<Landed.Part> parts) {
        long taken = engine.count("SELECT count(DISTINCT record) FROM ("
                + "SELECT record FROM kept_EXPOSURES UNION ALL SELECT record FROM kept_ACTIVITIES)");
        List<Instant> latest = engine.rows(
                "SELECT epoch_us(max(\"at\")) FROM (SELECT \"at\" FROM kept_EXPOSURES UNION ALL SELECT \"at\" FROM kept_ACTIVITIES)"
                        + " HAVING count(*) > 0",
                row -> Times.ofMicros(row.getLong(1)));
        return new Landed(
                object.key(),
                version,
                object.size(),
                accepted + rejected.count(),
                taken,
                rejected.count(),
                accepted - taken,
                parts,
                List.of(),
                latest.isEmpty() ? null : latest.getFirst(),
                false);
    }

    private void closeAppenders() {
        try (exposures;
                activities) {
            exposures.flush();
            activities.flush();
        } catch (SQLException e) {
            throw Engine.failure(e);
        }
    }

    @Override
    public void close() {
        try (engine;
                exposures;
                activities) {
            // Appenders of an object that could not be read to its end are still open.
        } catch (SQLException e) {
            throw Engine.failure(e);
        }
    }
}
