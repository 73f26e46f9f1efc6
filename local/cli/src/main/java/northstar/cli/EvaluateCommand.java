package northstar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.table.BareTable.Columns;
import northstar.cli.terminal.Progress;
import northstar.domain.definition.DataSource.MissingMetric;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Evaluates experiments from files. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Says what an experiment did: from its definition, or from a bare table of units.",
        footer = {
            "",
            "northstar evaluate checkout.yaml",
            "northstar evaluate users.csv --variant group --control A --metric revenue --metric bought"
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final List<String> TABLES = List.of(".csv", ".csv.gz", ".parquet", ".ndjson", ".ndjson.gz");

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Parameters(
            paramLabel = "FILE",
            description = "A definition (YAML), or a table with one row per unit (CSV, NDJSON, also .gz; Parquet).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Mixin
    private MetricsOption metrics = new MetricsOption();

    @Option(
            names = "--lake",
            paramLabel = "FOLDER",
            description = "Where exposures and activities are, for experiments whose data are events.")
    private @Nullable Path lake;

    @Option(names = "--as-of", paramLabel = "TIME", description = "Leave later data out: a date or an instant.")
    private @Nullable String asOf;

    @Option(names = "--details", description = "Show the method's numbers too.")
    private boolean details;

    @Option(names = "--format", paramLabel = "table|json|csv", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @ArgGroup(exclusive = false, heading = "%nOf a bare table:%n")
    private Bare bare = new Bare();

    /** What a definition would say. */
    static final class Bare {
        @Option(names = "--variant", paramLabel = "COLUMN", description = "The column that tells the variant.")
        @Nullable
        String variant;

        @Option(names = "--control", paramLabel = "VALUE", description = "The value of that column that is control.")
        @Nullable
        String control;

        @Option(
                names = "--metric",
                paramLabel = "COLUMN",
                description = "What is measured, several times if need be: the first is the North Star Metric, the"
                        + " others are leading indicators.")
        List<String> metrics = new ArrayList<>();

        @Option(
                names = "--covariate",
                paramLabel = "COLUMN",
                description = "A number known of each unit before the experiment, several times if need be.")
        List<String> covariates = new ArrayList<>();

        @Option(names = "--unit", paramLabel = "COLUMN", description = "Names the unit; default: each row is one.")
        @Nullable
        String unit;

        @Option(names = "--feature", paramLabel = "NAME", description = "What the test is about; default: the file.")
        @Nullable
        String feature;

        @Option(
                names = "--weights",
                split = ",",
                paramLabel = "VALUE=SHARE",
                description = "Planned shares, for instance A=0.5,B=0.5; without them sizes are not checked.")
        Map<String, Double> weights = new LinkedHashMap<>();

        @Option(
                names = "--missing",
                paramLabel = "refuse|exclude|zero",
                description = "What an empty cell of a metric means; default refuse.")
        MissingMetric missing = MissingMetric.REFUSE;

        @Option(names = "--save", paramLabel = "FILE", description = "Write the definition as YAML, to go on with.")
        @Nullable
        Path save;
    }

    @Override
    public Integer call() {
        AsOf until = asOf == null ? null : AsOf.parse(asOf);
        DefinitionFile definitions = isTable() ? table() : definition();
        try (Progress progress = northstar.terminal().progress()) {
            new Evaluations(northstar.terminal(), progress, northstar.clock())
                    .print(definitions, until, lake == null ? null : OpenLake.at(lake), format, details);
        }
        return 0;
    }

    private boolean isTable() {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return TABLES.stream().anyMatch(name::endsWith);
    }

    private DefinitionFile definition() {
        if (bare.variant != null || bare.control != null || !bare.metrics.isEmpty() || bare.save != null) {
            throw new WrongInputException(file
                    + " == a definition, must be a table where --variant, --control, --metric or --save are given");
        }
        return DefinitionFile.read(file, metrics.file);
    }

    private DefinitionFile table() {
        if (bare.metrics.isEmpty()) {
            throw new WrongInputException("--metric == absent, must name a column of " + file);
        }
        return BareTables.definitions(file, columns(), northstar.clock(), bare.save);
    }

    private Columns columns() {
        String variant = needed("--variant", bare.variant, "the column of " + file + " that tells the variant");
        String control = needed("--control", bare.control, "the value of --variant that is control");
        try {
            return new Columns(
                    variant,
                    control,
                    bare.metrics,
                    bare.covariates,
                    bare.unit,
                    bare.feature,
                    bare.weights,
                    bare.missing);
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()));
        }
    }

    private static String needed(String option, @Nullable String value, String what) {
        if (value == null) {
            throw new WrongInputException(option + " == absent, must be " + what);
        }
        return value;
    }
}
