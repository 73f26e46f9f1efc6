package northstar.functions.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import northstar.storage.InMemoryStores;
import northstar.storage.LeaseStore;
import org.junit.jupiter.api.Test;

class SealLeasesTest {
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final String NAME = "seal/exposures";

    private final InMemoryStores stores = new InMemoryStores();
    private final LeaseStore store = stores.leases();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = START;
    private final SealLeases leases = new SealLeases(store, () -> now, new SplittableRandom(1), this::pause);

    private void pause(Duration length) {
        pauses.add(length);
        now = now.plus(length);
    }

    private boolean isFree() {
        return store.acquire(NAME, "somebody", now, now.plusSeconds(1));
    }

    @Test
    void holding_keepsOthersOut_untilItIsDone() {
        boolean isFreeMeanwhile = leases.holding("exposures", this::isFree);

        assertThat(isFreeMeanwhile).isFalse();
        assertThat(isFree()).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void holding_ofWorkThatFails_isGivenBack() {
        assertThatThrownBy(() -> leases.holding("exposures", () -> {
                    throw new IllegalArgumentException("work");
                }))
                .hasMessage("work");

        assertThat(isFree()).isTrue();
    }

    @Test
    void holding_whileAnotherDoes_waits() {
        store.acquire(NAME, "other", START, START.plusSeconds(30));

        assertThat(leases.holding("exposures", () -> now)).isBetween(START.plusSeconds(30), START.plusSeconds(40));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMillis(6250)) < 0);
    }

    /** A holder that crashes blocks nobody for longer than the others wait. */
    @Test
    void holding_afterACrash_waitsUntilTheLeaseHasRunOut() {
        SealLeases crashed =
                new SealLeases(new CrashingStores(stores, 1), () -> START, new SplittableRandom(2), this::pause);
        assertThatThrownBy(() -> crashed.holding("exposures", () -> now))
                .isInstanceOf(CrashingStores.CrashException.class);

        assertThat(leases.holding("exposures", () -> now)).isBefore(START.plus(Duration.ofMinutes(5)));
    }

    @Test
    void holding_ofWhatIsNeverFree_endsWithinTheFunctionsTime() {
        store.acquire(NAME, "other", START, START.plus(Duration.ofDays(1)));

        assertThatThrownBy(() -> leases.holding("exposures", () -> now))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("seal/exposures == held by another after 80 attempts, must be free");
        assertThat(Duration.between(START, now)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(7));
    }
}
