package northstar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.input.DefinitionFile;
import northstar.cli.lake.Doctor;
import northstar.cli.lake.OpenLake;
import northstar.cli.lake.Symptom;
import northstar.cli.lake.SymptomReport;
import northstar.cli.terminal.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Looks whether a lake holds what experiments need. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Says whether exposures arrive and join what users do, whether clocks are right, and what is missing.")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Option(names = "--lake", required = true, paramLabel = "FOLDER", description = "Where the lake lies.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path lake;

    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT.yaml",
            description = "A definition to compare with what arrives.")
    private @Nullable Path definition;

    @Mixin
    private MetricsOption metrics = new MetricsOption();

    @Option(names = "--format", paramLabel = "table|json|csv", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        DefinitionFile file = definition == null ? null : DefinitionFile.read(definition, metrics.file);
        List<Symptom> symptoms;
        try (Progress progress = northstar.terminal().progress()) {
            progress.update("Reading the lake…");
            symptoms = new Doctor(OpenLake.at(lake), northstar.clock().instant()).examine(file);
        }
        switch (format) {
            case TABLE ->
                northstar
                        .terminal()
                        .print(SymptomReport.lines(
                                symptoms, northstar.terminal().width()));
            case JSON -> northstar.terminal().printData(SymptomReport.json(symptoms));
            case CSV -> northstar.terminal().printData(SymptomReport.csv(symptoms));
        }
        return 0;
    }
}
