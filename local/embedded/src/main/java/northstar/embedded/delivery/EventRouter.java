package northstar.embedded.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import northstar.embedded.bus.BusEvent;
import northstar.embedded.bus.EventBuses;
import northstar.embedded.bus.Publisher;
import northstar.embedded.bus.Route;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.template.LambdaFunction;

/** Queues an event for every function and stream whose rule it matches, when and as often as the mode says. Thread-safe. */
public final class EventRouter implements Publisher {

    private final EventBuses buses;
    private final InstantSource clock;
    private final Order order;
    private final Map<String, Function<BusEvent, String>> coalesced;
    private final DeliveryQueue queue = new DeliveryQueue();
    private final AtomicLong ids = new AtomicLong();

    public EventRouter(EventBuses buses, InstantSource clock, DeliverySettings settings) {
        this.buses = buses;
        this.clock = clock;
        this.order = new Order(settings.mode());
        this.coalesced = settings.coalesced();
    }

    @Override
    public String publish(String bus, TimedEvent event, List<String> resources) {
        BusEvent published = BusEvent.of(id("event"), event, resources);
        Instant now = clock.instant();
        for (Route route : buses.routes(bus, published)) {
            order.slots(now).forEach(slot -> enqueue(published, route, slot));
        }
        return published.id();
    }

    /** Takes a whole stream, each event to be delivered at its time or as the mode says. */
    public void publishAll(String bus, List<TimedEvent> stream) {
        if (stream.isEmpty()) {
            return;
        }
        List<TimedEvent> sorted =
                stream.stream().sorted(Comparator.comparing(TimedEvent::time)).toList();
        Order.Span span =
                new Order.Span(sorted.getFirst().time(), sorted.getLast().time());
        for (TimedEvent event : sorted) {
            BusEvent published = BusEvent.of(id("event"), event, List.of());
            for (Route route : buses.routes(bus, published)) {
                order.slots(event.time(), event.detailType(), span).forEach(slot -> enqueue(published, route, slot));
            }
        }
    }

    private void enqueue(BusEvent event, Route route, Order.Slot slot) {
        Instant now = clock.instant();
        Instant due = slot.due().isBefore(now) ? now : slot.due();
        Delivery delivery = new Delivery(id("request"), event, route, due, 0, 0);
        Function<BusEvent, String> key = coalesced.get(delivery.target());
        if (key == null) {
            queue.add(delivery, due, slot.tie());
        } else {
            queue.hold(delivery.target() + " " + key.apply(event), delivery);
        }
    }

    /** Queues a delivery anew, as if it had never been tried. */
    void again(Delivery delivery) {
        Instant now = clock.instant();
        queue.add(new Delivery(id("request"), delivery.event(), delivery.route(), now, 0, 0), now, 0);
    }

    /**
     * Queues an event for one function, whatever its rules say: a call that does not wait for the answer.
     *
     * @throws IllegalArgumentException if the text is not the envelope of an event
     */
    public void invoke(LambdaFunction function, String json) {
        Instant now = clock.instant();
        Route route = new Route(function.rules().getFirst(), function);
        queue.add(new Delivery(id("request"), BusEvent.parse(json), route, now, 0, 0), now, 0);
    }

    DeliveryQueue queue() {
        return queue;
    }

    /** The same ids in every run, as long as one worker runs. */
    private String id(String kind) {
        return UUID.nameUUIDFromBytes((kind + " " + ids.incrementAndGet()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
