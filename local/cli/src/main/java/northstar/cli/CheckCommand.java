package northstar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.input.Check;
import northstar.cli.input.Check.Finding;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Validates files. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Validates definitions (YAML) and events (JSON, NDJSON), and warns of what should be thought over.")
final class CheckCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML, JSON or NDJSON files.")
    private List<Path> files = List.of();

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Where metrics and the North Star are looked for that the files do not define.")
    private @Nullable Path metrics;

    @Option(
            names = "--type",
            paramLabel = "DETAIL-TYPE",
            description = "What kind of event a JSON file without envelope is, for instance \"Experiment Launched\".")
    private @Nullable String type;

    @Override
    public Integer call() {
        Terminal terminal = northstar.terminal();
        Finding finding = Check.of(files, metrics, type);
        finding.warnings().forEach(warning -> terminal.say("warning: " + warning));
        finding.errors().forEach(terminal::say);
        if (!finding.errors().isEmpty()) {
            return ExitCode.USAGE;
        }
        terminal.print(List.of(Line.of(finding.summary() + ": fine")));
        return ExitCode.OK;
    }
}
