package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NorthstarTest {
    @Test
    void help_namesTheProgramAndItsCommands() {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: northstar").contains("check", "evaluate", "rank", "demo");
    }

    @Test
    void noCommand_printsTheHelp() {
        assertThat(Run.of()).isEqualTo(Run.of("--help"));
    }

    @Test
    void version_isThatOfTheProduct() {
        assertThat(Run.of("--version").out()).isEqualTo("northstar 0.1.0\n");
    }

    @Test
    void unknownOption_isRefusedInTwoLines() {
        Run run = Run.of("rank", "--order", "any.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("Unknown option: '--order'\nTry: northstar rank --help\n");
    }

    @Test
    void unknownFormat_isRefusedWithThoseThatThereAre() {
        Run run = Run.of("rank", "any.yaml", "--format", "xml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'xml'", "TABLE", "JSON", "CSV");
    }
}
