package northstar.measurement.activity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import northstar.domain.definition.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Conditions on properties as SQL. */
final class Filters {
    /** Beyond, a double no longer tells neighbouring whole numbers apart, so that they are compared as text. */
    private static final BigDecimal EXACT = new BigDecimal("9007199254740992");

    private Filters() {}

    /**
     * Returns whether an activity is selected.
     *
     * @param property gives a property as text
     */
    static org.jooq.Condition of(Selection selection, Field<String> event, Function<String, Field<String>> property) {
        List<org.jooq.Condition> all = new ArrayList<>();
        all.add(event.eq(DSL.inline(selection.event())));
        selection
                .where()
                .forEach((name, conditions) ->
                        conditions.forEach(condition -> all.add(holds(condition, property.apply(name)))));
        return DSL.and(all);
    }

    private static org.jooq.Condition holds(Condition condition, Field<String> text) {
        return switch (condition) {
            case Condition.Equal equal -> is(text, equal.value());
            case Condition.NotEqual other -> text.isNotNull().and(DSL.not(is(text, other.value())));
            case Condition.In in ->
                DSL.or(in.values().stream().map(value -> is(text, value)).toList());
            case Condition.Less less -> Functions.number(text).lt(literal(less.bound()));
            case Condition.Greater greater -> Functions.number(text).gt(literal(greater.bound()));
            case Condition.Between between ->
                Functions.number(text).between(literal(between.low()), literal(between.high()));
            case Condition.Exists exists -> exists.there() ? text.isNotNull() : text.isNull();
            case Condition.Matches matches -> Functions.matches(text, matches.regex());
        };
    }

    /** Never null, so that it can be turned round. */
    private static org.jooq.Condition is(Field<String> text, Object value) {
        if (value instanceof BigDecimal number && number.abs().compareTo(EXACT) < 0) {
            return DSL.coalesce(DSL.field(Functions.number(text).eq(literal(number))), DSL.inline(false))
                    .isTrue();
        }
        String plain = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        return DSL.coalesce(DSL.field(text.eq(DSL.inline(plain))), DSL.inline(false))
                .isTrue();
    }

    private static Field<Double> literal(BigDecimal number) {
        return DSL.field("cast({0} as double)", Double.class, DSL.inline(String.valueOf(number.doubleValue())));
    }
}
