package northstar.functions.land;

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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** What surrounds a function: a bus that remembers, a clock that is set, a log that is kept. */
final class Surroundings implements Clients {
    final List<Message> published = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    Instant now = Instant.parse("2026-10-02T00:00:00Z");

    /** Puts an event into a handler, as Lambda does, and returns what the handler put on the bus. */
    List<Message> deliver(EventHandler handler, String id, String type, Instant time, String detail) {
        String event = """
                {"version": "0", "id": "%s", "detail-type": "%s", "source": "test", "account": "111122223333",
                 "time": "%s", "region": "eu-west-1", "resources": [], "detail": %s}""".formatted(id, type, time, detail);
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
        throw new IllegalStateException("the function has no stores");
    }

    @Override
    public EventBridgeClient eventBridge() {
        return new RememberingBus();
    }

    @Override
    public SchedulerClient scheduler() {
        throw new IllegalStateException("the function has no scheduler");
    }

    @Override
    public S3Client s3() {
        throw new IllegalStateException("the lake is a folder");
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
