package northstar.functions.measure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import northstar.lake.SealLease;
import northstar.storage.LeaseStore;

/**
 * Lets one function at a time seal days.
 *
 * <p>A lease holds for longer than sealing takes. If its holder crashes it runs out while the others still wait, and these
 * are done within the function's time. Should a holder be slower than its lease, two seal the same days: that costs time,
 * and a day that was sealed from too little is seen to be so.
 */
final class SealLeases implements SealLease {
    private static final Duration LENGTH = Duration.ofMinutes(4);

    /** All attempts together take between five and seven minutes. */
    private static final int ATTEMPTS = 80;

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final LeaseStore leases;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Pause pause;

    SealLeases(LeaseStore leases, InstantSource clock, RandomGenerator random, Pause pause) {
        this.leases = leases;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    /**
     * Does work while no other holder of the same name does.
     *
     * @throws IllegalStateException if others hold the name for too long
     */
    @Override
    public <T> T holding(String name, Supplier<T> work) {
        String lease = "seal/" + name;
        String owner = new UUID(random.nextLong(), random.nextLong()).toString();
        take(lease, owner);
        try {
            return work.get();
        } finally {
            leases.release(lease, owner);
        }
    }

    private void take(String lease, String owner) {
        for (int attempt = 1; ; attempt++) {
            Instant now = clock.instant();
            if (leases.acquire(lease, owner, now, now.plus(LENGTH))) {
                return;
            }
            if (attempt == ATTEMPTS || !paused(attempt)) {
                throw new IllegalStateException(
                        lease + " == held by another after " + attempt + " attempts, must be free");
            }
        }
    }

    /** Waits for longer each time, and for a random part of it, so that those who wait do not come back together. */
    private boolean paused(int attempt) {
        long longest = attempt > 6 ? LONGEST_MILLIS : Math.min(LONGEST_MILLIS, FIRST_MILLIS << attempt);
        try {
            pause.of(Duration.ofMillis(longest * 3 / 4 + random.nextLong(longest / 2)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
