package northstar.lake.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.events.ForeignJson;
import org.jspecify.annotations.Nullable;

/** What else is known of an event: one level of texts, numbers and truth values, as JSON. */
final class Properties {
    private final Map<String, Object> flat = new LinkedHashMap<>();

    /** Adds members: what is nested gets dotted keys, a list is kept as the text of its JSON, nulls are left out. */
    Properties putAll(Map<String, ?> members) {
        members.forEach(this::put);
        return this;
    }

    /** Adds one; what stands under the key already stays. */
    Properties put(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((inner, member) -> put(key + "." + inner, member));
        } else if (value != null) {
            if (key.isEmpty() || key.length() > Limits.LABEL) {
                throw RefusedException.of("key of a property: length", key.length(), "1 to " + Limits.LABEL);
            }
            flat.putIfAbsent(key, value instanceof List<?> ? ForeignJson.write(value) : value);
        }
        return this;
    }

    /** Returns the JSON object, or null if there is nothing. */
    @Nullable
    String json() {
        if (flat.isEmpty()) {
            return null;
        }
        String json = ForeignJson.write(flat);
        if (json.length() > Limits.PROPERTIES) {
            throw RefusedException.of(
                    "properties.length", json.length(), "at most " + Limits.PROPERTIES + " characters of JSON");
        }
        return json;
    }
}
