package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void demo_withoutTheProject_saysWhatIsMissing() {
        Run run = Run.at(Path.of("src"), "demo", "--no-serve");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("charity-match.yaml is missing: the demo needs the examples of the project");
    }
}
