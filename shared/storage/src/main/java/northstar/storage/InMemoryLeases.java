package northstar.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leases in memory. Thread-safe. */
final class InMemoryLeases implements LeaseStore {
    private final Map<String, Lease> leases = new HashMap<>();

    @Override
    public synchronized boolean acquire(String name, String owner, Instant now, Instant until) {
        LeaseStore.check(name, owner, now, until);
        @Nullable Lease held = leases.get(name);
        if (held != null && held.until.isAfter(now) && !held.owner.equals(owner)) {
            return false;
        }
        leases.put(name, new Lease(owner, until));
        return true;
    }

    @Override
    public synchronized void release(String name, String owner) {
        leases.computeIfPresent(name, (_, held) -> held.owner.equals(owner) ? null : held);
    }

    private record Lease(String owner, Instant until) {}
}
