package northstar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal piped(Charset charset) {
        return Terminal.piped(new PrintStream(out, true, charset), new PrintStream(err, true, charset), 100);
    }

    @Test
    void print_piped_hasNoColours() {
        piped(StandardCharsets.UTF_8)
                .print(List.of(Line.of("Win", Emphasis.GOOD).plus(" −1 %")));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Win −1 %\n");
    }

    @Test
    void print_onAColourTerminal_paintsWhatStandsOut() {
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, 100, true, true)
                .print(List.of(Line.of("Win", Emphasis.GOOD).plus(" now")));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\u001b[32mWin\u001b[0m now\n");
    }

    @Test
    void print_asciiStream_usesSimilarCharactersOfTheSameWidth() {
        piped(StandardCharsets.US_ASCII).print(List.of(Line.of("−0.6 % ━┿●○━▶ 1–4 · Don't…")));

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("-0.6 % =+*o=> 1-4 - Don't.\n");
    }

    @Test
    void printData_asciiStream_isUtf8AllTheSame() {
        piped(StandardCharsets.US_ASCII).printData("{\"name\":\"Größe\"}");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"Größe\"}\n");
    }

    @Test
    void say_speaksOnTheOtherStream() {
        piped(StandardCharsets.UTF_8).say("careful");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("careful\n");
    }

    @Test
    void ofProcess_columns_areTheWidth() {
        assertThat(width(Map.of("COLUMNS", "132"))).isEqualTo(132);
        assertThat(width(Map.of("COLUMNS", "5"))).isEqualTo(40);
        assertThat(width(Map.of("COLUMNS", "100000"))).isEqualTo(200);
        assertThat(width(Map.of("COLUMNS", "wide"))).isEqualTo(100);
        assertThat(width(Map.of())).isEqualTo(100);
    }

    private static int width(Map<String, String> environment) {
        return Terminal.ofProcess(System.out, System.err, environment).width();
    }
}
