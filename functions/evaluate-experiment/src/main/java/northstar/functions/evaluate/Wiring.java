package northstar.functions.evaluate;

import java.util.SplittableRandom;
import northstar.evaluation.Evaluator;
import northstar.events.ContentHash;
import northstar.runtime.Bus;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.runtime.Version;
import northstar.storage.Stores;
import northstar.storage.dynamodb.DynamoDbStores;

/** What the function is made of. */
record Wiring(LookEvaluation evaluation, Bus bus) {
    static Wiring of(Clients clients, Environment environment) {
        Stores stores =
                new DynamoDbStores(clients.dynamoDb(), environment.table(), clients.clock(), new SplittableRandom());
        return of(stores, clients, environment);
    }

    static Wiring of(Stores stores, Clients clients, Environment environment) {
        Evaluator evaluator = new Evaluator(Version.NORTHSTAR, ContentHash::of);
        return new Wiring(
                new LookEvaluation(stores.definitions(), stores.measurements(), stores.evaluations(), evaluator),
                new Bus(clients.eventBridge(), environment.bus()));
    }
}
