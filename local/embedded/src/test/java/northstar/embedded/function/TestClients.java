package northstar.embedded.function;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** Clients that carry what {@link DelegatingHandler} does; they offer no service. */
public final class TestClients implements Clients {

    /** What a handler does with an event. */
    @FunctionalInterface
    public interface Behaviour {
        void handle(String event, Context context, Environment environment) throws IOException;
    }

    private final Behaviour behaviour;
    private final List<Environment> made = new CopyOnWriteArrayList<>();

    public TestClients(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    void handle(String event, Context context, Environment environment) throws IOException {
        behaviour.handle(event, context, environment);
    }

    void made(Environment environment) {
        made.add(environment);
    }

    /** The environments of all handlers that were made. */
    public List<Environment> made() {
        return made;
    }

    @Override
    public DynamoDbClient dynamoDb() {
        throw new UnsupportedOperationException("no service here");
    }

    @Override
    public EventBridgeClient eventBridge() {
        throw new UnsupportedOperationException("no service here");
    }

    @Override
    public SchedulerClient scheduler() {
        throw new UnsupportedOperationException("no service here");
    }

    @Override
    public S3Client s3() {
        throw new UnsupportedOperationException("no service here");
    }

    @Override
    public Consumer<String> log() {
        return line -> {};
    }

    @Override
    public InstantSource clock() {
        throw new UnsupportedOperationException("no service here");
    }

    @Override
    public void close() {}
}
