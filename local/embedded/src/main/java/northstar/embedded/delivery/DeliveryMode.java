package northstar.embedded.delivery;

import java.time.Duration;
import java.util.Set;

/** In which order, and how often, events are delivered. Immutable. */
public sealed interface DeliveryMode {

    /** Each event once, in the order in which they were sent. */
    record Once() implements DeliveryMode {}

    /**
     * Each event twice to each function, late and out of order, as EventBridge may do at its worst: each of the two
     * deliveries is late by a time of its own, drawn evenly from the window. What handlers themselves send is treated
     * alike. The same seed gives the same order as long as one worker runs.
     *
     * @param seed of the order
     * @param window largest delay; 0 or more. With 0 events change places only with those of the same instant.
     * @param anywhere detail types that, in a stream given as a whole, may come at any time of it, early too
     */
    record TwiceShuffled(long seed, Duration window, Set<String> anywhere) implements DeliveryMode {

        /** @throws IllegalArgumentException if the window is negative */
        public TwiceShuffled {
            if (window.isNegative()) {
                throw new IllegalArgumentException("window == " + window + ", must be 0 or more");
            }
            anywhere = Set.copyOf(anywhere);
        }
    }
}
