package northstar.functions.rank;

import java.util.SplittableRandom;
import northstar.runtime.Bus;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.storage.Stores;
import northstar.storage.dynamodb.DynamoDbStores;

/** What the function is made of. */
record Wiring(Ranker ranker, Bus bus) {
    static Wiring of(Clients clients, Environment environment) {
        Stores stores =
                new DynamoDbStores(clients.dynamoDb(), environment.table(), clients.clock(), new SplittableRandom());
        return of(stores, clients, environment);
    }

    static Wiring of(Stores stores, Clients clients, Environment environment) {
        return new Wiring(
                new Ranker(stores.definitions(), stores.rankings()), new Bus(clients.eventBridge(), environment.bus()));
    }
}
