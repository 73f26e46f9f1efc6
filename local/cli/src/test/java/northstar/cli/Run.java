package northstar.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import northstar.cli.terminal.Terminal;

/**
 * What a command did in this process, with pipes for streams, 100 columns, and a clock that stands still.
 *
 * @param exitCode what the shell would see
 * @param out what it printed
 * @param err what it said
 */
public record Run(int exitCode, String out, String err) {
    /** The project's folder as the tests see it. */
    public static final Path HOME = Path.of("..", "..");

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final int WIDTH = 100;

    /** Runs a command line. */
    public static Run of(Object... arguments) {
        return at(HOME, arguments);
    }

    /** Runs a command line in another project's folder. */
    static Run at(Path home, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = Terminal.piped(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                WIDTH);
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int exitCode = Northstar.commandLine(terminal, home, TODAY).execute(texts);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
