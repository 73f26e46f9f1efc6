package northstar.storage.dynamodb;

import java.util.random.RandomGenerator;
import northstar.storage.ConflictingUpdateException;
import org.jspecify.annotations.Nullable;

/**
 * Ten attempts, the second one at once, the others after growing pauses of random length, so that writers who met do not
 * meet again and again. Thread-safe if its generator is.
 */
final class Backoff {
    private static final int ATTEMPTS = 10;
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 1_000;

    private final RandomGenerator random;
    private final Pause pause;

    Backoff(RandomGenerator random, Pause pause) {
        this.random = random;
        this.pause = pause;
    }

    /**
     * Returns the first result.
     *
     * @param place where writers may meet
     * @param attempt returns null where it is to be made again
     * @throws ConflictingUpdateException if the last attempt has no result either
     */
    <T> T until(Key place, Attempt<T> attempt) {
        for (int made = 1; ; made++) {
            @Nullable T result = attempt.made();
            if (result != null) {
                return result;
            }
            if (made == ATTEMPTS || !paused(made)) {
                throw new ConflictingUpdateException(place.toString(), made);
            }
        }
    }

    private boolean paused(int made) {
        if (made == 1) {
            return true;
        }
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << (made - 2));
        try {
            pause.of(random.nextLong(longest + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Something that may have to be done again. */
    interface Attempt<T> {
        @Nullable
        T made();
    }

    /** Lets time pass. */
    interface Pause {
        void of(long millis) throws InterruptedException;
    }
}
