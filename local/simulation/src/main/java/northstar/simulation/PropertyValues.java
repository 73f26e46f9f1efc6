package northstar.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import northstar.domain.Arguments;
import northstar.domain.definition.Condition;
import org.jspecify.annotations.Nullable;

/** Finds values of a property for which conditions hold, or do not. */
final class PropertyValues {
    private static final String OTHER = "something else";

    private PropertyValues() {}

    /**
     * Returns a value for which all conditions hold, as JSON, or null if the property has to be absent.
     *
     * @throws IllegalArgumentException if none is found
     */
    static @Nullable String good(String property, List<Condition> conditions) {
        for (Object candidate : candidates(conditions)) {
            if (conditions.stream().allMatch(condition -> holds(condition, candidate))) {
                return json(candidate);
            }
        }
        if (conditions.stream().allMatch(condition -> holds(condition, null))) {
            return null;
        }
        throw Arguments.refusal("where." + property, "conditions", "such that a value for them is easily found");
    }

    /** Returns a value for which some condition does not hold, as JSON, or null if the property has to be absent. */
    static @Nullable String bad(List<Condition> conditions) {
        for (Object candidate : candidates(conditions)) {
            if (!conditions.stream().allMatch(condition -> holds(condition, candidate))) {
                return json(candidate);
            }
        }
        return null;
    }

    private static List<Object> candidates(List<Condition> conditions) {
        List<Object> candidates = new ArrayList<>();
        for (Condition condition : conditions) {
            switch (condition) {
                case Condition.Equal equal -> candidates.add(equal.value());
                case Condition.NotEqual other -> candidates.add(other.value());
                case Condition.In in -> candidates.addAll(in.values());
                case Condition.Less less -> around(candidates, less.bound());
                case Condition.Greater greater -> around(candidates, greater.bound());
                case Condition.Between between -> {
                    around(candidates, between.low());
                    around(candidates, between.high());
                    candidates.add(between.low().add(between.high()).divide(BigDecimal.valueOf(2)));
                }
                case Condition.Exists _ -> candidates.add("something");
                case Condition.Matches matches -> candidates.addAll(texts(matches.regex()));
            }
        }
        candidates.add(OTHER);
        candidates.add(BigDecimal.ONE);
        return candidates;
    }

    private static void around(List<Object> candidates, BigDecimal bound) {
        candidates.add(bound);
        candidates.add(bound.subtract(BigDecimal.ONE));
        candidates.add(bound.add(BigDecimal.ONE));
    }

    /** Guesses texts that an expression is found in: its letters, with the first of each choice. */
    private static List<String> texts(String regex) {
        String simple = regex.replaceAll("^\\^|\\$$|\\(\\?[a-z]*\\)", "")
                .replaceAll("\\(\\?:", "(")
                .replaceAll("\\\\d", "5")
                .replaceAll("\\\\w", "a")
                .replaceAll("\\\\s", " ")
                .replaceAll("\\\\[bB]", "")
                .replaceAll("\\[(\\w)[^]^]*]", "$1")
                .replaceAll("\\.[*?]", "")
                .replaceAll("(?<!\\\\)\\.", "x")
                .replaceAll("\\\\(\\W)", "$1");
        String plain = simple.replaceAll("[+*?]|\\{[^}]*}", "");
        Stream<String> choices =
                Stream.of(plain.replaceAll("\\(([^|)]*)[^)]*\\)", "$1").split("\\|"));
        return Stream.concat(choices, Stream.of(simple, plain, "a", "A", "1", "abc", "123", "12345"))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static boolean holds(Condition condition, @Nullable Object value) {
        return switch (condition) {
            case Condition.Equal equal -> value != null && is(value, equal.value());
            case Condition.NotEqual other -> value != null && !is(value, other.value());
            case Condition.In in -> value != null && in.values().stream().anyMatch(each -> is(value, each));
            case Condition.Less less -> value instanceof BigDecimal number && number.compareTo(less.bound()) < 0;
            case Condition.Greater greater ->
                value instanceof BigDecimal number && number.compareTo(greater.bound()) > 0;
            case Condition.Between between ->
                value instanceof BigDecimal number
                        && number.compareTo(between.low()) >= 0
                        && number.compareTo(between.high()) <= 0;
            case Condition.Exists exists -> exists.there() == (value != null);
            case Condition.Matches matches ->
                value instanceof String text
                        && Pattern.compile(matches.regex()).matcher(text).find();
        };
    }

    private static boolean is(Object value, Object other) {
        return (value instanceof BigDecimal one && other instanceof BigDecimal two)
                ? one.compareTo(two) == 0
                : value.toString().equals(other.toString());
    }

    private static String json(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag.toString();
            default -> Text.quoted(value.toString());
        };
    }
}
