package northstar.events;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose structure others decide: read as strictly as our own, without knowing its members.
 *
 * <p>Values are texts, {@link BigDecimal}s, truth values, nulls, lists and maps of them.
 */
public final class ForeignJson {
    private ForeignJson() {}

    /**
     * Returns the members of an object, in their order.
     *
     * @throws MalformedInputException if the text is not one JSON object, names a key twice, is nested more than 64 levels
     *     deep, or holds a number that no double comes near
     */
    public static Map<String, @Nullable Object> object(String json) {
        String begin = json.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            throw new MalformedInputException("$", "neither object nor list", "must be an object");
        }
        Object tree = JsonTree.parse(json);
        if (tree instanceof Map<?, ?> members) {
            return members(members);
        }
        throw new MalformedInputException("$", Shown.of(tree), "must be an object");
    }

    /** Returns the JSON of such a value. */
    public static String write(@Nullable Object value) {
        return new JsonOut().value(value).text();
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> tree) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        tree.forEach((key, member) -> members.put((String) key, value(member)));
        return members;
    }

    private static @Nullable Object value(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> members) {
            return members(members);
        }
        if (tree instanceof List<?> elements) {
            List<@Nullable Object> values = new ArrayList<>(elements.size());
            elements.forEach(element -> values.add(value(element)));
            return values;
        }
        return tree instanceof NumberText number ? decimal(number) : tree;
    }

    private static BigDecimal decimal(NumberText number) {
        BigDecimal decimal = number.decimal();
        if (decimal == null || Double.isInfinite(decimal.doubleValue())) {
            throw new MalformedInputException("number", Shown.of(number), "must be a number that a double can hold");
        }
        return decimal;
    }
}
