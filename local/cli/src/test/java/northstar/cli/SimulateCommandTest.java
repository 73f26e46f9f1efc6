package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void simulate_withoutDefinition_writesALakeThatItsDefinitionEvaluates() {
        Path lake = folder.resolve("lake");
        Path yaml = folder.resolve("shop.yaml");

        Run simulated = Run.of("simulate", "--lake", lake, "--save", yaml, "--units", 500, "--days", 3);
        assertThat(simulated.err()).isEmpty();
        assertThat(simulated.exitCode()).isZero();
        assertThat(simulated.out()).contains("shorter-checkout, simulated (seed 1)", "500 units", "+10.00 %");
        assertThat(lake.resolve("expected.json")).exists();

        Run evaluated = Run.of("evaluate", yaml, "--lake", lake);
        assertThat(evaluated.err()).doesNotContain("wrong");
        assertThat(evaluated.exitCode()).isZero();
        assertThat(evaluated.out()).contains("revenue");
    }

    @Test
    void simulate_intoAFolderThatIsNotEmpty_isRefused() {
        Path lake = folder.resolve("lake");
        Run.of("simulate", "--lake", lake, "--units", 10, "--days", 1);

        Run again = Run.of("simulate", "--lake", lake, "--units", 10, "--days", 1);

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("--lake == " + lake + ", must be empty or not there yet");
    }

    @Test
    void simulate_effectOfNoMetric_isRefused() {
        Run run = Run.of("simulate", "--lake", folder.resolve("lake"), "--effect", "profit=0.1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("effect == profit, must be of a metric of the definition");
    }

    @Test
    void simulate_effectThatIsNoNumber_isRefused() {
        Run run = Run.of("simulate", "--lake", folder.resolve("lake"), "--effect", "revenue=much");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--effect == revenue=much, must end with a number");
    }
}
