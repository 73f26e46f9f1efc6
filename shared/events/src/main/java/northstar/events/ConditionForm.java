package northstar.events;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import northstar.domain.definition.Condition;

/**
 * The form of what a property has to be like: a plain value that it equals, a list of values that it is one of, or an object of
 * operators that all have to hold.
 */
final class ConditionForm {
    private static final String EQUAL = "=";
    private static final String NOT_EQUAL = "!=";
    private static final String IN = "in";
    private static final String LESS = "<";
    private static final String GREATER = ">";
    private static final String BETWEEN = "between";
    private static final String EXISTS = "exists";
    private static final String REGEX = "regex";
    private static final String[] OPERATORS = {EQUAL, NOT_EQUAL, IN, LESS, GREATER, BETWEEN, EXISTS, REGEX};

    private ConditionForm() {}

    static List<Condition> decode(Node node) {
        if (node.isList()) {
            return List.of(in(node));
        }
        if (!node.isObject()) {
            return List.of(
                    new Condition.Equal(plain(node, "must be a text, a number, true or false, a list or an object")));
        }
        node.knows(OPERATORS);
        List<Condition> conditions = new ArrayList<>();
        for (String operator : OPERATORS) {
            Node operand = node.optional(operator);
            if (operand != null) {
                conditions.addAll(operand.as(it -> operation(operator, it)));
            }
        }
        if (conditions.isEmpty()) {
            throw node.refusal("must have at least one of " + String.join(", ", OPERATORS));
        }
        return List.copyOf(conditions);
    }

    private static List<Condition> operation(String operator, Node operand) {
        return switch (operator) {
            case EQUAL -> List.of(new Condition.Equal(plain(operand)));
            case NOT_EQUAL -> others(operand);
            case IN -> List.of(in(operand));
            case LESS -> List.of(new Condition.Less(Value.decimal(operand)));
            case GREATER -> List.of(new Condition.Greater(Value.decimal(operand)));
            case BETWEEN -> List.of(between(operand));
            case EXISTS -> List.of(new Condition.Exists(Value.flag(operand)));
            case REGEX -> List.of(matches(operand));
            default -> throw new IllegalStateException("operator == " + operator);
        };
    }

    private static List<Condition> others(Node operand) {
        if (!operand.isList()) {
            return List.of(new Condition.NotEqual(plain(operand)));
        }
        List<Condition> others = operand.list(value -> new Condition.NotEqual(plain(value)));
        if (others.size() < 2) {
            throw operand.refusal("must be a value, or a list of at least 2");
        }
        return others;
    }

    private static Condition in(Node operand) {
        List<Object> values = operand.list(ConditionForm::plain);
        if (values.isEmpty() || values.size() > Condition.In.MAX_VALUES) {
            throw operand.refusal("must be a list of 1 to " + Condition.In.MAX_VALUES);
        }
        return new Condition.In(values);
    }

    private static Condition between(Node operand) {
        List<BigDecimal> bounds = operand.list(Value::decimal);
        if (bounds.size() != 2 || bounds.getFirst().compareTo(bounds.getLast()) > 0) {
            throw operand.refusal("must be a list of 2 numbers in ascending order");
        }
        return new Condition.Between(bounds.getFirst(), bounds.getLast());
    }

    private static Condition matches(Node operand) {
        String regex = Value.text(operand);
        if (regex.isEmpty() || regex.length() > Condition.Matches.MAX_LENGTH) {
            throw operand.refusal("must have 1 to " + Condition.Matches.MAX_LENGTH + " characters");
        }
        String fault = Re2.fault(regex);
        if (fault != null) {
            throw operand.refusal(fault);
        }
        return new Condition.Matches(regex);
    }

    private static Object plain(Node node) {
        return plain(node, "must be a text, a number, true or false");
    }

    private static Object plain(Node node, String rule) {
        Object content = node.content();
        if (content instanceof Boolean flag) {
            return flag;
        }
        if (content instanceof NumberText) {
            return Value.decimal(node);
        }
        if (content instanceof String) {
            return Value.text(node);
        }
        throw node.refusal(rule);
    }

    /** Writes the conditions of a property; one value to equal is written plainly. */
    static void encode(JsonOut out, List<Condition> conditions) {
        if (conditions.size() == 1 && conditions.getFirst() instanceof Condition.Equal equal) {
            out.value(equal.value());
            return;
        }
        out.begin();
        List<Object> others = conditions.stream()
                .filter(Condition.NotEqual.class::isInstance)
                .map(other -> ((Condition.NotEqual) other).value())
                .toList();
        if (!others.isEmpty()) {
            out.put(NOT_EQUAL, others.size() == 1 ? others.getFirst() : others);
        }
        for (Condition condition : conditions) {
            switch (condition) {
                case Condition.Equal equal -> out.put(EQUAL, equal.value());
                case Condition.NotEqual _ -> {}
                case Condition.In in -> out.put(IN, in.values());
                case Condition.Less less -> out.put(LESS, less.bound());
                case Condition.Greater greater -> out.put(GREATER, greater.bound());
                case Condition.Between between -> out.put(BETWEEN, List.of(between.low(), between.high()));
                case Condition.Exists exists -> out.put(EXISTS, exists.there());
                case Condition.Matches matches -> out.put(REGEX, matches.regex());
            }
        }
        out.end();
    }
}
