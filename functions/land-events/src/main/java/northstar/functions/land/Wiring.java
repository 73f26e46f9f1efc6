package northstar.functions.land;

import northstar.lake.Lake;
import northstar.lake.Landing;
import northstar.lake.engine.DuckDb;
import northstar.lake.s3.S3Lake;
import northstar.runtime.Bus;
import northstar.runtime.Clients;
import northstar.runtime.Environment;

/** What the function is made of. */
record Wiring(NewObjects objects, Bus bus) {
    static Wiring of(Clients clients, Environment environment) {
        DuckDb.Limits limits = DuckDb.Limits.ofMachine();
        Lake lake = new S3Lake(clients.s3(), environment.bucket(), limits.spillParent());
        return of(lake, limits, clients, environment);
    }

    static Wiring of(Lake lake, DuckDb.Limits limits, Clients clients, Environment environment) {
        return new Wiring(
                new NewObjects(new Landing(limits, lake, Formats::reader)),
                new Bus(clients.eventBridge(), environment.bus()));
    }
}
