package northstar.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of leases promises. */
public abstract class LeaseStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private LeaseStore store() {
        return stores().leases();
    }

    @Test
    void acquire_free_isHeld() {
        assertThat(store().acquire("day", "anna", NOW, LATER)).isTrue();
        assertThat(store().acquire("other", "ben", NOW, LATER)).isTrue();
    }

    @Test
    void acquire_heldByAnother_isRefused() {
        store().acquire("day", "anna", NOW, LATER);

        assertThat(store().acquire("day", "ben", LATER.minusNanos(1), LATER.plusSeconds(60)))
                .isFalse();
    }

    /** The first answer may have been lost on the way, and long work needs longer. */
    @Test
    void acquire_heldByTheSame_isHeldForLonger() {
        store().acquire("day", "anna", NOW, LATER);

        assertThat(store().acquire("day", "anna", NOW.plusSeconds(30), NOW.plusSeconds(90)))
                .isTrue();
        assertThat(store().acquire("day", "ben", LATER, NOW.plusSeconds(600))).isFalse();
    }

    @Test
    void acquire_hasEnded_isFree() {
        store().acquire("day", "anna", NOW, LATER);

        assertThat(store().acquire("day", "ben", LATER, LATER.plusSeconds(60))).isTrue();
        assertThat(store().acquire("day", "anna", LATER, LATER.plusSeconds(60))).isFalse();
    }

    @Test
    void release_byItsOwner_isFree() {
        store().acquire("day", "anna", NOW, LATER);

        store().release("day", "anna");

        assertThat(store().acquire("day", "ben", NOW, LATER)).isTrue();
    }

    /** Whoever was slower than its lease must not end that of the next one. */
    @Test
    void release_byAnother_staysHeld() {
        store().acquire("day", "anna", NOW, LATER);
        store().acquire("day", "ben", LATER, LATER.plusSeconds(60));

        store().release("day", "anna");

        assertThat(store().acquire("day", "clara", LATER, LATER.plusSeconds(60)))
                .isFalse();
    }

    @Test
    void release_neverHeld_doesNothing() {
        store().release("day", "anna");

        assertThat(store().acquire("day", "ben", NOW, LATER)).isTrue();
    }

    @Test
    void acquire_racingOwners_isHeldByOne() throws Exception {
        AtomicInteger held = new AtomicInteger();

        Racers.run(4, number -> {
            if (store().acquire("day", "racer " + number, NOW, LATER)) {
                held.incrementAndGet();
            }
        });

        assertThat(held).hasValue(1);
    }

    @Test
    void acquire_noNameOrTooLong_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().acquire("", "anna", NOW, LATER))
                .withMessage("name.length == 0, must be in [1, 1000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().acquire("n".repeat(1_001), "anna", NOW, LATER))
                .withMessage("name.length == 1001, must be in [1, 1000]");
    }

    @Test
    void acquire_noOwnerOrTooLong_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().acquire("day", "", NOW, LATER))
                .withMessage("owner.length == 0, must be in [1, 200]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().acquire("day", "o".repeat(201), NOW, LATER))
                .withMessage("owner.length == 201, must be in [1, 200]");
    }

    @Test
    void acquire_endsBeforeItBegins_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().acquire("day", "anna", NOW, NOW))
                .withMessage("until == 2026-10-01T12:00:00Z, must be after now (2026-10-01T12:00:00Z)");
    }
}
