package northstar.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills what an experiment of a list leaves out from the {@code defaults} beside the list.
 *
 * <p>Objects are filled key by key; lists are taken or left as a whole. So are the objects of which one form excludes
 * the other ({@code covariates}, {@code variant}), and an experiment that names its own door takes no other door.
 */
final class Defaults {
    private static final Set<String> WHOLE = Set.of("covariates", "variant");

    private Defaults() {}

    static @Nullable Object fill(@Nullable Object entry, @Nullable Object defaults) {
        if (!(entry instanceof Map<?, ?> given) || !(defaults instanceof Map<?, ?> usual)) {
            return entry;
        }
        Map<Object, @Nullable Object> filled = new LinkedHashMap<>(given);
        usual.forEach((key, value) -> {
            if (!filled.containsKey(key)) {
                filled.put(key, value);
            } else if (key.equals("data")) {
                filled.put(key, door(filled.get(key), value));
            } else if (!WHOLE.contains(key)) {
                filled.put(key, fill(filled.get(key), value));
            }
        });
        return filled;
    }

    private static @Nullable Object door(@Nullable Object entry, @Nullable Object defaults) {
        if (!(entry instanceof Map<?, ?> given) || !(defaults instanceof Map<?, ?> usual)) {
            return entry;
        }
        Map<Object, @Nullable Object> same = new LinkedHashMap<>(usual);
        same.keySet().retainAll(given.keySet());
        return fill(given, same);
    }
}
