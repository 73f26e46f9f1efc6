package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void commandLine_help_namesTheProgram() {
        StringWriter out = new StringWriter();

        int exitCode = Main.commandLine().setOut(new PrintWriter(out, true)).execute("--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith("Usage: northstar");
    }
}
