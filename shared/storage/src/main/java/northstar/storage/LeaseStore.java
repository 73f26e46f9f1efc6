package northstar.storage;

import java.time.Instant;
import northstar.domain.Arguments;

/**
 * Leases: whoever holds a name does a piece of work that others need not do at the same time. A lease ends by itself, so a
 * holder that crashes blocks nobody for long; and since a holder may be slower than its lease, the work itself has to be
 * safe when two do it.
 */
public interface LeaseStore {
    /**
     * Takes a lease, or keeps it for longer.
     *
     * @param name names the work, 1 to 1,000 characters
     * @param owner names who takes it, 1 to 200 characters; different for each that may race
     * @param now the time now; a lease that ends at it or before is free
     * @param until when the lease ends, after {@code now}
     * @return whether the owner holds it now; false if another does
     */
    boolean acquire(String name, String owner, Instant now, Instant until);

    /** Gives a lease back; one that the owner does not hold stays as it is. */
    void release(String name, String owner);

    /**
     * Refuses a lease that no store gives.
     *
     * @throws IllegalArgumentException if a text is empty or too long, or the lease ends before it begins
     */
    static void check(String name, String owner, Instant now, Instant until) {
        if (name.isEmpty() || name.length() > 1_000) {
            throw Arguments.refusal("name.length", name.length(), "in [1, 1000]");
        }
        if (owner.isEmpty() || owner.length() > 200) {
            throw Arguments.refusal("owner.length", owner.length(), "in [1, 200]");
        }
        if (!until.isAfter(now)) {
            throw Arguments.refusal("until", until, "after now (" + now + ")");
        }
    }
}
