package northstar.storage;

import java.time.Instant;
import northstar.domain.Arguments;

/**
 * The memory of what is already done, for steps that have no natural key. A claim says "done", not "being done": who
 * claims before the step and then crashes leaves the step undone.
 */
public interface IdempotencyStore {
    /**
     * Claims a key until it expires.
     *
     * @param key names the step, 1 to 1,000 characters
     * @param now the time now; a claim that has expired by then counts as absent
     * @param expiresAt when the claim ends, after {@code now}; kept in seconds, rounded up
     * @return whether the claim is new
     */
    boolean claim(String key, Instant now, Instant expiresAt);

    /**
     * Refuses a claim that no store takes.
     *
     * @throws IllegalArgumentException if the key is empty or too long, or the claim ends before it begins
     */
    static void check(String key, Instant now, Instant expiresAt) {
        if (key.isEmpty() || key.length() > 1_000) {
            throw Arguments.refusal("key.length", key.length(), "in [1, 1000]");
        }
        if (!expiresAt.isAfter(now)) {
            throw Arguments.refusal("expiresAt", expiresAt, "after now (" + now + ")");
        }
    }
}
