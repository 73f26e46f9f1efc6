package northstar.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims in memory. Thread-safe. */
final class InMemoryIdempotency implements IdempotencyStore {
    private final Map<String, Instant> claims = new HashMap<>();

    @Override
    public synchronized boolean claim(String key, Instant now, Instant expiresAt) {
        IdempotencyStore.check(key, now, expiresAt);
        @Nullable Instant until = claims.get(key);
        if (until != null && until.isAfter(now)) {
            return false;
        }
        claims.put(key, expiresAt);
        return true;
    }
}
