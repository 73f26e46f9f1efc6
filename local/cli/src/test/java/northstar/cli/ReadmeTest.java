package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import northstar.events.DetailType;
import northstar.events.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README shows is what the commands print. */
class ReadmeTest {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = FENCE.matcher(Files.readString(Run.HOME.resolve("README.md")));
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    private static List<String> lines(String block) {
        return block.lines().filter(line -> !line.isBlank()).toList();
    }

    static List<String> commands() throws IOException {
        return blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("./northstar ") && !line.contains(" demo") && !line.contains("shop"))
                .map(line -> line.substring("./northstar ".length()))
                .toList();
    }

    /** The shop's commands go on one from the other; a smaller one shows as well that they do. */
    @Test
    void shopShown_isSimulatedAndEvaluated(@TempDir Path folder) throws IOException {
        List<String> commands = blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("shop"))
                .map(line -> line.substring("./northstar ".length())
                        .replace("/tmp/shop", folder.resolve("lake").toString())
                        .replace("shop.yaml", folder.resolve("shop.yaml").toString()))
                .toList();

        assertThat(commands).hasSize(2);
        assertThat(run(commands.getFirst() + " --units 500").exitCode()).isZero();
        assertThat(run(commands.getLast()).out()).contains("shorter-checkout");
    }

    private static Run run(String command) {
        return Run.of(Arrays.stream(command.split(" "))
                .map(word -> word.startsWith("examples/") ? Run.HOME.resolve(word) : word)
                .toArray());
    }

    @Test
    void storyShown_isPartOfTheDemo() throws IOException {
        assertThat(Golden.text("demo.txt").lines()).containsAll(lines(blocks("").getFirst()));
    }

    @Test
    void evaluationShown_isWhatTheFirstCommandPrints() throws IOException {
        assertThat(run(commands().getFirst()).out().lines())
                .containsAll(lines(blocks("").get(1)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandShown_succeeds(String command) {
        assertThat(run(command).exitCode()).isZero();
    }

    @Test
    void eventShown_isWellFormed() throws IOException {
        assertThat(Messages.read(DetailType.AGGREGATES_REPORTED, blocks("json").getFirst(), Instant.EPOCH))
                .hasSize(1);
    }
}
