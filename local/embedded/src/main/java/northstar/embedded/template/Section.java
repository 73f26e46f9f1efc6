package northstar.embedded.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A mapping inside the template, with its path for messages. References are resolved where a value is read. */
record Section(String path, Map<?, ?> values, References references) {

    Section section(String key) {
        return of(key, required(key));
    }

    /** The section, or an empty one where the key is absent. */
    Section sectionOrEmpty(String key) {
        return values.containsKey(key) ? section(key) : new Section(path + "." + key, Map.of(), references);
    }

    /** The sections under this one by name, in the order of the file. */
    Map<String, Section> sections() {
        Map<String, Section> sections = new LinkedHashMap<>();
        values.forEach((key, value) -> sections.put(String.valueOf(key), of(String.valueOf(key), value)));
        return sections;
    }

    String text(String key) {
        Object value = references.resolve(required(key));
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        throw wrong(key, value, "a text");
    }

    String text(String key, String whenAbsent) {
        return values.containsKey(key) ? text(key) : whenAbsent;
    }

    int number(String key) {
        Object value = references.resolve(required(key));
        try {
            return Integer.parseInt(String.valueOf(value));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(message(key, value, "a whole number"), notANumber);
        }
    }

    /** The items of a list; a single value counts as a list of one, as in a policy. */
    List<String> texts(String key) {
        Object value = references.resolve(required(key));
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of(text(key));
    }

    List<Section> sectionList(String key) {
        if (!(values.get(key) instanceof List<?> list)) {
            throw wrong(key, values.get(key), "a list");
        }
        return IntStream.range(0, list.size())
                .mapToObj(i -> of(key + "[" + i + "]", list.get(i)))
                .toList();
    }

    /** The value under the key with all references resolved, as maps, lists and scalars. */
    Object resolved(String key) {
        Object value = references.resolve(required(key));
        if (value == null) {
            throw wrong(key, null, "present");
        }
        return value;
    }

    private Section of(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Section(path.isEmpty() ? key : path + "." + key, map, references);
        }
        throw wrong(key, value, "a mapping");
    }

    private Object required(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw wrong(key, null, "present");
        }
        return value;
    }

    private IllegalArgumentException wrong(String key, @Nullable Object value, String rule) {
        return new IllegalArgumentException(message(key, value, rule));
    }

    private String message(String key, @Nullable Object value, String rule) {
        return (path.isEmpty() ? key : path + "." + key) + " == " + value + ", must be " + rule;
    }
}
