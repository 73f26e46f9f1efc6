package northstar.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import northstar.cli.input.WrongInputException;
import northstar.cli.remote.Account;
import northstar.cli.remote.Registered;
import northstar.cli.remote.Standing;
import northstar.cli.report.StatusReport;
import northstar.cli.terminal.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tells where the experiments of a deployment are. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Tells where the experiments of a deployment are: their last and next check, what was decided, and"
                        + " what waits in the dead-letter queues.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private WhereOptions where = new WhereOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "KEY",
            description = "Experiments whose history is told; default a line of each.")
    private List<String> keys = List.of();

    @Option(names = "--format", paramLabel = "table|json", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        if (format == Format.CSV) {
            throw new WrongInputException("--format == csv, must be table or json");
        }
        StatusReport report;
        try (Progress progress = northstar.terminal().progress();
                Account account = where.open(northstar.clock())) {
            report = report(account, progress);
        }
        switch (format) {
            case TABLE ->
                northstar
                        .terminal()
                        .print(report.lines(
                                !keys.isEmpty(), northstar.terminal().width()));
            case JSON, CSV -> northstar.terminal().printData(report.json());
        }
        return ExitCode.OK;
    }

    private StatusReport report(Account account, Progress progress) {
        Instant now = northstar.clock().instant();
        progress.update("Reading the schedules…");
        Set<String> schedules = account.schedules().names();
        List<String> known = new Registered(account.stores().definitions()).experiments();
        List<Standing> standings = new ArrayList<>();
        for (String key : keys.isEmpty() ? known : keys) {
            progress.update("Reading " + key + "…");
            Standing standing = Standing.of(key, account.stores(), schedules, now)
                    .orElseThrow(() -> new WrongInputException(
                            "experiment == \"" + key + "\", must be one of " + String.join(", ", known)));
            standings.add(standing);
        }
        progress.update("Reading the queues…");
        return new StatusReport(
                account.deployment().stack(), standings, account.queues().waiting());
    }
}
