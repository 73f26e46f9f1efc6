package northstar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processes that are killed at random moments of the story change nothing of what it ends with. Each run kills LocalStack, the
 * database and a function once, wherever the seed says; -Dnorthstar.chaos says how many runs there are.
 */
@Tag("deployed")
class ChaosTest {
    private static final String STACK = System.getProperty("northstar.beside", "northstar-e2e-beside");
    private static final Path STATE = Path.of(System.getProperty("northstar.state", ""));
    private static final List<String> RESTART =
            List.of("make", "-s", "e2e-restart", "STAGE=" + STACK.substring("northstar-".length()));
    private static final long SEED = Long.getLong("northstar.seed", 20261123);
    private static final int DAYS_BETWEEN = 14;
    private static final int LONGEST_DELAY_MILLIS = 3_000;
    private static final int ROUNDS_OF_REDRIVE = 3;

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + Integer.getInteger("northstar.chaos", 1));
    }

    @ParameterizedTest(name = "seed {0}", allowZeroInvocations = true)
    @MethodSource("seeds")
    void killedProcesses_leaveTheTableOfAQuietRun(long seed, @TempDir Path folder) throws Exception {
        System.out.println("chaos with seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Deployment deployment = Deployment.named(STACK);
        try {
            Instant start =
                    deployment.clock().now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(DAYS_BETWEEN));
            TableContents expected = ExpectedTable.of(Story.of(start), folder);
            Story story = Story.withRepetitions(start);
            deployment.clearTable();
            deployment = played(deployment, story, random);
            assertThat(deployment.table().differences(expected)).isEmpty();
        } finally {
            deployment.close();
        }
    }

    private static Deployment played(Deployment first, Story story, SplittableRandom random)
            throws IOException, InterruptedException {
        Deployment deployment = first;
        List<Instant> times = story.steps().stream().map(Step::at).distinct().toList();
        Map<Victim, Instant> moments = moments(times, random);
        for (Instant at : times) {
            List<Victim> due = moments.entrySet().stream()
                    .filter(moment -> moment.getValue().equals(at))
                    .map(Map.Entry::getKey)
                    .toList();
            deployment = played(deployment, story, at, due, random);
        }
        deployment.clock().moveTo(story.end());
        return deployment;
    }

    private static Map<Victim, Instant> moments(List<Instant> times, SplittableRandom random) {
        Map<Victim, Instant> moments = new EnumMap<>(Victim.class);
        for (Victim victim : Victim.values()) {
            moments.put(victim, times.get(1 + random.nextInt(times.size() - 1)));
        }
        return moments;
    }

    /** Plays what comes at one time while those who are due are killed, and brings back what does not come back by itself. */
    private static Deployment played(
            Deployment deployment, Story story, Instant at, List<Victim> due, SplittableRandom random)
            throws IOException, InterruptedException {
        List<CompletableFuture<Void>> kills = new ArrayList<>();
        for (Victim victim : due) {
            int delay = random.nextInt(LONGEST_DELAY_MILLIS);
            SplittableRandom chance = random.split();
            kills.add(CompletableFuture.runAsync(
                    () -> victim.kill(STATE, chance)
                            .forEach(killed -> System.out.println("killed at " + at + ": " + killed)),
                    CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS)));
        }
        boolean isDead = due.contains(Victim.LOCALSTACK);
        try {
            Player player = new Player(deployment, story);
            player.playAt(at);
        } catch (RuntimeException e) {
            if (!isDead) {
                throw e;
            }
        }
        kills.forEach(CompletableFuture::join);
        Deployment alive = isDead ? new Recovery(RESTART).recover(deployment, story, at) : deployment;
        if (!due.isEmpty()) {
            drain(alive);
        }
        return alive;
    }

    /** What was under way when its process died may lie in a queue. */
    private static void drain(Deployment deployment) throws IOException, InterruptedException {
        deployment.clock().settle();
        for (int round = 0; round < ROUNDS_OF_REDRIVE && !Letters.of(deployment).isEmpty(); round++) {
            Launcher.call(deployment, "redrive");
            deployment.clock().settle();
        }
        assertThat(Letters.of(deployment)).isEmpty();
    }
}
