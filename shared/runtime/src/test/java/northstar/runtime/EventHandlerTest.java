package northstar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import northstar.events.Envelope;
import northstar.events.MalformedInputException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

class EventHandlerTest {
    private static final String EVENT = """
            {"version": "0", "id": "e-1", "detail-type": "Features Ranked", "source": "northstar", "account": "1",
             "time": "2026-10-01T00:00:00Z", "region": "us-east-1", "resources": [], "detail": {"revision": 1}}""";

    private final List<String> lines = new ArrayList<>();
    private final List<String> handled = new ArrayList<>();

    /** Clients of a handler that calls no service. */
    private final class NoServices implements Clients {
        @Override
        public DynamoDbClient dynamoDb() {
            throw new IllegalStateException("no service is called");
        }

        @Override
        public EventBridgeClient eventBridge() {
            throw new IllegalStateException("no service is called");
        }

        @Override
        public SchedulerClient scheduler() {
            throw new IllegalStateException("no service is called");
        }

        @Override
        public S3Client s3() {
            throw new IllegalStateException("no service is called");
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
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

    private void handle(String text, Consumer<Envelope> work) throws IOException {
        EventHandler handler = new EventHandler("test", new NoServices()) {
            @Override
            protected void handle(Envelope envelope, Log log) {
                work.accept(envelope);
            }
        };
        handler.handleRequest(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream(), null);
    }

    @Test
    void wellFormedEvent_isHandledAndCounted() throws IOException {
        handle(EVENT, envelope -> handled.add(envelope.id()));

        assertThat(handled).containsExactly("e-1");
        assertThat(lines).singleElement().asString().contains("\"Handled\":1");
    }

    @Test
    void failure_isLoggedWithTheEventAndGoesOut() {
        assertThatThrownBy(() -> handle(EVENT, envelope -> {
                    throw new IllegalStateException("the table is gone");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(lines.get(0)).contains("\"level\":\"ERROR\"", "\"event\":\"e-1\"", "the table is gone");
        assertThat(lines.get(1)).contains("\"Failed\":1");
    }

    @Test
    void malformedEvent_isCountedAsSuch() {
        assertThatThrownBy(() -> handle("{}", envelope -> handled.add("never")))
                .isInstanceOf(MalformedInputException.class);

        assertThat(handled).isEmpty();
        assertThat(lines.get(1)).contains("\"Malformed\":1");
    }

    @Test
    void eventOfMoreThanItMayHave_isRefusedUnread() {
        assertThatThrownBy(() -> handle(" ".repeat(512 * 1024 + 1), envelope -> handled.add("never")))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("event.length == over 524288, must be at most 524288 bytes");
    }
}
