package northstar.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Lands what an SQL query says as if an object had said it, for a lake that is made rather than taken in.
 *
 * <p>Parts and manifests are those that {@link Landing} would write; the rows are trusted to be as the lake wants them: each
 * once, within {@link Bounds}, on the day that they are said to be of. Not thread-safe.
 */
public final class TableLanding {
    private final DuckDb engine;
    private final Lake lake;
    private final Manifests manifests;

    /** Makes a landing of what an engine knows into a lake. */
    public TableLanding(DuckDb engine, Lake lake) {
        this.engine = engine;
        this.lake = lake;
        this.manifests = new Manifests(lake);
    }

    /**
     * What an object says of one day.
     *
     * @param kind about what
     * @param day the day (UTC)
     * @param query gives the kind's columns and {@code received_at}, in the order in which they are to lie
     */
    public record Rows(Kind kind, LocalDate day, String query) {}

    private record Written(
            Landed.Part part,
            Path file,
            long bytes,
            @Nullable Instant latest) {}

    /**
     * Lands rows; days without any have no part.
     *
     * @param object key of the object that would have said so
     * @return what landed
     */
    public Landed land(String object, List<Rows> rows) {
        try (Scratch scratch = new Scratch(engine.limits().spillParent())) {
            List<Path> files = new ArrayList<>();
            Map<Path, Rows> byFile = new LinkedHashMap<>();
            StringBuilder content = new StringBuilder();
            for (Rows each : rows) {
                Path file = scratch.file(files.size() + ".parquet");
                String columns = Columns.of(each.kind()).all() + ", " + Columns.RECEIVED;
                engine.execute(Engine.copy("SELECT " + columns + " FROM (" + each.query() + ")", file));
                files.add(file);
                byFile.put(file, each);
                content.append(Names.hash(file)).append(' ');
            }
            // The object is known by what it says: there is no file that has a time.
            String version = Names.version(new Lake.StoredObject(object, 0, content.toString(), Instant.EPOCH));
            List<Written> written = new ArrayList<>();
            for (Map.Entry<Path, Rows> entry : byFile.entrySet()) {
                Written part = written(Names.of(object, version), entry.getValue(), entry.getKey());
                if (part.part().rows() > 0) {
                    written.add(part);
                }
            }
            return put(object, version, written);
        } catch (SQLException e) {
            throw Engine.failure(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Written written(String name, Rows rows, Path file) throws SQLException, IOException {
        String key = rows.kind().parts(rows.day()) + name + "-" + Names.hash(file) + ".parquet";
        long bytes = Files.size(file);
        return engine.query(
                "SELECT count(*), epoch_us(max(\"at\")) FROM " + Sql.parquet(List.of(Sql.exactly(file))), row -> {
                    row.next();
                    long count = row.getLong(1);
                    Instant latest = count == 0 ? null : Times.ofMicros(row.getLong(2));
                    return new Written(new Landed.Part(rows.kind(), rows.day(), key, count), file, bytes, latest);
                });
    }

    private Landed put(String object, String version, List<Written> written) {
        long rows = 0;
        long bytes = 0;
        Instant watermark = null;
        for (Written part : written) {
            rows += part.part().rows();
            bytes += part.bytes();
            Instant latest = part.latest();
            watermark = watermark == null || (latest != null && latest.isAfter(watermark)) ? latest : watermark;
        }
        List<Landed.Part> parts = written.stream().map(Written::part).toList();
        Landed landed = new Landed(object, version, bytes, rows, rows, 0, 0, parts, List.of(), watermark, false);
        manifests.put(landed);
        written.forEach(part -> lake.put(part.part().key(), part.file()));
        Landed complete = landed.completed();
        manifests.put(complete);
        return complete;
    }
}
