package northstar.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks of comparing and ranking and prints the median of each beside its goal. */
public final class Mathematics {
    private static final double MICROSECOND = 1e3;
    private static final double MILLISECOND = 1e6;
    private static final double SECOND = 1e9;

    /** So many times faster than gbstats. */
    private static final double GBSTATS_GOAL = 10;

    private Mathematics() {}

    /**
     * One line of the table.
     *
     * @param method the benchmark's method
     * @param parameter value of its parameter
     * @param name what it is called in the table
     * @param goal largest median that is wanted in nanoseconds, 0 if there is none
     */
    private record Line(String method, String parameter, String name, double goal) {
        boolean is(BenchmarkParams benchmark) {
            String name = benchmark.getBenchmark();
            String value =
                    benchmark.getParam(benchmark.getParamsKeys().iterator().next());
            return name.endsWith("." + method) && parameter.equals(value);
        }
    }

    private static final List<Line> LINES = List.of(
            new Line("bareTest", "50", "bare t test (Commons Math), 50 units an arm", 0),
            new Line("comparison", "50", "comparison: Welch, Fieller, relative", 60 * MICROSECOND),
            new Line("adjustedComparison", "50", "comparison with one covariate", 60 * MICROSECOND),
            new Line("sequentialLook", "50", "look of a confidence sequence", 60 * MICROSECOND),
            new Line("bareTest", "50000", "bare t test (Commons Math), 50,000 units an arm", 0),
            new Line("comparison", "50000", "comparison: Welch, Fieller, relative", 60 * MICROSECOND),
            new Line("adjustedComparison", "50000", "comparison with one covariate", 60 * MICROSECOND),
            new Line("sequentialLook", "50000", "look of a confidence sequence", 60 * MICROSECOND),
            new Line("fullComparison", "12", "full comparison, 12 and 24 units", 25 * MICROSECOND),
            new Line("fullComparison", "70", "full comparison, 70 and 140 units", 25 * MICROSECOND),
            new Line("fullComparison", "150", "full comparison, 150 and 300 units", 10 * MICROSECOND),
            new Line("fullComparison", "25000", "full comparison, 25,000 and 50,000 units", 10 * MICROSECOND),
            new Line("manyMetrics", "10", "full comparisons of 1,000 metrics, 10 treatments", 600 * MILLISECOND),
            new Line("plan", "28", "group-sequential plan of 28 looks", 20 * MILLISECOND),
            new Line("groupSequentialLook", "28", "look 27 of 28 of a group-sequential test", 0),
            new Line("again", "100", "ranking of 100 features", 0.3 * SECOND),
            new Line("again", "1000", "ranking of 1,000 features", 3 * SECOND),
            new Line("firstCall", "100", "ranking of 100 features, first call of a new JVM, C1", 0.3 * SECOND),
            new Line("firstCall", "1000", "ranking of 1,000 features, first call of a new JVM, C1", 3 * SECOND));

    /**
     * Runs.
     *
     * @param arguments the folder that JMH's log and all its numbers are written to; a Python interpreter that has gbstats, which need
     *     not be there; its script; then, if only some benchmarks are wanted, a regular expression for their names
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        if (arguments.length < 3 || arguments.length > 4) {
            throw new IllegalArgumentException("arguments.length == " + arguments.length + ", must be 3 or 4");
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path python = Path.of(arguments[1]);
        String wanted = arguments.length == 4 ? arguments[3] : "northstar.benchmarks.*";
        System.err.println("Comparisons and rankings, about five minutes; the log is in " + folder + "/jmh.log");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(wanted)
                        .output(folder.resolve("jmh.log").toString())
                        .result(folder.resolve("jmh.json").toString())
                        .resultFormat(ResultFormatType.JSON)
                        .shouldFailOnError(true)
                        .build())
                .run();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Machine.describe());
        out.print(table(results));
        out.println();
        if (Files.isExecutable(python)) {
            out.print(besideGbstats(results, python, Path.of(arguments[2])));
        } else {
            out.println("gbstats was not measured: " + python + " is not there");
        }
    }

    private static Table besideGbstats(Collection<RunResult> results, Path python, Path script) throws IOException {
        Table table = new Table("", "median", "full comparison", "times faster", "goal", "");
        for (Line line : LINES) {
            for (RunResult result : results) {
                if (line.method().equals("fullComparison") && line.is(result.getParams())) {
                    List<UnequalArms> arms = FullComparisonBenchmark.pairs(Integer.parseInt(line.parameter()));
                    Gbstats gbstats = Gbstats.measure(python, script, arms);
                    double ours = median(result.getPrimaryResult());
                    table.add(
                            "gbstats " + gbstats.version() + ", two-sided test"
                                    + line.name().substring(line.name().indexOf(',')),
                            Table.time(gbstats.nanos()),
                            Table.time(ours),
                            Table.ratio(gbstats.nanos() / ours),
                            Table.ratio(GBSTATS_GOAL),
                            Table.verdict(GBSTATS_GOAL * ours, gbstats.nanos()));
                }
            }
        }
        return table;
    }

    private static Table table(Collection<RunResult> results) {
        Table table = new Table("", "median", "processor", "goal", "", "in bare t tests");
        double bare = Double.NaN;
        String bareParameter = "";
        for (Line line : LINES) {
            for (RunResult result : results) {
                if (line.is(result.getParams())) {
                    double median = median(result.getPrimaryResult());
                    if (line.method().equals("bareTest")) {
                        bare = median;
                        bareParameter = line.parameter();
                    }
                    table.add(
                            line.name(),
                            Table.time(median),
                            processor(result),
                            line.goal() > 0 ? Table.time(line.goal()) : "",
                            line.goal() > 0 ? Table.verdict(median, line.goal()) : "",
                            line.parameter().equals(bareParameter) ? Table.ratio(median / bare) : "");
                }
            }
        }
        return table;
    }

    private static double median(Result<?> result) {
        return result.getStatistics().getPercentile(50);
    }

    /** The median of what a benchmark counted of the processor's time, if it did. */
    private static String processor(RunResult result) {
        Result<?> counted = result.getSecondaryResults().get("processorNanos");
        return counted == null ? "" : Table.time(median(counted));
    }
}
