package northstar.events;

import io.avaje.json.JsonIoException;
import io.avaje.json.stream.BufferedJsonWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes canonical JSON: keys in the order they are put, doubles as the shortest text that reads back the same, never
 * NaN or infinity.
 *
 * <p>Values are texts, numbers, truth values, {@link Words words}, times, lists and maps of them. A {@link BigDecimal} is
 * written as a number with all its digits.
 */
final class JsonOut {
    private final BufferedJsonWriter writer = JsonTree.STREAM.bufferedWriter();

    /** Returns the text so far and ends the writing. */
    String text() {
        return writer.result();
    }

    JsonOut begin() {
        writer.beginObject();
        return this;
    }

    JsonOut begin(String key) {
        writer.name(key);
        return begin();
    }

    JsonOut end() {
        writer.endObject();
        return this;
    }

    /** Puts a member; null is written as {@code null}. */
    JsonOut put(String key, @Nullable Object value) {
        writer.name(key);
        value(value);
        return this;
    }

    /** Puts a member, unless it is null or an empty list or map. */
    JsonOut putIfAny(String key, @Nullable Object value) {
        boolean empty =
                (value instanceof List<?> list && list.isEmpty()) || (value instanceof Map<?, ?> map && map.isEmpty());
        return value == null || empty ? this : put(key, value);
    }

    JsonOut put(String key, Words words, @Nullable Enum<?> constant) {
        return put(key, constant == null ? null : words.of(constant));
    }

    /** Puts a member that a writer of structures writes; null is written as {@code null}. */
    <T> JsonOut put(String key, @Nullable T value, BiConsumer<JsonOut, T> element) {
        writer.name(key);
        if (value == null) {
            writer.nullValue();
        } else {
            element.accept(this, value);
        }
        return this;
    }

    /** Writes a list where a value is due. */
    <T> void list(List<T> values, BiConsumer<JsonOut, T> element) {
        writer.beginArray();
        for (T value : values) {
            element.accept(this, value);
        }
        writer.endArray();
    }

    <T> JsonOut putList(String key, List<T> values, BiConsumer<JsonOut, T> element) {
        writer.name(key);
        list(values, element);
        return this;
    }

    <T> JsonOut putListIfAny(String key, List<T> values, BiConsumer<JsonOut, T> element) {
        return values.isEmpty() ? this : putList(key, values, element);
    }

    <T> JsonOut putMap(String key, Map<String, T> values, BiConsumer<JsonOut, T> element) {
        writer.name(key);
        map(values, element);
        return this;
    }

    <T> void map(Map<String, T> values, BiConsumer<JsonOut, T> element) {
        writer.beginObject();
        for (Map.Entry<String, T> entry : values.entrySet()) {
            writer.name(entry.getKey());
            element.accept(this, entry.getValue());
        }
        writer.endObject();
    }

    JsonOut value(@Nullable Object value) {
        if (value == null) {
            writer.nullValue();
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Long || value instanceof Integer) {
            writer.value(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            writer.value(flag.booleanValue());
        } else if (value instanceof NumberText number) {
            writer.rawValue(number.text());
        } else if (value instanceof BigDecimal decimal) {
            writer.rawValue(decimal.toString());
        } else if (value instanceof Duration duration) {
            text(days(duration));
        } else if (value instanceof List<?> list) {
            writer.beginArray();
            list.forEach(this::value);
            writer.endArray();
        } else if (value instanceof Map<?, ?> map) {
            writer.beginObject();
            map.forEach((key, member) -> put((String) key, member));
            writer.endObject();
        } else {
            text(value.toString());
        }
        return this;
    }

    private void text(String text) {
        try {
            writer.value(text);
        } catch (JsonIoException e) {
            throw new IllegalArgumentException("text == " + Shown.of(text) + ", must be Unicode text", e);
        }
    }

    private void number(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("number == " + number + ", must be finite");
        }
        writer.value(number);
    }

    /** Returns whole days as days, where Duration itself would say hours. */
    static String days(Duration duration) {
        boolean whole = !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()));
        return whole ? "P" + duration.toDays() + "D" : duration.toString();
    }
}
