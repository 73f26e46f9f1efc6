package northstar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story is worth telling: what the deployed system is compared with holds what it is meant to hold. */
class StoryTest {
    private static final Instant START = Instant.parse("2026-12-07T00:00:00Z");

    @Test
    void story_ofThreeExperiments_isLookedAtAndRanked(@TempDir Path folder) throws IOException {
        TableContents quiet = ExpectedTable.of(Story.of(START), folder);

        assertThat(quiet.under("EXPERIMENT#" + Story.SEARCH + " LOOK#")).hasSize(12);
        assertThat(quiet.under("EXPERIMENT#" + Story.CHECKOUT + " LOOK#")).hasSize(1);
        assertThat(quiet.under("EXPERIMENT#" + Story.PRICING + " LOOK#")).hasSize(3);
        assertThat(quiet.body("NORTHSTAR#nights RANKING")).contains("\"search\"", "\"price-badge\"");
        assertThat(quiet.body("NORTHSTAR#baskets RANKING")).contains("\"checkout\"");
    }

    @Test
    void story_withRepetitions_givesTheSameTable(@TempDir Path folder) throws IOException {
        Story quiet = Story.of(START);
        Story repeated = Story.withRepetitions(START);

        assertThat(repeated.steps().size()).isGreaterThan(quiet.steps().size());
        assertThat(ExpectedTable.of(repeated, folder).items())
                .isEqualTo(ExpectedTable.of(quiet, folder).items());
    }
}
