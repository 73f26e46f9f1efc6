package northstar.benchmarks.lake;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import northstar.benchmarks.Table;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;
import northstar.lake.DaySeals;
import northstar.lake.FolderLake;
import northstar.lake.SealLease;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement;
import northstar.measurement.activity.LakeMeasurement.Look;

/** A process that makes the look of day 28 anew and on top of the one before, and counts the bytes that each reads. */
public final class DailyLook {
    private static final Path COUNTERS = Path.of("/proc/self/io");
    private static final double TENTH = 0.1;
    private static final double SLACK = 1.2;

    private DailyLook() {}

    /**
     * Runs.
     *
     * @param arguments the lake's folder
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (!Files.exists(COUNTERS)) {
            System.err.println("Bytes are counted by Linux alone: not measured.");
            return;
        }
        Path folder = Path.of(arguments[0]);
        Table table = new Table("look on day 28", "anew", "daily", "ratio", "goal", "");
        add(table, folder, "window of a day, no covariates", Definitions.daily(1, 0), TENTH);
        add(table, folder, "window of 7 days, lookback of 14", Definitions.daily(7, 14), SLACK * 22 / 49);
        out.print(table);
    }

    private static void add(Table table, Path folder, String name, PinnedExperiment pinned, double goal)
            throws IOException {
        Instant at = InventedLake.END.atStartOfDay().toInstant(ZoneOffset.UTC);
        List<CohortMoments> kept =
                look(folder, pinned, at.minus(Duration.ofDays(1)), List.of()).cohorts();
        long begin = read();
        Look anew = look(folder, pinned, at, List.of());
        long middle = read();
        Look daily = look(folder, pinned, at, kept);
        long end = read();
        if (!daily.measurement().equals(anew.measurement())) {
            throw new IllegalStateException("the daily look differs from the one made anew");
        }
        double ratio = (double) (end - middle) / (middle - begin);
        table.add(
                name,
                megabytes(middle - begin),
                megabytes(end - middle),
                Table.ratio(ratio),
                Table.ratio(goal),
                Table.verdict(ratio, goal));
    }

    private static Look look(Path folder, PinnedExperiment pinned, Instant at, List<CohortMoments> kept) {
        DuckDb.Limits limits = new DuckDb.Limits(640, Runtime.getRuntime().availableProcessors(), folder);
        try (DuckDb engine = new DuckDb(limits)) {
            return new LakeMeasurement(engine, new DaySeals(limits, new FolderLake(folder), SealLease.NONE))
                    .look(pinned, at, kept, FixedLevels.NONE);
        }
    }

    /** The bytes that this process has read so far, from wherever. */
    private static long read() throws IOException {
        for (String line : Files.readAllLines(COUNTERS)) {
            if (line.startsWith("rchar: ")) {
                return Long.parseLong(line.substring("rchar: ".length()));
            }
        }
        throw new IllegalStateException(COUNTERS + " has no rchar");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
