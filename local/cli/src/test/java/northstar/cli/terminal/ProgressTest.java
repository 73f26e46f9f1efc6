package northstar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long nanos;

    private Progress progress(boolean isInteractive) {
        return new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), isInteractive, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void update_onATerminal_overwritesItsLineAndTakesItAway() {
        Progress progress = progress(true);

        pass(Duration.ofMillis(100));
        progress.update("first");
        progress.update("too soon");
        pass(Duration.ofMillis(100));
        progress.update("second");
        progress.close();
        progress.close();

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("\r\u001b[Kfirst\r\u001b[Ksecond\r\u001b[K");
    }

    @Test
    void update_elsewhere_saysALineEveryFewSeconds() {
        Progress progress = progress(false);

        for (int second = 1; second <= 12; second++) {
            pass(Duration.ofSeconds(1));
            progress.update("check " + second);
        }
        progress.clear();

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("check 5\ncheck 10\n");
    }
}
