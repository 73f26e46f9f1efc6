package northstar.embedded.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import northstar.embedded.function.FunctionHost;
import northstar.embedded.stream.Streams;
import org.jspecify.annotations.Nullable;

/**
 * Delivers to functions and streams what the router has queued. Nothing is delivered until {@link #runDue}, and the clock is moved by
 * others. Thread-safe, but for {@link #runDue}, which one thread at a time may call.
 */
public final class Deliveries implements AutoCloseable {

    private final EventRouter router;
    private final DeliveryQueue queue;
    private final DeadLetters deadLetters;
    private final InstantSource clock;
    private final Courier courier;
    private final Streams streams;
    private final int workers;
    private final @Nullable ExecutorService helpers;

    public Deliveries(
            EventRouter router,
            FunctionHost host,
            Streams streams,
            DeadLetters deadLetters,
            InstantSource clock,
            DeliverySettings settings) {
        this.router = router;
        this.queue = router.queue();
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.streams = streams;
        this.courier = new Courier(host, streams, queue, deadLetters, settings.observer());
        this.workers = settings.workers();
        this.helpers = workers == 1
                ? null
                : Executors.newFixedThreadPool(
                        workers - 1,
                        Thread.ofPlatform().daemon().name("embedded-worker-", 1).factory());
    }

    /**
     * Makes every delivery that is due by now, and those that come of it, and waits for them. What streams got is in the
     * bucket then.
     */
    public void runDue() {
        do {
            deliverDue(clock.instant());
        } while (streams.flush());
    }

    private void deliverDue(Instant now) {
        List<Future<?>> running = new ArrayList<>();
        if (helpers != null) {
            for (int helper = 1; helper < workers; helper++) {
                running.add(helpers.submit(() -> work(now)));
            }
        }
        work(now);
        for (Future<?> helper : running) {
            try {
                helper.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a worker of the embedded system failed", e.getCause());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private void work(Instant now) {
        try {
            for (Delivery next = queue.take(now); next != null; next = queue.take(now)) {
                try {
                    courier.attempt(next, now);
                } finally {
                    queue.done();
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** When the next delivery is due; empty if there is none. */
    public Optional<Instant> nextDue() {
        return queue.nextDue();
    }

    /** Makes a function unreachable for its rules, as if it had been deleted, or reachable again. */
    public void setReachable(String function, boolean reachable) {
        courier.setReachable(function, reachable);
    }

    /** Takes the dead letters of functions out of their queues and queues them for delivery; returns how many. */
    public int redrive() {
        List<Delivery> dead = deadLetters.takeDeliveries();
        dead.forEach(router::again);
        return dead.size();
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while events were being delivered", e);
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdownNow();
        }
    }
}
