package northstar.embedded.delivery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dead-letter queues: what could not be handled, oldest first. Thread-safe. */
public final class DeadLetters {

    /** @param delivery what to deliver again; null for the event of a schedule */
    private record Kept(
            String receipt, DeadLetter letter, @Nullable Delivery delivery) {}

    /**
     * A letter that somebody has taken in hand.
     *
     * @param receipt names it when it is deleted or given back
     */
    public record Received(String receipt, DeadLetter letter) {}

    private final List<Kept> kept = new ArrayList<>();
    private final Set<String> hidden = new HashSet<>();
    private long number;

    /** All letters of all queues. */
    public synchronized List<DeadLetter> all() {
        return kept.stream().map(Kept::letter).toList();
    }

    /** The letters of one queue. */
    public List<DeadLetter> in(String queue) {
        return all().stream().filter(letter -> letter.queue().equals(queue)).toList();
    }

    /** How many letters of a queue nobody has in hand. */
    public synchronized long visible(String queue) {
        return kept.stream()
                .filter(entry -> entry.letter().queue().equals(queue) && !hidden.contains(entry.receipt()))
                .count();
    }

    /** Takes letters of a queue in hand: nobody else receives them until they are given back. */
    public synchronized List<Received> receive(String queue, int most) {
        List<Received> received = kept.stream()
                .filter(entry -> entry.letter().queue().equals(queue) && !hidden.contains(entry.receipt()))
                .limit(most)
                .map(entry -> new Received(entry.receipt(), entry.letter()))
                .toList();
        received.forEach(letter -> hidden.add(letter.receipt()));
        return received;
    }

    /** Gives a letter back. */
    public synchronized void release(String receipt) {
        hidden.remove(receipt);
    }

    /** Deletes a letter, if it is still there. */
    public synchronized void delete(String receipt) {
        hidden.remove(receipt);
        kept.removeIf(entry -> entry.receipt().equals(receipt));
    }

    /** Puts the event of a schedule that did not reach its bus into a queue. */
    public synchronized void add(DeadLetter letter) {
        kept.add(new Kept(receipt(), letter, null));
    }

    synchronized void add(DeadLetter letter, Delivery delivery) {
        kept.add(new Kept(receipt(), letter, delivery));
    }

    private String receipt() {
        number++;
        return "letter-" + number;
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
