package northstar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import northstar.statistics.ArmMoments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GbstatsTest {
    private static final UnequalArms SAME = new UnequalArms(ArmMoments.of(20, 1, 4), ArmMoments.of(10, 1, 4));

    @TempDir
    Path folder;

    private Gbstats measure(String... lines) throws IOException {
        Path script = Files.write(folder.resolve("script"), List.of("echo '" + String.join("'; echo '", lines) + "'"));
        return Gbstats.measure(Path.of("/bin/sh"), script, List.of(SAME));
    }

    @Test
    void measure_samePValues_returnsVersionAndMedian() throws IOException {
        Gbstats gbstats = measure("1.2.3", "79500", "1.0");

        assertThat(gbstats.version()).isEqualTo("1.2.3");
        assertThat(gbstats.nanos()).isCloseTo(79500, within(0.0));
    }

    @Test
    void measure_anotherPValue_isRefused() {
        assertThatThrownBy(() -> measure("1.2.3", "79500", "0.5"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("p-value of gbstats == 0.5, must be ours, 1.0");
    }

    @Test
    void measure_scriptThatFails_isRefused() {
        assertThatThrownBy(() -> measure("1.2.3"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("lines == 1, must be 3");
    }
}
