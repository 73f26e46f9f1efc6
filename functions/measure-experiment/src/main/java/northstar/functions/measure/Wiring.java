package northstar.functions.measure;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import northstar.lake.DaySeals;
import northstar.lake.Lake;
import northstar.lake.engine.DuckDb;
import northstar.lake.s3.S3Lake;
import northstar.runtime.Bus;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.storage.Stores;
import northstar.storage.dynamodb.DynamoDbStores;

/** What the function is made of. No SQL engine is opened before it is needed. */
record Wiring(DueLooks due, ReportedAggregates reports, UnitFiles units, LakeLooks lake, Bus bus) {
    static Wiring of(Clients clients, Environment environment) {
        RandomGenerator random = new SplittableRandom();
        Stores stores = new DynamoDbStores(clients.dynamoDb(), environment.table(), clients.clock(), random);
        DuckDb.Limits limits = DuckDb.Limits.ofMachine();
        Lake lake = new S3Lake(clients.s3(), environment.bucket(), limits.spillParent());
        SealLeases leases = new SealLeases(stores.leases(), clients.clock(), random, Thread::sleep);
        return of(stores, lake, leases, limits, clients, environment);
    }

    static Wiring of(
            Stores stores,
            Lake lake,
            SealLeases leases,
            DuckDb.Limits limits,
            Clients clients,
            Environment environment) {
        Bucket bucket = new Bucket(clients, environment, limits.spillParent());
        ReportedAggregates reports =
                new ReportedAggregates(stores.definitions(), stores.reports(), stores.measurements(), bucket);
        UnitFiles units = new UnitFiles(stores.definitions(), stores.measurements(), bucket);
        LakeLooks looks = new LakeLooks(stores, new DaySeals(limits, lake, leases), limits);
        return new Wiring(
                new DueLooks(stores.definitions(), reports, units, looks),
                reports,
                units,
                looks,
                new Bus(clients.eventBridge(), environment.bus()));
    }
}
