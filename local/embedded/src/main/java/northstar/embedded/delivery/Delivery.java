package northstar.embedded.delivery;

import java.time.Instant;
import northstar.embedded.bus.BusEvent;
import northstar.embedded.bus.Route;

/**
 * One event on its way to one function or stream. Immutable.
 *
 * @param requestId the same for every attempt
 * @param event what is delivered
 * @param route the rule and what is behind it
 * @param accepted when it was due first
 * @param handovers how often the rule failed to hand it over
 * @param calls how often the function failed
 */
record Delivery(String requestId, BusEvent event, Route route, Instant accepted, int handovers, int calls) {

    Delivery withFailedHandover() {
        return new Delivery(requestId, event, route, accepted, handovers + 1, calls);
    }

    Delivery withFailedCall() {
        return new Delivery(requestId, event, route, accepted, handovers, calls + 1);
    }

    String target() {
        return route.target().logicalId();
    }
}
