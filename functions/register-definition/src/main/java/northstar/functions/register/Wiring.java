package northstar.functions.register;

import java.util.SplittableRandom;
import northstar.runtime.Bus;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.storage.Stores;
import northstar.storage.dynamodb.DynamoDbStores;

/** What the function is made of. */
record Wiring(Registration registration, Rejections rejections, Bus bus) {
    static Wiring of(Clients clients, Environment environment) {
        Stores stores =
                new DynamoDbStores(clients.dynamoDb(), environment.table(), clients.clock(), new SplittableRandom());
        return of(stores, clients, environment);
    }

    static Wiring of(Stores stores, Clients clients, Environment environment) {
        Schedules schedules = new Schedules(clients.scheduler(), clients.clock(), environment);
        Resolver resolver = new Resolver(stores.definitions(), stores.reports(), stores.measurements(), schedules);
        Registration registration = new Registration(stores.definitions(), stores.rankings(), resolver);
        Rejections rejections = new Rejections(stores.idempotency(), clients.clock());
        return new Wiring(registration, rejections, new Bus(clients.eventBridge(), environment.bus()));
    }
}
