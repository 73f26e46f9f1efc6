package northstar.lake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import northstar.lake.engine.DuckDb;

/** A folder with a lake in it. */
final class TestLake {
    final Path folder;
    final Lake lake;
    final DuckDb.Limits limits;

    TestLake(Path folder) {
        this.folder = folder;
        this.lake = new FolderLake(folder.resolve("lake"));
        this.limits = new DuckDb.Limits(128, 1, folder.resolve("spill"));
    }

    Landing landing() {
        return landing(lake);
    }

    Landing landing(Lake other) {
        return new Landing(limits, other, key -> new RawReader());
    }

    DaySeals seals() {
        return seals(lake);
    }

    DaySeals seals(Lake other) {
        return new DaySeals(limits, other, SealLease.NONE);
    }

    void put(String key, String... lines) {
        lake.put(key, text(lines));
    }

    Landed land(String key, String... lines) {
        put(key, lines);
        return landing().land(key).orElseThrow();
    }

    static byte[] text(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static String activity(String id, String at, String unit, int value) {
        return "{\"unit\":\"" + unit + "\",\"event\":\"bought\",\"at\":\"" + at + "\",\"id\":\"" + id + "\",\"value\":"
                + value + "}";
    }

    static String exposure(String unit, String at, String attributes) {
        return "{\"experiment\":\"e\",\"variant\":\"control\",\"unit\":\"" + unit + "\",\"at\":\"" + at + "\""
                + (attributes.isEmpty() ? "" : ",\"attributes\":" + attributes) + "}";
    }

    static String received(String time, String detail) {
        return "{\"time\":\"" + time + "\",\"detail\":" + detail + "}";
    }

    List<SealedDay> seal(Kind kind) {
        return seals().seal(kind, LocalDate.MIN, LocalDate.MAX);
    }

    SealedDay seal(Kind kind, String day) {
        return seals().seal(kind, LocalDate.parse(day), LocalDate.parse(day)).getFirst();
    }

    /** Returns the rows of a day's table, in order. */
    List<String> rows(SealedDay day) {
        return day.table() == null ? List.of() : rows(day.table());
    }

    List<String> rows(String key) {
        try (Lake.LocalCopy copy = lake.fetch(key).orElseThrow();
                Engine engine = new Engine(limits)) {
            List<String> columns = List.of(
                    key.contains("exposures")
                            ? new String[] {"experiment", "variant", "unit", "CAST(\"at\" AS VARCHAR)", "attributes"}
                            : new String[] {"unit", "event", "CAST(\"at\" AS VARCHAR)", "id", "value", "properties"});
            return engine.rows(
                    "SELECT " + String.join(", ", columns) + " FROM " + Engine.files(List.of(copy.path())), row -> {
                        List<String> cells = new ArrayList<>();
                        for (int i = 1; i <= columns.size(); i++) {
                            cells.add(row.getString(i));
                        }
                        return String.join("|", cells);
                    });
        }
    }

    /** Returns all keys with what is in them, apart from what a reader cannot see. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        for (Lake.StoredObject object : lake.list("")) {
            try (Lake.LocalCopy copy = lake.fetch(object.key()).orElseThrow()) {
                contents.put(object.key(), Names.hash(copy.path()));
            }
        }
        return contents;
    }

    /** Makes another lake of the raw objects of this one, times included. */
    TestLake copy(Path other) throws IOException {
        TestLake copy = new TestLake(other);
        for (Lake.StoredObject object : lake.list("")) {
            Path from = folder.resolve("lake").resolve(object.key());
            Path to = copy.folder.resolve("lake").resolve(object.key());
            Files.createDirectories(to.getParent());
            Files.copy(from, to);
            Files.setLastModifiedTime(to, Files.getLastModifiedTime(from));
        }
        return copy;
    }

    static Instant at(String time) {
        return Instant.parse(time);
    }
}
