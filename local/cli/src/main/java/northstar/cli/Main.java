package northstar.cli;

import java.nio.file.Path;
import java.time.Clock;
import northstar.cli.terminal.Terminal;

/** Starts the command {@code northstar}. */
public final class Main {
    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess(System.out, System.err, System.getenv());
        Path home = Path.of(System.getProperty("northstar.home", "."))
                .toAbsolutePath()
                .normalize();
        System.exit(Northstar.commandLine(terminal, home, Clock.systemUTC()).execute(arguments));
    }
}
