package northstar.benchmarks.coldstart;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import northstar.benchmarks.Machine;
import northstar.benchmarks.Median;
import northstar.benchmarks.Table;
import northstar.benchmarks.coldstart.Instance.Timing;
import northstar.embedded.account.Account;
import northstar.embedded.dynamodb.DynamoDbLocal;
import northstar.embedded.dynamodb.Tables;
import northstar.embedded.template.SamTemplate;

/**
 * Measures new instances of {@code evaluate-experiment} and of {@link EmptyHandler} in turn, in one run and on the same class
 * path, and prints the medians and their ratio.
 */
public final class ColdStarts {
    private static final String FUNCTION = "northstar.functions.evaluate.EvaluateExperimentHandler";
    private static final int STARTS = 15;
    private static final int NOT_COUNTED = 2;
    private static final double GOAL = 1.5;

    private ColdStarts() {}

    /**
     * Runs.
     *
     * @param arguments the project's folder; the folder with the jars of the function, as it is packaged
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("arguments.length == " + arguments.length + ", must be 2");
        }
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer waits for an acknowledgement
        Path root = Path.of(arguments[0]);
        Path function = Path.of(arguments[1]);
        Path folder = Files.createTempDirectory("northstar-coldstart-");
        try {
            String library = nativeLibrary(folder);
            if (library.isEmpty()) {
                System.err.println(
                        "Cold starts need Lambda's runtime client, which runs on Linux alone: not measured.");
                return;
            }
            run(root, classPath(function), library);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void run(Path root, String classPath, String library) throws IOException {
        System.err.println("Cold starts, about a minute: " + (STARTS + NOT_COUNTED) + " of each function, in turn");
        SamTemplate template = SamTemplate.read(root.resolve("template.yaml"), Account.names());
        try (DynamoDbLocal dynamoDb = DynamoDbLocal.start(root.resolve("local/dynamodb-local/target/lib"));
                BusStub bus = BusStub.start();
                LocalClients clients = new LocalClients(dynamoDb.endpoint(), bus.endpoint())) {
            Tables.create(clients.dynamoDb(), Account.TABLE, template.table());
            Instance instance = new Instance(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    classPath,
                    library,
                    Map.of(
                            "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
                            "AWS_ENDPOINT_URL_EVENTBRIDGE", bus.endpoint().toString()));
            measure(instance, new MeasuredExperiments(clients, bus), bus);
        }
    }

    private static void measure(Instance instance, MeasuredExperiments experiments, BusStub bus) throws IOException {
        List<Timing> evaluating = new ArrayList<>();
        List<Timing> empty = new ArrayList<>();
        for (int i = -NOT_COUNTED; i < STARTS; i++) {
            byte[] event = experiments.next("experiment-" + (i + NOT_COUNTED));
            Timing function = instance.start(FUNCTION, event);
            require("Experiment Evaluated", bus);
            Timing nothing = instance.start(EmptyHandler.class.getName(), event);
            require("Nothing Done", bus);
            if (i >= 0) {
                evaluating.add(function);
                empty.add(nothing);
            }
        }
        Table table = new Table("", "evaluate-experiment", "empty handler", "ratio", "goal", "");
        table.add(row("init: process start to first event asked for", evaluating, empty, Timing::initNanos, false));
        table.add(row("first call: event to answer", evaluating, empty, Timing::callNanos, false));
        table.add(row("cold start: both", evaluating, empty, Timing::totalNanos, true));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Machine.describe());
        out.print(table);
    }

    private static void require(String detailType, BusStub bus) {
        List<BusStub.Entry> put = bus.taken();
        if (put.stream().noneMatch(entry -> entry.detailType().equals(detailType))) {
            throw new IllegalStateException("events put by the instance == " + put + ", must contain " + detailType);
        }
    }

    private static String[] row(
            String name, List<Timing> evaluating, List<Timing> empty, ToLongFunction<Timing> part, boolean hasGoal) {
        double function = median(evaluating, part);
        double nothing = median(empty, part);
        double ratio = function / nothing;
        return new String[] {
            name,
            Table.time(function),
            Table.time(nothing),
            Table.ratio(ratio),
            hasGoal ? Table.ratio(GOAL) : "",
            hasGoal ? Table.verdict(ratio, GOAL) : ""
        };
    }

    private static double median(List<Timing> timings, ToLongFunction<Timing> part) {
        return Median.of(timings.stream().mapToLong(part).asDoubleStream().toArray());
    }

    /** The order of Lambda: the runtime's jars, then the function's; the empty handler comes last. */
    private static String classPath(Path function) throws IOException {
        List<String> jars = new ArrayList<>();
        jars.addAll(ownJars("aws-lambda-java-"));
        jars.addAll(ownJars("utils-lite-"));
        jars.addAll(jarsIn(function));
        jars.addAll(ownJars("northstar-benchmarks-"));
        return String.join(File.pathSeparator, jars);
    }

    /** The jars of this program's class path whose names start like this. */
    private static List<String> ownJars(String start) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith(start))
                .map(jar -> jar.toAbsolutePath().toString())
                .sorted()
                .toList();
    }

    private static List<String> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(jar -> jar.toAbsolutePath().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Unpacks the runtime's library for this machine; returns nothing if there is none. */
    private static String nativeLibrary(Path folder) throws IOException {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String system = System.getProperty("os.name").equals("Linux") ? "linux" : "none";
        String name = "libaws-lambda-jni." + system + "-" + processor + ".so";
        try (InputStream library = ColdStarts.class.getResourceAsStream("/jni/" + name)) {
            if (library == null) {
                return "";
            }
            Path file = folder.resolve(name);
            Files.copy(library, file);
            return file.toString();
        }
    }
}
