package northstar.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import northstar.storage.ConflictingUpdateException;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Key PLACE = new Key("EXPERIMENT#search", "LOOKS");

    private final List<Long> pauses = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void until_firstAttempt_pausesNever() {
        assertThat(backoff().until(PLACE, () -> "done")).isEqualTo("done");

        assertThat(pauses).isEmpty();
    }

    @Test
    void until_secondAttempt_isMadeAtOnce() {
        backoff().until(PLACE, () -> attempts.incrementAndGet() == 2 ? "done" : null);

        assertThat(pauses).isEmpty();
    }

    @Test
    void until_neverDone_givesUpAfterTenAttemptsAndGrowingPauses() {
        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> backoff().until(PLACE, () -> {
                    attempts.incrementAndGet();
                    return null;
                }))
                .withMessage(
                        "conflicting updates of EXPERIMENT#search LOOKS after 10 attempts, must be tried again later")
                .satisfies(e -> assertThat(e.place()).isEqualTo("EXPERIMENT#search LOOKS"));

        assertThat(attempts).hasValue(10);
        assertThat(pauses).hasSize(8);
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isBetween(0L, Math.min(1_000, 20L << i));
        }
    }

    @Test
    void until_interruptedWhilePausing_givesUpAndStaysInterrupted() {
        Backoff interrupted = new Backoff(new Random(1), _ -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> interrupted.until(PLACE, () -> null))
                .withMessageContaining("after 2 attempts");
        assertThat(Thread.interrupted()).isTrue();
    }

    private Backoff backoff() {
        return new Backoff(new Random(1), pauses::add);
    }
}
