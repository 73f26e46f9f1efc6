package northstar.cli.remote;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import northstar.cli.input.Outgoing;
import northstar.events.Messages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts events on the bus, ten to a call and some calls at a time, so in no certain order. What the bus refuses in a call
 * that it took is sent again, less and less often; what it still refuses then is told at the end.
 */
public final class Sender implements AutoCloseable {
    private static final int ENTRIES = 10;
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_NANOS = 100_000_000;
    private static final int CALLS = 4;

    private final EventBridgeClient client;
    private final String bus;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            CALLS, Thread.ofPlatform().daemon().name("send-", 1).factory());
    private final Semaphore free = new Semaphore(2 * CALLS);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<Refused> refused = Collections.synchronizedList(new ArrayList<>());
    private Call next = Call.EMPTY;

    Sender(EventBridgeClient client, String bus) {
        this.client = client;
        this.bus = bus;
    }

    /** Events that are sent together, and their size. */
    private record Call(List<Outgoing> events, int bytes) {
        static final Call EMPTY = new Call(List.of(), 0);

        boolean hasRoomFor(int size) {
            return events.isEmpty() || (events.size() < ENTRIES && bytes + size <= Messages.MAX_BYTES);
        }

        Call with(Outgoing event, int size) {
            List<Outgoing> more = new ArrayList<>(events);
            more.add(event);
            return new Call(more, bytes + size);
        }
    }

    /**
     * An event that the bus did not take.
     *
     * @param reason what the bus said
     */
    public record Refused(Outgoing event, String reason) {}

    /** Returns what the bus is called. */
    public String bus() {
        return bus;
    }

    /** Returns how many events the bus has taken so far. */
    public long sent() {
        return sent.get();
    }

    /**
     * Takes an event to be sent.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if an earlier call failed as a whole
     */
    public void send(Outgoing event) {
        int size = event.size();
        if (!next.hasRoomFor(size)) {
            flush();
        }
        next = next.with(event, size);
    }

    /**
     * Waits until all is sent.
     *
     * @return what was refused again and again
     * @throws software.amazon.awssdk.core.exception.SdkException if a call failed as a whole
     */
    public List<Refused> finish() {
        if (!next.events().isEmpty()) {
            flush();
        }
        free.acquireUninterruptibly(2 * CALLS);
        free.release(2 * CALLS);
        check();
        return List.copyOf(refused);
    }

    private void flush() {
        check();
        List<Outgoing> call = next.events();
        next = Call.EMPTY;
        free.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                refused.addAll(put(call));
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
    }

    private void check() {
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Sends at most ten events now, and returns what was refused again and again. */
    List<Refused> put(List<Outgoing> events) {
        List<Refused> open =
                events.stream().map(event -> new Refused(event, "")).toList();
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            if (attempt > 0) {
                LockSupport.parkNanos(FIRST_PAUSE_NANOS << attempt);
            }
            open = attempt(open);
        }
        return open;
    }

    private List<Refused> attempt(List<Refused> open) {
        List<PutEventsRequestEntry> entries =
                open.stream().map(one -> entry(one.event())).toList();
        List<PutEventsResultEntry> results =
                client.putEvents(request -> request.entries(entries)).entries();
        List<Refused> still = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            PutEventsResultEntry result = results.get(i);
            if (result.errorCode() != null) {
                still.add(new Refused(open.get(i).event(), result.errorCode() + ": " + result.errorMessage()));
            }
        }
        sent.addAndGet(open.size() - still.size());
        return still;
    }

    private PutEventsRequestEntry entry(Outgoing event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(event.source())
                .detailType(event.detailType())
                .detail(event.detail())
                .time(event.time())
                .build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
