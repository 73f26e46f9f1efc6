package northstar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import northstar.endtoend.Letters.Letter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programme on what is deployed, with all that may go wrong; run by make e2e. */
@Tag("deployed")
class ScenarioTest {
    private static final String STACK = System.getProperty("northstar.stack", "northstar-e2e");
    private static final Pattern LOOKS = Pattern.compile(".* LOOK#.*");

    private static TroubledRun run;

    @BeforeAll
    static void play(@TempDir Path folder) throws Exception {
        try (Deployment deployment = Deployment.named(STACK)) {
            Instant start = nextStart(deployment.clock());
            TableContents expected = ExpectedTable.of(Story.of(start), folder);
            run = TroubledRun.of(deployment, Story.withRepetitions(start), expected);
        }
        Timing.say("ranking");
    }

    /** Functions go by the real clock, which the test clock is never behind: a schedule has to lie ahead of both. */
    private static Instant nextStart(TestClock clock) {
        return clock.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
    }

    private static List<String> reasons(Map<String, List<Letter>> letters, String queue) {
        return letters.getOrDefault(queue, List.of()).stream()
                .map(Letter::reason)
                .toList();
    }

    @Test
    void evaluationsAndRankings_areThoseOfTheEmbeddedSystem() {
        assertThat(run.table().body("NORTHSTAR#nights RANKING"))
                .isEqualTo(run.expected().body("NORTHSTAR#nights RANKING"));
        assertThat(run.table().body("NORTHSTAR#baskets RANKING"))
                .isEqualTo(run.expected().body("NORTHSTAR#baskets RANKING"));
        assertThat(run.table().only(LOOKS).differences(run.expected().only(LOOKS)))
                .isEmpty();
    }

    @Test
    void everyOtherItem_isThatOfTheEmbeddedSystem() {
        assertThat(run.table().differences(run.expected())).isEmpty();
    }

    @Test
    void malformedEvent_isInTheQueueWithItsReason_andComesBack() {
        assertThat(reasons(run.letters(), "RegisterDefinitionFailed"))
                .singleElement()
                .asString()
                .contains("$.allocation == 7.0, must be in (0, 1]");
        assertThat(run.lettersAfterwards().keySet()).containsExactly("RegisterDefinitionFailed");
    }

    @Test
    void functionThatTimesOut_leavesItsEventInTheQueue() {
        assertThat(reasons(run.letters(), "EvaluateExperimentFailed"))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason).contains("timed out after"));
    }

    @Test
    void poisonedTableOfUnits_leavesItsEventInTheQueue() {
        assertThat(reasons(run.letters(), "MeasureExperimentFailed"))
                .anySatisfy(reason -> assertThat(reason).contains("visitor"));
    }

    @Test
    void throttledTable_leavesItsEventInTheQueue() {
        assertThat(reasons(run.letters(), "MeasureExperimentFailed"))
                .anySatisfy(reason -> assertThat(reason).contains(TroubledTable.THROTTLED));
    }

    @Test
    void poisonedObject_isRefusedAndInNoQueue() {
        assertThat(run.rejected()).singleElement().asString().contains("poison.ndjson.gz");
        assertThat(run.letters()).doesNotContainKey("LandEventsFailed");
    }

    @Test
    void redrive_drainsAllQueues() {
        assertThat(run.redrive()).contains("MeasureExperimentFailed", "EvaluateExperimentFailed");
        assertThat(run.lettersAfterwards()).doesNotContainKeys("MeasureExperimentFailed", "EvaluateExperimentFailed");
    }

    @Test
    void schedules_ofAnExperimentThatIsOver_areGone() {
        assertThat(run.schedules().halfWay()).containsExactly(Story.SEARCH + "-final", Story.SEARCH + "-looks");
        assertThat(run.schedules().end()).isEmpty();
    }

    /** In Slack's format, with the key of the connection. What was redriven may be told twice. */
    @Test
    void webhook_isToldOfWhatNeedsAttention() {
        assertThat(run.told()).isNotEmpty().allSatisfy(message -> {
            assertThat(message.key()).isEqualTo("e2e-key");
            assertThat(message.body().path("mrkdwn").asBoolean(true)).isFalse();
            assertThat(message.body().at("/attachments/0/fields/0/value").asText())
                    .isNotEmpty();
        });
        assertThat(run.told())
                .extracting(message -> message.body().path("text").asText())
                .contains(
                        "Experiment Changed was refused: $.allocation == 7.0, must be in (0, 1]",
                        Story.CHECKOUT + " can be decided: a win.",
                        Story.SEARCH + " can be decided: a win, before its end.",
                        Story.PRICING + " can be decided: the data cannot tell.");
    }
}
