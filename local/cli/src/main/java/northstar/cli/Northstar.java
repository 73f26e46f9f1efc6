package northstar.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import northstar.cli.terminal.Terminal;
import northstar.lake.imports.Vendor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code northstar}: what all of its sub-commands share. */
@Command(
        name = "northstar",
        mixinStandardHelpOptions = true,
        version = "northstar " + northstar.runtime.Version.NORTHSTAR,
        description = "What did this experiment do to our North Star Metric, and which feature should we bet on next?",
        subcommands = {
            CheckCommand.class,
            EvaluateCommand.class,
            ExplainCommand.class,
            RankCommand.class,
            ImportCommand.class,
            EventsCommand.class,
            DoctorCommand.class,
            CalibrateCommand.class,
            InteractionCommand.class,
            RedriveCommand.class,
            SimulateCommand.class,
            SendCommand.class,
            LaunchCommand.class,
            StopCommand.class,
            ShipCommand.class,
            StatusCommand.class,
            DemoCommand.class
        },
        footer = {"", "northstar COMMAND --help tells more about a command."})
final class Northstar implements Runnable {
    private final Terminal terminal;
    private final Path home;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills in the specification
    private Northstar(Terminal terminal, Path home, Clock clock) {
        this.terminal = terminal;
        this.home = home;
        this.clock = clock;
    }

    /**
     * Returns the command line.
     *
     * @param terminal where it speaks
     * @param home the project's folder
     * @param clock tells today's date
     */
    static CommandLine commandLine(Terminal terminal, Path home, Clock clock) {
        CommandLine line = new CommandLine(new Northstar(terminal, home, clock));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Vendor.class, Northstar::vendor)
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setParameterExceptionHandler(new Failures.OfArguments(terminal))
                .setExecutionExceptionHandler(new Failures.OfExecution(terminal));
    }

    private static Vendor vendor(String word) {
        return Vendor.named(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new TypeConversionException("\"" + word + "\", must be one of "
                        + Arrays.stream(Vendor.values()).map(Vendor::word).collect(Collectors.joining(", "))));
    }

    Terminal terminal() {
        return terminal;
    }

    Path home() {
        return home;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
