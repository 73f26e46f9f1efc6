package northstar.embedded.bus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.embedded.template.DeliveryStream;
import northstar.embedded.template.EventRule;
import northstar.embedded.template.LambdaFunction;
import northstar.embedded.template.SamTemplate;
import software.amazon.event.ruler.Machine;

/** The event buses of the template with their rules. Thread-safe. */
public final class EventBuses {

    private final Map<String, Machine> machines = new HashMap<>();
    private final Map<String, Route> routes = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if a pattern of the template is none */
    public EventBuses(SamTemplate template) {
        machines.put(EventRule.DEFAULT_BUS, Machine.builder().build());
        for (LambdaFunction function : template.functions()) {
            function.rules().forEach(rule -> add(new Route(rule, function)));
        }
        for (DeliveryStream stream : template.streams()) {
            stream.rules().forEach(rule -> add(new Route(rule, stream)));
        }
    }

    private void add(Route route) {
        EventRule rule = route.rule();
        try {
            machines.computeIfAbsent(rule.bus(), bus -> Machine.builder().build())
                    .addRule(rule.name(), rule.pattern());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    rule.name() + ".Pattern == " + rule.pattern() + ", must be an event pattern", e);
        }
        routes.put(rule.name(), route);
    }

    public boolean exists(String bus) {
        return machines.containsKey(bus);
    }

    /** Where an event on a bus goes, in the order of the template. */
    public List<Route> routes(String bus, BusEvent event) {
        Machine machine = machines.get(bus);
        if (machine == null) {
            throw new IllegalArgumentException("bus == \"" + bus + "\", must be one of " + machines.keySet());
        }
        List<String> matching = machine.rulesForJSONEvent(event.tree());
        if (matching.isEmpty()) {
            return List.of();
        }
        List<Route> matched = new ArrayList<>();
        routes.forEach((name, route) -> {
            if (matching.contains(name)) {
                matched.add(route);
            }
        });
        return matched;
    }
}
