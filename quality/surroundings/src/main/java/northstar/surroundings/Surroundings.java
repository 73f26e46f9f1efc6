package northstar.surroundings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import northstar.events.DetailType;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.runtime.Clients;
import northstar.runtime.EventHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * What surrounds a function: a bus that remembers, a clock that is set, a log that is kept. A service that the function was not
 * given fails when it is asked for. Not thread-safe.
 */
public final class Surroundings implements Clients {
    private final List<Message> published = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final @Nullable SchedulerClient scheduler;
    private final @Nullable S3Client bucket;
    private Instant now;

    private Surroundings(Instant now, @Nullable SchedulerClient scheduler, @Nullable S3Client bucket) {
        this.now = now;
        this.scheduler = scheduler;
        this.bucket = bucket;
    }

    /** Returns surroundings without scheduler and bucket, at a time. */
    public static Surroundings at(Instant now) {
        return new Surroundings(now, null, null);
    }

    /** Returns surroundings with a scheduler. */
    public Surroundings with(SchedulerClient services) {
        return new Surroundings(now, services, bucket);
    }

    /** Returns surroundings with buckets. */
    public Surroundings with(S3Client services) {
        return new Surroundings(now, scheduler, services);
    }

    /** Returns what was put on the bus, in order. */
    public List<Message> published() {
        return published;
    }

    /** Returns the lines of the log. */
    public List<String> lines() {
        return lines;
    }

    /** Returns the time that the clock shows. */
    public Instant now() {
        return now;
    }

    /** Sets the clock. */
    public void moveTo(Instant time) {
        now = time;
    }

    /** Puts an event into a handler, as Lambda does, and returns what the handler put on the bus. */
    public List<Message> deliver(EventHandler handler, String id, String type, Instant time, String detail) {
        String event =
                ("{\"version\": \"0\", \"id\": \"%s\", \"detail-type\": \"%s\", \"source\": \"test\", \"account\": \"111122223333\","
                                + " \"time\": \"%s\", \"region\": \"eu-west-1\", \"resources\": [], \"detail\": %s}")
                        .formatted(id, type, time, detail);
        int before = published.size();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    OutputStream.nullOutputStream(),
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(published.subList(before, published.size()));
    }

    private final class RememberingBus implements EventBridgeClient {
        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            request.entries()
                    .forEach(entry -> published.addAll(Messages.read(
                            DetailType.of(entry.detailType()).orElseThrow(), entry.detail(), Instant.EPOCH)));
            return PutEventsResponse.builder().failedEntryCount(0).build();
        }

        @Override
        public String serviceName() {
            return "events";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Override
    public DynamoDbClient dynamoDb() {
        throw new IllegalStateException("the stores are in memory");
    }

    @Override
    public EventBridgeClient eventBridge() {
        return new RememberingBus();
    }

    @Override
    public SchedulerClient scheduler() {
        if (scheduler == null) {
            throw new IllegalStateException("the function has no scheduler");
        }
        return scheduler;
    }

    @Override
    public S3Client s3() {
        if (bucket == null) {
            throw new IllegalStateException("the function has no bucket");
        }
        return bucket;
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public Consumer<String> log() {
        return lines::add;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
