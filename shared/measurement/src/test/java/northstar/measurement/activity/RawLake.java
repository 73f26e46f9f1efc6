package northstar.measurement.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import northstar.lake.Activity;
import northstar.lake.DaySeals;
import northstar.lake.Exposure;
import northstar.lake.FolderLake;
import northstar.lake.Lake;
import northstar.lake.Landing;
import northstar.lake.RawReader;
import northstar.lake.SealLease;
import northstar.lake.engine.DuckDb;

/** A lake in a folder that raw objects land in. */
final class RawLake {
    private final Path folder;
    private final DuckDb.Limits limits;

    RawLake(Path folder, int threads) {
        this.folder = folder;
        limits = new DuckDb.Limits(256, threads, folder);
    }

    /** Puts an object, as if it had been put at a time. */
    void put(String key, List<Exposure> exposures, List<Activity> activities, Instant at) {
        String lines = Stream.concat(
                        exposures.stream().map(RawLake::line),
                        activities.stream().map(RawLake::line))
                .collect(Collectors.joining("\n"));
        Path file = folder.resolve(key);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines.getBytes(StandardCharsets.UTF_8));
            Files.setLastModifiedTime(file, FileTime.from(at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Exposure row) {
        return "{\"experiment\":\"" + row.experiment() + "\",\"variant\":\"" + row.variant() + "\",\"unit\":\""
                + row.unit() + "\",\"at\":\"" + row.at() + "\"}";
    }

    private static String line(Activity row) {
        return "{\"unit\":\"" + row.unit() + "\",\"event\":\"" + row.event() + "\",\"at\":\"" + row.at()
                + "\",\"id\":\""
                + row.id() + "\"" + (row.value() == null ? "" : ",\"value\":" + row.value())
                + (row.properties() == null ? "" : ",\"properties\":" + row.properties()) + "}";
    }

    Lake lake() {
        return new FolderLake(folder);
    }

    /** Lands all that has not, in a lake that may fail. */
    void land(Lake lake) {
        Landing landing = new Landing(limits, lake, _ -> new RawReader());
        landing.unlanded().forEach(landing::land);
    }

    void land(Lake lake, String key) {
        new Landing(limits, lake, _ -> new RawReader()).land(key);
    }

    LakeMeasurement measurement(DuckDb engine) {
        return new LakeMeasurement(engine, new DaySeals(limits, lake(), SealLease.NONE));
    }

    DuckDb engine() {
        return new DuckDb(limits);
    }
}
