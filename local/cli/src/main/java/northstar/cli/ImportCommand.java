package northstar.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.ImportReport;
import northstar.cli.lake.ImportResult;
import northstar.cli.lake.Imports;
import northstar.cli.lake.OpenLake;
import northstar.cli.terminal.Progress;
import northstar.lake.imports.ImportOptions;
import northstar.lake.imports.Vendor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes exports into a lake. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Takes exports of a product-analytics tool into a lake, and says what was taken, refused, and why.")
final class ImportCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "VENDOR",
            description = "Whose export it is: amplitude, mixpanel, ga4, segment (RudderStack too), appconfig, csv.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Vendor vendor;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "NDJSON or CSV, also packed by gzip, zip, or one in the other.")
    private List<Path> files = List.of();

    @Option(names = "--lake", paramLabel = "FOLDER", description = "Where the lake lies.")
    private @Nullable Path lake;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Where clocks stand that do not say it (Mixpanel projects from before 2023, CSV); default UTC.")
    private @Nullable String zone;

    @Option(names = "--dry-run", description = "Only look what is in the files.")
    private boolean isDryRun;

    @Option(names = "--format", paramLabel = "table|json|csv", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        List<ImportResult> results;
        try (Progress progress = northstar.terminal().progress()) {
            Imports imports = new Imports(vendor, options(), progress::update);
            results = isDryRun ? imports.look(files) : imports.land(files, OpenLake.create(folder()));
        }
        switch (format) {
            case TABLE ->
                northstar
                        .terminal()
                        .print(ImportReport.lines(results, northstar.terminal().width()));
            case JSON -> northstar.terminal().printData(Format.json(ImportReport.json(results)));
            case CSV -> northstar.terminal().printData(ImportReport.csv(results));
        }
        return 0;
    }

    private Path folder() {
        if (lake == null) {
            throw new WrongInputException("--lake == absent, must be given, or else --dry-run");
        }
        return lake;
    }

    private ImportOptions options() {
        if (zone == null) {
            return ImportOptions.UTC;
        }
        try {
            return new ImportOptions(ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new WrongInputException(
                    "--zone == \"" + zone + "\", must be a time zone, for instance America/New_York");
        }
    }
}
