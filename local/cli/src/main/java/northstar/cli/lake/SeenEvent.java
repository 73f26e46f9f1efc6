package northstar.cli.lake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.events.ForeignJson;
import org.jspecify.annotations.Nullable;

/**
 * An event that is in the lake.
 *
 * @param event its name
 * @param units by how many different units
 * @param rows how often
 * @param values how often with a value
 * @param first time of the earliest
 * @param last time of the latest
 * @param properties what else is known of it, the most frequent first
 */
public record SeenEvent(
        String event, long units, long rows, long values, Instant first, Instant last, List<Property> properties) {
    public SeenEvent {
        properties = List.copyOf(properties);
    }

    /**
     * A property.
     *
     * @param key its key
     * @param type number, text, truth value, or several of them
     * @param share of the event's rows that have it, in (0, 1]
     * @param examples the most frequent texts that several units share and that are no unit's id
     */
    public record Property(String key, String type, double share, List<String> examples) {
        public Property {
            examples = List.copyOf(examples);
        }
    }

    /** Returns it for programs. */
    String json() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("event", event);
        members.put("units", units);
        members.put("rows", rows);
        members.put("values", values);
        members.put("first", first.toString());
        members.put("last", last.toString());
        members.put(
                "properties",
                properties.stream()
                        .map(property -> {
                            Map<String, @Nullable Object> inner = new LinkedHashMap<>();
                            inner.put("key", property.key());
                            inner.put("type", property.type());
                            inner.put("share", property.share());
                            inner.put("examples", property.examples());
                            return inner;
                        })
                        .toList());
        return ForeignJson.write(members);
    }
}
