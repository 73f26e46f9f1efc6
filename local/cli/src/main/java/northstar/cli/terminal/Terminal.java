package northstar.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the program speaks: results on one stream, everything else on another.
 *
 * <p>What the streams' character set lacks is written with similar characters of ASCII.
 */
public final class Terminal {
    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST = 40;
    private static final int WIDEST = 200;

    private static final String FANCY = "−–━●○│┿◀▶·…→≤≥×—’“”✓";
    private static final String SIMPLE = "--=*o|+<>-.><>x-'\"\"+";

    private final PrintStream out;
    private final PrintStream err;
    private final int width;
    private final boolean hasColours;
    private final boolean isInteractive;

    Terminal(PrintStream out, PrintStream err, int width, boolean hasColours, boolean isInteractive) {
        this.out = out;
        this.err = err;
        this.width = width;
        this.hasColours = hasColours;
        this.isInteractive = isInteractive;
    }

    /** Returns the terminal of this process. */
    @SuppressWarnings("SystemConsoleNull") // without a terminal there is none again since JDK 25
    public static Terminal ofProcess(PrintStream out, PrintStream err, Map<String, String> environment) {
        Console console = System.console();
        boolean isInteractive = console != null && console.isTerminal();
        boolean isDumb = "dumb".equals(environment.get("TERM"));
        String refused = environment.getOrDefault("NO_COLOR", "");
        return new Terminal(
                out,
                err,
                width(environment.get("COLUMNS")),
                isInteractive && !isDumb && refused.isEmpty(),
                isInteractive && !isDumb);
    }

    /** Returns streams that are no terminal: no colours, nothing is overwritten. */
    public static Terminal piped(PrintStream out, PrintStream err, int width) {
        return new Terminal(out, err, width, false, false);
    }

    private static int width(@Nullable String columns) {
        try {
            return columns == null ? DEFAULT_WIDTH : Math.clamp(Integer.parseInt(columns.strip()), NARROWEST, WIDEST);
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    /** Returns how many columns a line has. */
    public int width() {
        return width;
    }

    /** Prints lines of a result. */
    public void print(List<Line> lines) {
        for (Line line : lines) {
            out.println(encodable(hasColours ? painted(line) : line.text(), out.charset()));
        }
        out.flush();
    }

    /** Prints a result that another program reads, followed by a line break; always UTF-8. */
    public void printData(String data) {
        byte[] bytes = (data.endsWith("\n") ? data : data + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Says something that is no result. */
    public void say(String message) {
        err.println(encodable(message, err.charset()));
        err.flush();
    }

    /** Prints where an error comes from. */
    public void trace(Throwable error) {
        error.printStackTrace(err);
    }

    /** Returns a writer to the stream of results. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, out.charset());
    }

    /** Returns a writer to the stream of everything else. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, err.charset());
    }

    /** Returns what tells how far long work has come. */
    public Progress progress() {
        return new Progress(err, isInteractive, System::nanoTime);
    }

    private static String painted(Line line) {
        return line.spans().stream()
                .map(span -> span.emphasis().paint(span.text()))
                .collect(Collectors.joining());
    }

    static String encodable(String text, Charset charset) {
        if (charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode(text)) {
            return text;
        }
        StringBuilder simple = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int fancy = FANCY.indexOf(text.charAt(i));
            simple.append(fancy < 0 ? text.charAt(i) : SIMPLE.charAt(fancy));
        }
        return simple.toString();
    }
}
