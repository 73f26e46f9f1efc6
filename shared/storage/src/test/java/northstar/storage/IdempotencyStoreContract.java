package northstar.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every memory of what is already done promises. */
public abstract class IdempotencyStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

    private IdempotencyStore store() {
        return stores().idempotency();
    }

    @Test
    void claim_firstTime_isNew() {
        assertThat(store().claim("a", NOW, NOW.plusSeconds(60))).isTrue();
        assertThat(store().claim("b", NOW, NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void claim_again_isNotNew() {
        store().claim("a", NOW, NOW.plusSeconds(60));

        assertThat(store().claim("a", NOW, NOW.plusSeconds(600))).isFalse();
        assertThat(store().claim("a", NOW.plusSeconds(59), NOW.plusSeconds(600)))
                .isFalse();
    }

    /** DynamoDB takes days to remove what has expired. */
    @Test
    void claim_afterItExpired_isNew() {
        store().claim("a", NOW, NOW.plusSeconds(60));

        assertThat(store().claim("a", NOW.plusSeconds(60), NOW.plusSeconds(600)))
                .isTrue();
        assertThat(store().claim("a", NOW.plusSeconds(61), NOW.plusSeconds(600)))
                .isFalse();
    }

    @Test
    void claim_endsWithinASecond_holdsUntilThen() {
        store().claim("a", NOW, NOW.plusMillis(1_500));

        assertThat(store().claim("a", NOW.plusMillis(1_499), NOW.plusSeconds(600)))
                .isFalse();
        assertThat(store().claim("a", NOW.plusSeconds(2), NOW.plusSeconds(600))).isTrue();
    }

    @Test
    void claim_racingWriters_isNewForOne() throws Exception {
        AtomicInteger claimed = new AtomicInteger();

        Racers.run(4, _ -> {
            if (store().claim("a", NOW, NOW.plusSeconds(60))) {
                claimed.incrementAndGet();
            }
        });

        assertThat(claimed).hasValue(1);
    }

    @Test
    void claim_noKeyOrTooLong_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().claim("", NOW, NOW.plusSeconds(1)))
                .withMessage("key.length == 0, must be in [1, 1000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().claim("k".repeat(1_001), NOW, NOW.plusSeconds(1)))
                .withMessage("key.length == 1001, must be in [1, 1000]");
    }

    @Test
    void claim_endsBeforeItBegins_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().claim("a", NOW, NOW))
                .withMessage("expiresAt == 2026-10-01T12:00:00Z, must be after now (2026-10-01T12:00:00Z)");
    }
}
