package northstar.storage.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.storage.IdempotencyStore;

/** Claims in DynamoDB. Thread-safe. */
final class DynamoDbIdempotency implements IdempotencyStore {
    private final Table table;

    DynamoDbIdempotency(Table table) {
        this.table = table;
    }

    @Override
    public boolean claim(String key, Instant now, Instant expiresAt) {
        IdempotencyStore.check(key, now, expiresAt);
        Write.Condition absent = new Write.Condition(
                "attribute_not_exists(pk) OR expiresAt <= :now", Map.of(":now", Item.number(now.getEpochSecond())));
        Item claim = Item.at(Key.claim(key)).with(Item.EXPIRES_AT, Expiring.seconds(expiresAt));
        return table.write(List.of(new Write.Put(claim, null, absent))).isEmpty();
    }
}
