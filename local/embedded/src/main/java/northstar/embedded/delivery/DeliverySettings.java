package northstar.embedded.delivery;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import northstar.embedded.bus.BusEvent;

/**
 * How deliveries are made. Immutable.
 *
 * @param mode order and number of deliveries
 * @param workers how many run at the same time; with 1 the order is the same in every run
 * @param coalesced under a function's logical id: the key that its events have in common which stand for one another. Of
 *     such events the function sees the last alone, once nothing else is left to deliver.
 * @param observer hears of each call, in the thread that made it
 */
public record DeliverySettings(
        DeliveryMode mode, int workers, Map<String, Function<BusEvent, String>> coalesced, Consumer<Call> observer) {

    /** @throws IllegalArgumentException if there is no worker */
    public DeliverySettings {
        if (workers < 1) {
            throw new IllegalArgumentException("workers == " + workers + ", must be 1 or more");
        }
        coalesced = Map.copyOf(coalesced);
    }
}
