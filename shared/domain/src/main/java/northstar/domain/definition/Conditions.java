package northstar.domain.definition;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Arguments;

/** The conditions of a filter in the one order that makes filters of the same meaning equal. */
final class Conditions {
    private Conditions() {}

    /**
     * Returns an immutable copy with the conditions of each property in a fixed order.
     *
     * @throws IllegalArgumentException if a property has no condition, or two of a kind that can only be stated once
     */
    static Map<String, List<Condition>> of(Map<String, List<Condition>> where) {
        SortedMap<String, List<Condition>> copy = new TreeMap<>();
        where.forEach((property, conditions) -> copy.put(property, ordered("where." + property, conditions)));
        return Collections.unmodifiableSortedMap(copy);
    }

    private static List<Condition> ordered(String path, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            throw Arguments.refusal(path + ".length", 0, "at least 1");
        }
        Set<Integer> kinds = new HashSet<>();
        for (Condition condition : conditions) {
            if (!kinds.add(rank(condition)) && !(condition instanceof Condition.NotEqual)) {
                throw Arguments.refusal(
                        path, Arguments.quoted(condition.getClass().getSimpleName()), "stated only once");
            }
        }
        return conditions.stream()
                .sorted(Comparator.comparingInt(Conditions::rank))
                .toList();
    }

    private static int rank(Condition condition) {
        return switch (condition) {
            case Condition.Equal _ -> 0;
            case Condition.NotEqual _ -> 1;
            case Condition.In _ -> 2;
            case Condition.Less _ -> 3;
            case Condition.Greater _ -> 4;
            case Condition.Between _ -> 5;
            case Condition.Exists _ -> 6;
            case Condition.Matches _ -> 7;
        };
    }

    /** Returns the value if it is one that a property can be compared with: a text, a decimal or a truth value. */
    static Object comparable(String name, Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        throw Arguments.refusal(name, Arguments.quoted(value), "a text, a number, true or false");
    }
}
