package northstar.lake.imports;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import northstar.domain.Arguments;
import northstar.events.ForeignJson;
import northstar.events.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, or the cells of a table's row, by name. What is null or empty is as good as absent.
 *
 * @param members texts, {@link BigDecimal}s, truth values, lists and maps
 * @param isTable whether they are cells, which are all text
 */
record Fields(Map<String, @Nullable Object> members, boolean isTable) {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?");

    /** Returns what stands under the first of the names that has something, or null. */
    @Nullable
    Object any(String... names) {
        for (String name : names) {
            Object value = members.get(name);
            if (value != null && !"".equals(value)) {
                return value;
            }
        }
        return null;
    }

    boolean has(String... names) {
        return any(names) != null;
    }

    /** Returns the text of a text, number or truth value, or null. */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            Object value = any(name);
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                throw RefusedException.of(name, kind(value), "a text or a number");
            }
            if (value != null) {
                return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
            }
        }
        return null;
    }

    /** Returns the text of 1 to 200 characters that must be there. */
    String label(String... names) {
        String text = text(names);
        if (text == null) {
            throw RefusedException.absent(names[0], "");
        }
        return Limits.label(names[0], text);
    }

    /** Returns the first that is there: whose record this is. */
    String unit(String... names) {
        String unit = text(names);
        if (unit == null) {
            throw RefusedException.absent(String.join(" or ", names), ": without it nobody did this");
        }
        return Limits.label("unit", unit);
    }

    /** Returns the members of an object, or of a text that is one; none if it is absent. */
    Fields object(String... names) {
        Object value = any(names);
        if (value == null) {
            return new Fields(Map.of(), false);
        }
        if (value instanceof Map<?, ?> map) {
            return new Fields(members(map), false);
        }
        if (isTable && value instanceof String text) {
            try {
                return new Fields(ForeignJson.object(text), false);
            } catch (MalformedInputException e) {
                throw new RefusedException(names[0] + ": " + e.getMessage());
            }
        }
        throw RefusedException.of(names[0], kind(value), "an object");
    }

    /** Returns everything else; the cells of a table become numbers and truth values where they look like one. */
    Map<String, Object> without(Set<String> names) {
        Map<String, Object> others = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value != null && !names.contains(name) && !(isTable && value.equals(""))) {
                others.put(name, isTable ? cell((String) value) : value);
            }
        });
        return others;
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> map) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, value) -> members.put((String) key, value));
        return members;
    }

    private static Object cell(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    private static String kind(Object value) {
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        return value instanceof List<?> list ? "a list of " + list.size() : Arguments.quoted(value);
    }
}
