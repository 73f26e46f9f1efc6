package northstar.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import northstar.cli.Golden;
import northstar.cli.Run;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Terminal;
import northstar.domain.ranking.Ranking;
import northstar.events.Codec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Plays the whole story once: DynamoDB Local, every function, 4,775 checks. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoTest {
    private static final Path HOME = Run.HOME.toAbsolutePath().normalize();

    private final List<Line> story = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private String ranking = "";

    @BeforeAll
    void play() throws IOException {
        Terminal terminal = Terminal.piped(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                100);
        Ranking last = new Demo(HOME, terminal.progress()).play(terminal.width(), act -> {
            story.addAll(act);
            story.add(Line.EMPTY);
        });
        ranking = Codec.ranking().write(last);
    }

    @Test
    void story_isTheOneThatTheFunctionsTell() {
        String text = String.join("\n", story.stream().map(Line::text).toList()) + "\n";

        assertThat(text).isEqualTo(Golden.text("demo.txt"));
    }

    @Test
    void ranking_ofTheFunctions_equalsThatOfTheCommandLine() {
        Run run = Run.of("rank", HOME.resolve("examples/asos/asos.yaml"), "--format", "json");

        assertThat(withoutRevision(ranking)).isEqualTo(withoutRevision(run.out().strip()));
    }

    @Test
    void progress_isTold() {
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Act four: check ");
    }

    private static String withoutRevision(String json) {
        return json.replaceFirst("\"revision\":\\d+", "\"revision\":0");
    }
}
