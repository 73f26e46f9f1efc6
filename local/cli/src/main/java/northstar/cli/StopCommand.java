package northstar.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import northstar.cli.input.WrongInputException;
import northstar.cli.remote.Account;
import northstar.cli.remote.Registered;
import northstar.cli.remote.Sender;
import northstar.cli.terminal.Line;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DefinitionEvent.ExperimentStopped;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Stops an experiment before its end. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Stops a deployed experiment before its end: its looks end, and the final one follows once its data"
                        + " are in.")
final class StopCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private WhereOptions where = new WhereOptions();

    @Parameters(paramLabel = "KEY", description = "The experiment.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String key;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String reason;

    @Option(names = "--at", paramLabel = "TIME", description = "Since when; default now.")
    private @Nullable String at;

    @Override
    public Integer call() {
        Instant time = time(at, northstar.clock());
        try (Account account = where.open(northstar.clock());
                Sender sender = account.sender()) {
            Registered registered = new Registered(account.stores().definitions());
            check(registered, time);
            Declarations.send(sender, List.of(new ExperimentStopped(key, time, reason)));
        }
        northstar.terminal().print(List.of(Line.of(key + " is stopped as of " + time + ".")));
        return ExitCode.OK;
    }

    private void check(Registered registered, Instant time) {
        Optional<CurrentExperiment> found = registered.experiment(key);
        if (found.isEmpty()) {
            throw new WrongInputException(
                    "experiment == \"" + key + "\", must be one of " + String.join(", ", registered.experiments()));
        }
        CurrentExperiment current = found.get();
        Instant start = current.experiment().start();
        Instant end = current.experiment().end();
        if (current.stoppedAt() != null) {
            throw new WrongInputException("experiment " + key + " == stopped on " + current.stoppedAt() + ", must run");
        }
        if (!time.isAfter(start) || !time.isBefore(end)) {
            throw new WrongInputException(
                    "--at == " + time + ", must be within the test window (" + start + " to " + end + ")");
        }
    }

    /** Returns the time that an option names, or now. */
    static Instant time(@Nullable String option, InstantSource clock) {
        if (option == null) {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
        try {
            return Instant.parse(option);
        } catch (DateTimeException e) {
            throw new WrongInputException(
                    "--at == \"" + option + "\", must be an instant such as 2026-10-15T00:00:00Z");
        }
    }
}
