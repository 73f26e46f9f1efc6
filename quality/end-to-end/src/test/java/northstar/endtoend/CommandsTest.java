package northstar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a deployment: a real experiment from its launch to the decision, and one that is stopped. */
@Tag("deployed")
class CommandsTest {
    private static final String STACK = System.getProperty("northstar.beside", "northstar-e2e-beside");
    private static final String REAL = "examples/charity-match/charity-match.yaml";
    private static final String PLANNED = "planned";

    private static Deployment deployment;

    /** A real experiment is launched, with its table of 50,083 units. */
    @BeforeAll
    static void launch() throws Exception {
        deployment = Deployment.named(STACK);
        assertThat(call("launch", REAL)).contains("charity-match");
        deployment.clock().settle();
    }

    @AfterAll
    static void clear() {
        deployment.clearTable();
        deployment.close();
    }

    private static String call(String... arguments) throws Exception {
        Launcher.Answer answer = Launcher.call(deployment, arguments);
        assertThat(answer.code()).as(answer.said()).isZero();
        return answer.said();
    }

    @Test
    void status_ofTheLaunchedExperiment_tellsItsLook() throws Exception {
        assertThat(call("status", "charity-match")).contains("complete  1 Sep 2005 00:00 (last)  Can't tell");
    }

    @Test
    void rank_printsTheStoredRanking() throws Exception {
        assertThat(call("rank")).contains("matching-gift");
    }

    @Test
    void ship_isRankedAsShippedAndKeptWithItsReason() throws Exception {
        call("ship", "matching-gift/match", "--why", "more donors give", "--by", "Ada");
        deployment.clock().settle();

        assertThat(call("status", "charity-match")).contains("by Ada: more donors give");
    }

    @Test
    void send_file_arrivesOnTheBus(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("decision.json"), """
                {"experiment": "charity-match", "at": "2006-01-09T00:00:00Z", "by": "Grace", "decision": "iterate",
                 "why": "try a larger match"}""");
        call("send", "--type", "Decision Recorded", file.toString());
        deployment.clock().settle();

        assertThat(call("status", "charity-match")).contains("try a larger match");
    }

    @Test
    void stop_plannedExperiment_isKeptWithItsReason_andItsSchedulesGo(@TempDir Path folder) throws Exception {
        Instant start = deployment.clock().now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
        Files.writeString(folder.resolve("north-star.yaml"), """
                northStar: {key: nights, name: Nights booked, metric: nights-booked}
                metrics: {nights-booked: {type: mean, event: Booked, value: value}}
                """);
        Path file = Files.writeString(
                folder.resolve("planned.yaml"), """
                experiment:
                  key: %s
                  feature: badge
                  variants: [{key: old, control: true, weight: 0.5}, {key: new, weight: 0.5}]
                  start: %s
                  end: %s
                  northStar: nights
                  data: {events: {}}
                """.formatted(PLANNED, start, start.plus(Duration.ofDays(7))));
        call("launch", file.toString());
        deployment.clock().settle();
        assertThat(deployment.schedules()).contains(PLANNED + "-final", PLANNED + "-looks");
        String later = start.plus(Duration.ofDays(1)).toString(); // nobody's clock but the schedules' is moved
        call("stop", PLANNED, "--at", later, "--reason", "the budget is spent");
        deployment.clock().settle();
        assertThat(call("status", PLANNED)).contains("the budget is spent");
        assertThat(deployment.schedules()).containsExactly(PLANNED + "-final");
        deployment.clock().moveTo(start.plus(Duration.ofDays(6)));

        assertThat(deployment.schedules()).isEmpty();
    }
}
