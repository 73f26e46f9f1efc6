package northstar.embedded.delivery;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dead-letter queues: what could not be handled, oldest first. Thread-safe. */
public final class DeadLetters {

    /** @param delivery what to deliver again; null for the event of a schedule */
    private record Kept(DeadLetter letter, @Nullable Delivery delivery) {}

    private final List<Kept> kept = new ArrayList<>();

    /** All letters of all queues. */
    public synchronized List<DeadLetter> all() {
        return kept.stream().map(Kept::letter).toList();
    }

    /** The letters of one queue. */
    public List<DeadLetter> in(String queue) {
        return all().stream().filter(letter -> letter.queue().equals(queue)).toList();
    }

    /** Puts the event of a schedule that did not reach its bus into a queue. */
    public synchronized void add(DeadLetter letter) {
        kept.add(new Kept(letter, null));
    }

    synchronized void add(DeadLetter letter, Delivery delivery) {
        kept.add(new Kept(letter, delivery));
    }

    /** Takes out all that can be delivered again. */
    synchronized List<Delivery> takeDeliveries() {
        List<Delivery> taken = new ArrayList<>();
        kept.removeIf(entry -> {
            Delivery delivery = entry.delivery();
            return delivery != null && taken.add(delivery);
        });
        return taken;
    }
}
