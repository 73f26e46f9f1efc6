package northstar.benchmarks.lake;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import northstar.benchmarks.Machine;
import northstar.benchmarks.Median;
import northstar.benchmarks.Table;

/**
 * Measures whole processes on invented lakes: from sealed days to a verdict beside the bare SQL, the bytes of a daily look, and
 * landing and sealing. The processes that are compared run in turn.
 */
public final class WholeLine {
    private static final int ROUNDS = 3;
    private static final long ACTIVITIES = 10_000_000;
    private static final long UNITS = 1_000_000;
    private static final long RAW = 1_000_000;
    private static final double BARE_GOAL = 1.3;
    private static final double METRICS_GOAL = 4;
    private static final double LAND_GOAL = 15e9;
    private static final double GIGABYTE = 1e9;
    private static final double FLAT = 1.1;

    private final Path root;
    private final Path folder;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private WholeLine(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /**
     * Runs.
     *
     * @param arguments the project's folder; a folder for the lakes, which are kept for the next run
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("arguments.length == " + arguments.length + ", must be 2");
        }
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            System.err.println("Whole processes are measured by Linux alone: not measured.");
            return;
        }
        WholeLine line = new WholeLine(
                Path.of(arguments[0]).toAbsolutePath().normalize(),
                Path.of(arguments[1]).toAbsolutePath().normalize());
        line.out.println(Machine.describe());
        line.verdicts();
        line.look();
        line.landing();
        line.out.println(Machine.describe());
    }

    private Path lake(long units) throws IOException, SQLException {
        Path lake = folder.resolve("lake-" + units);
        if (!Files.exists(lake)) {
            System.err.println("Writing a lake of " + units + " units, about a minute");
            Path unfinished = folder.resolve("unfinished");
            delete(unfinished);
            new InventedLake(unfinished, units, ACTIVITIES).write();
            Files.move(unfinished, lake);
        }
        return lake;
    }

    private static void delete(Path unwanted) throws IOException {
        if (Files.exists(unwanted)) {
            try (Stream<Path> files = Files.walk(unwanted)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void verdicts() throws IOException, SQLException {
        Path lake = lake(UNITS);
        Path doubled = lake(2 * UNITS);
        Path one = Files.writeString(folder.resolve("one.yaml"), Definitions.yaml(0));
        Path twenty = Files.writeString(folder.resolve("twenty.yaml"), Definitions.yaml(19));
        evaluate(one, lake); // builds what is to be measured, and warms the files
        List<MeasuredProcess> bare = new ArrayList<>();
        List<MeasuredProcess> single = new ArrayList<>();
        List<MeasuredProcess> many = new ArrayList<>();
        List<MeasuredProcess> twice = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            bare.add(MeasuredProcess.of(root, java(BareSql.class, lake.toString())));
            single.add(evaluate(one, lake));
            many.add(evaluate(twenty, lake));
            twice.add(evaluate(one, doubled));
        }
        Table table = new Table("sealed days to verdict", "wall", "processor", "memory", "ratio", "goal", "");
        row(table, "bare SQL, one metric with CUPED", bare, bare, 0);
        row(table, "evaluate, one metric with CUPED", single, bare, BARE_GOAL);
        row(table, "evaluate, 20 metrics with CUPED", many, single, METRICS_GOAL);
        row(table, "evaluate, one metric, twice the units", twice, single, 0);
        out.print(table);
        double most = Math.max(median(single, MeasuredProcess::peakBytes), median(many, MeasuredProcess::peakBytes));
        double growth = median(twice, MeasuredProcess::peakBytes) / median(single, MeasuredProcess::peakBytes);
        out.println("memory: at most 1 GB " + Table.verdict(most, GIGABYTE) + "; with twice the units "
                + Table.ratio(growth) + " times as much, at most " + FLAT + ": " + Table.verdict(growth, FLAT));
    }

    private MeasuredProcess evaluate(Path definition, Path lake) throws IOException {
        return MeasuredProcess.of(
                root,
                List.of(
                        root.resolve("northstar").toString(),
                        "evaluate",
                        definition.toString(),
                        "--lake",
                        lake.toString(),
                        "--as-of",
                        InventedLake.asOf().toString()));
    }

    private static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(
                        File.pathSeparator,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(jar -> Path.of(jar).toAbsolutePath().toString())
                                .toList()),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Ratios are of processor time: waiting for other programs is no part of it. */
    private static void row(
            Table table, String name, List<MeasuredProcess> own, List<MeasuredProcess> base, double goal) {
        double ratio = median(own, MeasuredProcess::processorNanos) / median(base, MeasuredProcess::processorNanos);
        table.add(
                name,
                Table.time(median(own, MeasuredProcess::nanos)),
                Table.time(median(own, MeasuredProcess::processorNanos)),
                String.format(Locale.ROOT, "%.0f MB", median(own, MeasuredProcess::peakBytes) / 1e6),
                Table.ratio(ratio),
                goal > 0 ? Table.ratio(goal) : "",
                goal > 0 ? Table.verdict(ratio, goal) : "");
    }

    private static double median(List<MeasuredProcess> runs, ToLongFunction<MeasuredProcess> part) {
        return Median.of(runs.stream().mapToLong(part).asDoubleStream().toArray());
    }

    private void look() throws IOException, SQLException {
        DailyLook.main(new String[] {lake(UNITS).toString()});
    }

    private void landing() throws IOException, SQLException {
        List<MeasuredProcess> runs = new ArrayList<>();
        Path raw = folder.resolve("raw");
        for (int round = 0; round < ROUNDS; round++) {
            delete(raw);
            new InventedLake(raw, UNITS, RAW).writeRaw();
            List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
            command.addAll(java(LandAndSeal.class, raw.toString(), String.valueOf(RAW)));
            runs.add(MeasuredProcess.of(root, command));
        }
        delete(raw);
        double processor = median(runs, MeasuredProcess::processorNanos);
        Table table = new Table("one processor", "wall", "processor", "memory", "goal", "");
        table.add(
                "landing and sealing 1,000,000 raw events",
                Table.time(median(runs, MeasuredProcess::nanos)),
                Table.time(processor),
                String.format(Locale.ROOT, "%.0f MB", median(runs, MeasuredProcess::peakBytes) / 1e6),
                Table.time(LAND_GOAL),
                Table.verdict(processor, LAND_GOAL));
        out.print(table);
    }
}
