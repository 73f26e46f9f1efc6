package northstar.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import northstar.events.Envelope;
import northstar.events.Message;
import northstar.events.Messages;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The product's event bus, as its functions speak on it.
 *
 * <p>Entries that the bus does not accept are sent again a few times; if some are still refused, the call fails, so that
 * the function is run again and nothing is lost.
 */
public final class Bus {
    private static final int ENTRIES_PER_CALL = 10;
    private static final int BYTES_PER_CALL = 250_000;
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE_NANOS = 50_000_000;

    private final EventBridgeClient client;
    private final String name;

    /**
     * Creates the bus.
     *
     * @param client the client to speak with
     * @param name name or ARN of the bus
     */
    public Bus(EventBridgeClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /**
     * Puts messages on the bus, in their order within one call.
     *
     * @throws EventsRefusedException if some are still refused after several attempts
     */
    public void publish(List<? extends Message> messages) {
        List<PutEventsRequestEntry> call = new ArrayList<>();
        int bytes = 0;
        for (Message message : messages) {
            String detail = Messages.write(message);
            int size = detail.getBytes(StandardCharsets.UTF_8).length
                    + message.type().title().length()
                    + 100;
            if (call.size() == ENTRIES_PER_CALL || (!call.isEmpty() && bytes + size > BYTES_PER_CALL)) {
                put(call);
                call = new ArrayList<>();
                bytes = 0;
            }
            call.add(PutEventsRequestEntry.builder()
                    .eventBusName(name)
                    .source(Envelope.NORTHSTAR)
                    .detailType(message.type().title())
                    .detail(detail)
                    .build());
            bytes += size;
        }
        if (!call.isEmpty()) {
            put(call);
        }
    }

    private void put(List<PutEventsRequestEntry> entries) {
        List<PutEventsRequestEntry> open = entries;
        String reason = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                LockSupport.parkNanos(FIRST_PAUSE_NANOS << attempt);
            }
            List<PutEventsRequestEntry> sent = open;
            PutEventsResponse response = client.putEvents(request -> request.entries(sent));
            if (response.failedEntryCount() == 0) {
                return;
            }
            List<PutEventsRequestEntry> failed = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                PutEventsResultEntry result = response.entries().get(i);
                if (result.errorCode() != null) {
                    failed.add(sent.get(i));
                    reason = result.errorCode() + ": " + result.errorMessage();
                }
            }
            open = failed;
        }
        throw new EventsRefusedException(open.size(), reason);
    }

    /** The bus refused events again and again; running the function again sends them again. */
    public static final class EventsRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EventsRefusedException(int events, String reason) {
            super("events refused by the bus == " + events + ", must be 0 (" + reason + ")");
        }
    }
}
