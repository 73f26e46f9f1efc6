package northstar.runtime;

import java.time.InstantSource;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * The AWS clients of one function, and its clock. Each is made when it is first asked for and is the same object from then on, so a
 * function pays only for the services it uses, and needs only their SDK modules on its class path: a method whose
 * module is absent fails with {@link NoClassDefFoundError} when it is called, never before.
 *
 * <p>Thread-safe.
 */
public interface Clients extends AutoCloseable {

    DynamoDbClient dynamoDb();

    EventBridgeClient eventBridge();

    SchedulerClient scheduler();

    S3Client s3();

    /**
     * The time now. It is for Scheduler calls, expiry of items and logs alone, since business time comes from the event.
     * Deployed it is the system clock; the embedded system, which replays the past, moves it with its events.
     */
    InstantSource clock();

    /** Hears each line of the log: standard output on Lambda. */
    Consumer<String> log();

    /** Closes the clients that were made. A client must not be asked for afterwards. */
    @Override
    void close();

    /**
     * The clients of a deployed function: region and credentials from the variables that Lambda sets, endpoints from
     * {@code AWS_ENDPOINT_URL} where that is set.
     */
    static Clients fromEnvironment() {
        return new EnvironmentClients();
    }
}
