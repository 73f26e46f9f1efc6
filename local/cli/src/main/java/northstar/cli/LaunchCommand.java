package northstar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.programme.AggregateFiles;
import northstar.cli.remote.Account;
import northstar.cli.remote.Launch;
import northstar.cli.remote.Patience;
import northstar.cli.remote.Registered;
import northstar.cli.remote.Sender;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.events.Message;
import northstar.storage.ExperimentState;
import northstar.storage.Revisioned;
import northstar.storage.Subject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Launches experiments. */
@Command(
        name = "launch",
        mixinStandardHelpOptions = true,
        description =
                "Launches the experiments of a file in a deployment, with the North Star and the metrics that they"
                        + " need, and hands over their tables.")
final class LaunchCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private WhereOptions where = new WhereOptions();

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The definition.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description =
                    "Where metrics and the North Star are looked for that the file lacks; then north-star.yaml and"
                            + " metrics.yaml beside it, then in the deployment.")
    private @Nullable Path metrics;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait until it is registered; default 60, 0 not at all.")
    private int seconds = 60;

    @Override
    public Integer call() {
        DefinitionFile definition = DefinitionFile.read(file, metrics);
        List<Line> lines = new ArrayList<>();
        boolean isDone;
        try (Progress progress = northstar.terminal().progress();
                Account account = where.open(northstar.clock());
                Sender sender = account.sender()) {
            Instant now = northstar.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            Launch launch =
                    Launch.of(definition, new Registered(account.stores().definitions()), now);
            launch.warnings().forEach(warning -> northstar.terminal().say("warning: " + warning));
            launch.unchanged().forEach(key -> lines.add(Line.of(key + " is launched already, as it is.")));
            Declarations.send(sender, launch.events());
            progress.update("Waiting until it is registered…");
            isDone = seconds == 0 || launch.launched().stream().allMatch(key -> isRegistered(account, key, now));
            tables(launch.file(), account, sender, lines);
            launch.launched().forEach(key -> lines.add(told(account, key, isDone)));
        }
        northstar.terminal().print(lines);
        return isDone ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean isRegistered(Account account, String key, Instant definedAt) {
        return Patience.until(
                Duration.ofSeconds(seconds),
                () -> account.stores().definitions().history(Subject.experiment(key)).stream()
                                .anyMatch(version -> version.event().at().equals(definedAt))
                        && state(account, key).isPresent());
    }

    private static Optional<ExperimentState> state(Account account, String key) {
        return account.stores().definitions().experiment(key).map(Revisioned::value);
    }

    private Line told(Account account, String key, boolean isDone) {
        if (!isDone) {
            return Line.of(key + " was sent, and is not registered after " + seconds
                    + " s: northstar status says what waits in the queues.");
        }
        ExperimentState state = seconds == 0 ? null : state(account, key).orElse(null);
        return switch (state) {
            case ExperimentState.Ready(PinnedExperiment pinned) -> Line.of(key + " is launched: " + plan(pinned));
            case ExperimentState.Pending(var missing) ->
                Line.of(key + " waits for "
                        + String.join(", ", missing.stream().map(Subject::key).toList()));
            case null -> Line.of(key + " was sent.");
        };
    }

    private static String plan(PinnedExperiment pinned) {
        Experiment experiment = pinned.experiment();
        String runs = experiment.start() + " to " + experiment.end();
        return switch (experiment.data()) {
            case DataSource.Events _ ->
                runs + ", checked every " + days(experiment.analysis().looks()) + ", last on " + pinned.finalLook();
            case DataSource.Units _ -> runs + ", checked at the end";
            case DataSource.Aggregates _ -> runs + ", checked with every report";
        };
    }

    private static String days(Duration looks) {
        return looks.toDays() == 1 ? "day" : looks.toDays() + " days";
    }

    /** Hands over what the definitions take their data from, where that lies beside them. */
    private void tables(DefinitionFile definition, Account account, Sender sender, List<Line> lines) {
        boolean hasReports = false;
        for (Experiment experiment : definition.own().experiments()) {
            switch (experiment.data()) {
                case DataSource.Events _ -> {
                    // producers send them
                }
                case DataSource.Aggregates aggregates -> hasReports |= aggregates.file() != null;
                case DataSource.Units units -> {
                    Path table = file.resolveSibling(units.file());
                    String key = "units/" + experiment.key() + "/" + table.getFileName();
                    if (Files.isRegularFile(table)) {
                        account.bucket().put(key, table);
                        lines.add(Line.of(table + " is put into the lake as " + key));
                    } else {
                        northstar
                                .terminal()
                                .say("warning: " + table + " is not there; put it into the lake bucket as " + key);
                    }
                }
            }
        }
        if (hasReports) {
            List<Message> reports = reports(definition);
            Declarations.sendAll(sender, reports);
            lines.add(Line.of(reports.size() + " reports are sent."));
        }
    }

    private static List<Message> reports(DefinitionFile definition) {
        List<Message> reports = new ArrayList<>();
        for (List<AggregateReport> ofOne : AggregateFiles.reports(definition).values()) {
            ofOne.forEach(report -> reports.add(Message.ReportedRows.of(report)));
        }
        if (reports.isEmpty()) {
            throw new WrongInputException(definition.path() + ": reports == 0, must be at least 1");
        }
        return reports;
    }
}
