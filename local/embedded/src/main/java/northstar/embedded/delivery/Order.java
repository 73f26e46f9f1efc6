package northstar.embedded.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Draws when a delivery is due, as the mode says. Thread-safe. */
final class Order {

    /** When to deliver, and the place among those of the same time. */
    record Slot(Instant due, long tie) {}

    /** First and last time of a stream. */
    record Span(Instant first, Instant last) {}

    private final DeliveryMode mode;
    private final SplittableRandom random;

    Order(DeliveryMode mode) {
        this.mode = mode;
        this.random = new SplittableRandom(mode instanceof DeliveryMode.TwiceShuffled shuffled ? shuffled.seed() : 0);
    }

    /** The deliveries of an event that is sent at a time. */
    synchronized List<Slot> slots(Instant sent) {
        return switch (mode) {
            case DeliveryMode.Once _ -> List.of(new Slot(sent, 0));
            case DeliveryMode.TwiceShuffled shuffled ->
                List.of(slot(sent, shuffled.window()), slot(sent, shuffled.window()));
        };
    }

    /** The deliveries of an event that is part of a stream. */
    synchronized List<Slot> slots(Instant sent, String detailType, Span stream) {
        if (mode instanceof DeliveryMode.TwiceShuffled shuffled
                && shuffled.anywhere().contains(detailType)) {
            Duration whole = Duration.between(stream.first(), stream.last());
            return List.of(slot(stream.first(), whole), slot(stream.first(), whole));
        }
        return slots(sent);
    }

    private Slot slot(Instant from, Duration window) {
        long millis = window.toMillis();
        return new Slot(from.plusMillis(millis == 0 ? 0 : random.nextLong(millis + 1)), random.nextLong());
    }
}
