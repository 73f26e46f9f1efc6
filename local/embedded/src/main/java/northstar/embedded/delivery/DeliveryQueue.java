package northstar.embedded.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries in the order in which they are due. Some are held back: of those under one key only the last is kept, and it is
 * let go when nothing else is left to deliver. Thread-safe.
 */
final class DeliveryQueue {

    /** @param tie order among those that are due at the same time */
    private record Place(Instant due, long tie, long number, Delivery delivery) {}

    private final PriorityQueue<Place> waiting = new PriorityQueue<>(
            Comparator.comparing(Place::due).thenComparingLong(Place::tie).thenComparingLong(Place::number));
    private final Map<String, Delivery> held = new LinkedHashMap<>();
    private long number;
    private int underWay;

    synchronized void add(Delivery delivery, Instant due, long tie) {
        waiting.add(new Place(due, tie, number++, delivery));
        notifyAll();
    }

    synchronized void hold(String key, Delivery delivery) {
        held.remove(key);
        held.put(key, delivery);
    }

    /**
     * The next delivery that is due, now under way until {@link #done}. Waits while there is none but others are under way,
     * since these may bring new ones.
     *
     * @return null if nothing is left to do at this time
     */
    synchronized @Nullable Delivery take(Instant now) throws InterruptedException {
        while (true) {
            Place first = waiting.peek();
            if (first != null && !first.due().isAfter(now)) {
                waiting.remove();
                underWay++;
                return first.delivery();
            }
            if (underWay > 0) {
                wait();
            } else if (first == null && !held.isEmpty()) {
                held.values().forEach(delivery -> add(delivery, now, 0));
                held.clear();
            } else {
                return null;
            }
        }
    }

    /** Says that a delivery that was taken is no longer under way. */
    synchronized void done() {
        underWay--;
        notifyAll();
    }

    /** When the next delivery is due. */
    synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(waiting.peek()).map(Place::due);
    }
}
