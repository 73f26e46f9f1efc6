package northstar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two stages lie side by side, and a second deployment of the same template changes nothing. */
@Tag("deployed")
class StagesTest {
    private static final String STACK = System.getProperty("northstar.stack", "northstar-e2e");
    private static final String BESIDE = System.getProperty("northstar.beside", "northstar-e2e-beside");

    @Test
    void stages_haveNothingInCommon() {
        try (Deployment one = Deployment.named(STACK);
                Deployment other = Deployment.named(BESIDE)) {
            Set<String> common = new HashSet<>(one.stack().resources().values());
            common.retainAll(other.stack().resources().values());

            assertThat(common)
                    .containsOnly(one.stack().resources().get("RawEventsLogStream")); // in groups of their own
            assertThat(one.stack().resources().keySet())
                    .containsAll(other.stack().resources().keySet());
        }
    }

    /** What is said to one stage is not heard by the other. The stage is left as it was found. */
    @Test
    void experiment_ofOneStage_isUnknownToTheOther() {
        try (Deployment one = Deployment.named(STACK);
                Deployment other = Deployment.named(BESIDE)) {
            Instant start = other.clock().now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
            Set<String> before = one.table().items().keySet();
            Story story = Story.of(start);
            new Player(other, story).playAt(story.steps().getFirst().at());

            assertThat(other.table().under("EXPERIMENT#" + Story.SEARCH)).isNotEmpty();
            assertThat(other.schedules()).contains(Story.SEARCH + "-final");
            assertThat(one.table().items().keySet()).isEqualTo(before);
            assertThat(one.schedules()).isEmpty();

            other.schedules()
                    .forEach(name -> other.scheduler()
                            .deleteSchedule(request ->
                                    request.name(name).groupName(other.stack().scheduleGroup())));
            other.clearTable();
        }
    }

    /** Make e2e deployed it twice. AWS refuses a deployment without changes, LocalStack counts it. */
    @Test
    void secondDeployment_changesNothing() {
        try (Deployment one = Deployment.named(STACK)) {
            assertThat(one.stack().deployments()).isBetween(1, 2);
            assertThat(one.stack().updated()).isEmpty();
            one.stack()
                    .functions()
                    .forEach(name -> assertThat(one.lambda()
                                    .listVersionsByFunction(request -> request.functionName(name))
                                    .versions())
                            .hasSize(1));
        }
    }
}
