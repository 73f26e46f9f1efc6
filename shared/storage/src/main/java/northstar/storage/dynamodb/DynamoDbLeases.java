package northstar.storage.dynamodb;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import northstar.storage.LeaseStore;

/** Leases in DynamoDB: one item each, which expires some time after the lease has ended. Thread-safe. */
final class DynamoDbLeases implements LeaseStore {
    private static final String OWNER = "leaseOwner";
    private static final String UNTIL = "leaseUntil";

    private final Table table;
    private final InstantSource clock;

    DynamoDbLeases(Table table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** A put that was made but whose answer was lost is made again by the client: so an owner may take what it holds. */
    @Override
    public boolean acquire(String name, String owner, Instant now, Instant until) {
        LeaseStore.check(name, owner, now, until);
        Write.Condition free = new Write.Condition(
                "attribute_not_exists(leaseUntil) OR leaseUntil <= :now OR leaseOwner = :owner",
                Map.of(":now", Item.string(Key.time(now)), ":owner", Item.string(owner)));
        Item lease = Item.at(Key.lease(name))
                .with(OWNER, owner)
                .with(UNTIL, Key.time(until))
                .with(Item.EXPIRES_AT, Expiring.seconds(until));
        return table.write(List.of(new Write.Put(lease, null, free))).isEmpty();
    }

    @Override
    public void release(String name, String owner) {
        Write.Condition held = new Write.Condition("leaseOwner = :owner", Map.of(":owner", Item.string(owner)));
        table.write(List.of(new Write.Put(Expiring.empty(Key.lease(name), clock), null, held)));
    }
}
