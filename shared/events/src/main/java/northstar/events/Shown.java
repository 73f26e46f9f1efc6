package northstar.events;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a value in a message: short, on one line, text in quotation marks. */
final class Shown {
    private static final int MAX = 80;

    private Shown() {}

    static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return '"' + cut(text) + '"';
        }
        if (value instanceof NumberText number) {
            return cut(number.text());
        }
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        if (value instanceof List<?> list) {
            return "a list of " + list.size();
        }
        return String.valueOf(value);
    }

    /** Returns the first characters of a text, with what has no look of its own made visible. */
    static String cut(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MAX).forEach(c -> {
            if (Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > MAX ? shown.append('…').toString() : shown.toString();
    }
}
