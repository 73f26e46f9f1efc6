package northstar.storage.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Items that DynamoDB removes by itself. What stands for nothing any more is emptied and left to expire, so that no function
 * has to be allowed to delete.
 */
final class Expiring {
    private static final Duration SOON = Duration.ofDays(1);

    private Expiring() {}

    /** Returns what empties an item. */
    static Write soon(Key key, InstantSource clock) {
        return new Write.Put(empty(key, clock), null);
    }

    /** Returns an item that says nothing. */
    static Item empty(Key key, InstantSource clock) {
        return Item.at(key).with(Item.EXPIRES_AT, seconds(clock.instant().plus(SOON)));
    }

    /** Returns an instant in seconds since 1970, rounded up, so that nothing expires early. */
    static long seconds(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }
}
