package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README shows is what the commands print; other tests hold the golden files against the commands. */
class ReadmeTest {
    @Test
    void readme_demo_isWhatTheDemoPrints() throws IOException {
        assertThat(Golden.text("demo.txt").lines()).containsAll(block("A real programme"));
    }

    @Test
    void readme_evaluation_isWhatEvaluatePrints() throws IOException {
        assertThat(Golden.text("charity-match.txt").lines()).containsAll(block("match: "));
    }

    /** Returns the lines of the code block that begins so. */
    private static List<String> block(String beginning) throws IOException {
        String readme = Files.readString(Run.HOME.resolve("README.md"));
        return Arrays.stream(readme.split("```\n"))
                .filter(part -> part.startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .lines()
                .toList();
    }
}
