package northstar.functions.measure;

import java.nio.file.Path;
import java.util.SplittableRandom;
import northstar.runtime.Bus;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.storage.Stores;
import northstar.storage.dynamodb.DynamoDbStores;

/** What the function is made of. */
record Wiring(DueLooks due, ReportedAggregates reports, UnitFiles units, Bus bus) {
    static Wiring of(Clients clients, Environment environment) {
        Stores stores =
                new DynamoDbStores(clients.dynamoDb(), environment.table(), clients.clock(), new SplittableRandom());
        return of(stores, clients, environment);
    }

    static Wiring of(Stores stores, Clients clients, Environment environment) {
        Bucket bucket = new Bucket(clients, environment, Path.of(System.getProperty("java.io.tmpdir")));
        ReportedAggregates reports =
                new ReportedAggregates(stores.definitions(), stores.reports(), stores.measurements(), bucket);
        UnitFiles units = new UnitFiles(stores.definitions(), stores.measurements(), bucket);
        return new Wiring(
                new DueLooks(stores.definitions(), reports, units),
                reports,
                units,
                new Bus(clients.eventBridge(), environment.bus()));
    }
}
