package northstar.embedded.bus;

import java.util.List;

/** Puts events on buses. */
@FunctionalInterface
public interface Publisher {

    /**
     * Puts an event on a bus and returns before it is delivered.
     *
     * @param bus name of the bus, which exists
     * @param resources ARNs of what the event is about
     * @return the event's id
     * @throws IllegalArgumentException if the detail is not a JSON object
     */
    String publish(String bus, TimedEvent event, List<String> resources);
}
