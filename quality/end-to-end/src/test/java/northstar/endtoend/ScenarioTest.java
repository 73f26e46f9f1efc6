package northstar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programme on what is deployed; run by make e2e. */
@Tag("deployed")
class ScenarioTest {
    private static final String STACK = System.getProperty("northstar.stack", "northstar-e2e");

    /** Functions go by the real clock, which the test clock is never behind: a schedule has to lie ahead of both. */
    private static Instant nextStart(TestClock clock) {
        return clock.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
    }

    @Test
    void programme_deployed_givesTheTableOfTheEmbeddedSystem(@TempDir Path folder) throws Exception {
        try (Deployment deployment = Deployment.named(STACK)) {
            Instant start = nextStart(deployment.clock());
            TableContents expected = ExpectedTable.of(Story.of(start), folder);
            Story story = Story.withRepetitions(start);

            Player player = new Player(deployment, story);
            player.playTo(story.end());

            assertThat(deployment.table().items()).isEqualTo(expected.items());
        }
    }
}
