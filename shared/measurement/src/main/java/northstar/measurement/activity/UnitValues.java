package northstar.measurement.activity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import northstar.measurement.activity.EventPlan.PlannedQuantile;
import northstar.measurement.activity.Variable.After;
import northstar.measurement.activity.Variable.Before;
import northstar.measurement.activity.Variable.Formula;
import northstar.measurement.activity.Variable.Span;
import org.jooq.AggregateFilterStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a unit as SQL: aggregates over its activities, and what is made of these.
 *
 * <p>The activities of a unit are rows {@code (i, exposed_at, event, at, time, id, value, p_0, p_1, ..)}: the unit's number, the
 * time of its exposure, and of the activity its name, its time in microseconds and as a time stamp, id, value, and the
 * properties that are asked for.
 */
final class UnitValues {
    static final Field<Integer> I = field(name("i"), Integer.class);
    static final Field<Long> EXPOSED_AT = field(name("exposed_at"), Long.class);
    static final Field<String> EVENT = field(name("event"), String.class);
    static final Field<Long> AT = field(name("at"), Long.class);
    static final Field<LocalDateTime> TIME = field(name("time"), SQLDataType.LOCALDATETIME);
    static final Field<String> ID = field(name("id"), String.class);
    static final Field<Double> VALUE = field(name("value"), Double.class);

    private final EventPlan plan;
    private final ZoneId zone;
    private final long end;
    private final SortedMap<String, SortedSet<String>> eventsByProperty = new TreeMap<>();
    private final SequencedMap<String, Field<?>> aggregates = new LinkedHashMap<>();
    private final List<Field<Double>> values = new ArrayList<>();
    private final SequencedMap<String, Field<?>> lists = new LinkedHashMap<>();

    /**
     * Works out the SQL.
     *
     * @param end the experiment's end, in microseconds
     */
    UnitValues(EventPlan plan, ZoneId zone, long end) {
        this.plan = plan;
        this.zone = zone;
        this.end = end;
        plan.variables().forEach(variable -> noteProperties(variable.formula()));
        plan.quantiles().values().forEach(quantile -> noteProperties(quantile.of(), quantile.value()));
        plan.variables().forEach(variable -> values.add(value(variable)));
        plan.quantiles().forEach((key, quantile) -> lists.put(key, list(quantile)));
    }

    /** Returns the properties that are read, with the events that they are read of. */
    SortedMap<String, SortedSet<String>> eventsByProperty() {
        return eventsByProperty;
    }

    /** Returns the columns of the properties. */
    List<SelectField<?>> propertyColumns(Field<String> properties) {
        List<SelectField<?>> columns = new ArrayList<>();
        eventsByProperty.forEach((property, events) -> columns.add(
                DSL.when(EVENT.in(events.stream().map(DSL::inline).toList()), Functions.member(properties, property))
                        .as(column(property))));
        return columns;
    }

    /** Returns the names of the columns of the properties. */
    List<String> propertyColumnNames() {
        return eventsByProperty.keySet().stream().map(this::column).toList();
    }

    /** Returns the aggregates over a unit's activities, named. */
    List<SelectField<?>> aggregates() {
        List<SelectField<?>> columns = new ArrayList<>();
        List<Field<?>> fields = List.copyOf(aggregates.values());
        for (int c = 0; c < fields.size(); c++) {
            columns.add(fields.get(c).as("c" + c));
        }
        return columns;
    }

    /** Returns the numbers of a unit, in the order of the plan; of the aggregates' columns. */
    List<Field<Double>> values() {
        return List.copyOf(values);
    }

    /** Returns the values of the quantile metrics as lists, by metric. */
    SequencedMap<String, Field<?>> lists() {
        return lists;
    }

    /** Returns whether a unit's activities count whenever they were. */
    boolean readsAllHistory() {
        return plan.variables().stream().map(Variable::formula).anyMatch(UnitValues::isFirstEver)
                || plan.quantiles().values().stream()
                        .anyMatch(quantile -> quantile.of().isFirstEver());
    }

    /** Returns the names of the events that count. */
    SortedSet<String> events() {
        SortedSet<String> events = new TreeSet<>();
        plan.variables().forEach(variable -> events.addAll(events(variable.formula())));
        plan.quantiles().values().forEach(quantile -> events.add(quantile.of().event()));
        return events;
    }

    private static List<String> events(Formula formula) {
        return switch (formula) {
            case Variable.Steps steps -> steps.events();
            case Variable.Inactive _ -> List.of();
            case Variable.Total total -> List.of(total.of().event());
            case Variable.Count count -> List.of(count.of().event());
            case Variable.Largest largest -> List.of(largest.of().event());
            case Variable.Smallest smallest -> List.of(smallest.of().event());
            case Variable.Different different -> List.of(different.of().event());
            case Variable.Latest latest -> List.of(latest.of().event());
            case Variable.Any any -> List.of(any.of().event());
            case Variable.Days days -> List.of(days.of().event());
        };
    }

    private static boolean isFirstEver(Formula formula) {
        return switch (formula) {
            case Variable.Steps _, Variable.Inactive _ -> false;
            case Variable.Total total -> total.of().isFirstEver();
            case Variable.Count count -> count.of().isFirstEver();
            case Variable.Largest largest -> largest.of().isFirstEver();
            case Variable.Smallest smallest -> smallest.of().isFirstEver();
            case Variable.Different different -> different.of().isFirstEver();
            case Variable.Latest latest -> latest.of().isFirstEver();
            case Variable.Any any -> any.of().isFirstEver();
            case Variable.Days days -> days.of().isFirstEver();
        };
    }

    private void noteProperties(Formula formula) {
        switch (formula) {
            case Variable.Steps _, Variable.Inactive _ -> {
                // steps are told by their names
            }
            case Variable.Total total -> noteProperties(total.of(), total.value());
            case Variable.Largest largest -> noteProperties(largest.of(), largest.value());
            case Variable.Smallest smallest -> noteProperties(smallest.of(), smallest.value());
            case Variable.Different different -> noteProperties(different.of(), different.value());
            case Variable.Latest latest -> noteProperties(latest.of(), latest.value());
            case Variable.Count count -> noteProperties(count.of(), count.value() == null ? "value" : count.value());
            case Variable.Any any -> noteProperties(any.of(), "value");
            case Variable.Days days -> noteProperties(days.of(), "value");
        }
    }

    private void noteProperties(Selection selection, String value) {
        selection.where().keySet().forEach(property -> note(property, selection.event()));
        if (!value.equals("value")) {
            note(value, selection.event());
        }
    }

    private void note(String property, String event) {
        eventsByProperty.computeIfAbsent(property, _ -> new TreeSet<>()).add(event);
    }

    private String column(String property) {
        return "p_" + eventsByProperty.headMap(property).size();
    }

    private Field<String> property(String property) {
        return field(name(column(property)), String.class);
    }

    private Field<Double> number(String value) {
        return value.equals("value") ? VALUE : Functions.number(property(value));
    }

    private Field<String> text(String value) {
        return value.equals("value") ? VALUE.cast(SQLDataType.VARCHAR) : property(value);
    }

    private Condition selected(Selection selection) {
        return Filters.of(selection, EVENT, this::property);
    }

    private Condition within(Span span, Field<Long> time) {
        return switch (span) {
            case Before before ->
                time.ge(EXPOSED_AT.minus(inline(before.length()))).and(time.lt(EXPOSED_AT));
            case After after -> {
                Field<Long> from = after.from() == 0 ? EXPOSED_AT : EXPOSED_AT.plus(inline(after.from()));
                Long to = after.to();
                yield time.ge(from).and(time.lt(to == null ? inline(end) : EXPOSED_AT.plus(inline(to))));
            }
        };
    }

    private Condition counts(Selection selection, Span span) {
        return selected(selection).and(within(span, AT));
    }

    private <T> Field<T> aggregate(Field<T> aggregate) {
        String sql = Functions.SQL.renderInlined(aggregate);
        aggregates.putIfAbsent(sql, aggregate);
        int c = List.copyOf(aggregates.keySet()).indexOf(sql);
        return field(name("c" + c), aggregate.getDataType());
    }

    private static Field<Double> orZero(Field<?> value) {
        return DSL.coalesce(Functions.real(value), DSL.inline(0.0).cast(SQLDataType.DOUBLE));
    }

    private static Field<Double> isTrue(Condition condition) {
        return Functions.real(DSL.when(condition, inline(1)).otherwise(inline(0)));
    }

    private Field<Double> value(Variable variable) {
        Span span = variable.span();
        return switch (variable.formula()) {
            case Variable.Total total ->
                total.of().isFirstEver()
                        ? ofFirst(total.of(), span, Functions.real(Functions.decimal(number(total.value()))))
                        : sum(total, span);
            case Variable.Count count -> count(count, span);
            case Variable.Largest largest ->
                largest.of().isFirstEver()
                        ? ofFirst(largest.of(), span, number(largest.value()))
                        : filtered(DSL.max(number(largest.value())), largest.of(), span);
            case Variable.Smallest smallest ->
                smallest.of().isFirstEver()
                        ? ofFirst(smallest.of(), span, number(smallest.value()))
                        : filtered(DSL.min(number(smallest.value())), smallest.of(), span);
            case Variable.Latest latest -> latest(latest, span);
            case Variable.Different different ->
                different.of().isFirstEver()
                        ? count(new Variable.Count(different.of(), different.value()), span)
                        : orZero(aggregate(
                                DSL.countDistinct(text(different.value())).filterWhere(counts(different.of(), span))));
            case Variable.Any any ->
                any.of().isFirstEver()
                        ? isFirstWithin(any.of(), span)
                        : isTrue(aggregate(DSL.count().filterWhere(counts(any.of(), span)))
                                .gt(inline(0)));
            case Variable.Days days -> days.of().isFirstEver() ? isFirstWithin(days.of(), span) : days(days, span);
            case Variable.Steps steps -> steps(steps, span);
            case Variable.Inactive _ ->
                isTrue(DSL.coalesce(aggregate(DSL.count().filterWhere(within(span, AT))), inline(0))
                        .eq(inline(0)));
        };
    }

    private Field<Double> filtered(AggregateFilterStep<?> aggregate, Selection of, Span span) {
        return orZero(aggregate(aggregate.filterWhere(counts(of, span))));
    }

    private Field<Double> sum(Variable.Total total, Span span) {
        return filtered(DSL.sum(Functions.decimal(number(total.value()))), total.of(), span);
    }

    private Field<Double> count(Variable.Count count, Span span) {
        String value = count.value();
        if (count.of().isFirstEver()) {
            Field<Double> one = Functions.real(inline(1));
            return value == null
                    ? isFirstWithin(count.of(), span)
                    : ofFirst(count.of(), span, DSL.when(text(value).isNotNull(), one));
        }
        Condition counted = counts(count.of(), span);
        return orZero(aggregate(DSL.count()
                .filterWhere(value == null ? counted : counted.and(text(value).isNotNull()))));
    }

    private Field<Double> latest(Variable.Latest latest, Span span) {
        Field<Double> number = number(latest.value());
        if (latest.of().isFirstEver()) {
            return ofFirst(latest.of(), span, number);
        }
        Condition counted = counts(latest.of(), span).and(number.isNotNull());
        return orZero(aggregate(Functions.valueAtMax(number, AT, ID).filterWhere(counted)));
    }

    private Field<Long> firstTime(Selection of) {
        return aggregate(DSL.min(AT).filterWhere(selected(of)));
    }

    private Field<Double> isFirstWithin(Selection of, Span span) {
        return isTrue(within(span, firstTime(of)));
    }

    private Field<Double> ofFirst(Selection of, Span span, Field<Double> number) {
        Field<Double> first = aggregate(Functions.valueAtMin(number, AT, ID).filterWhere(selected(of)));
        return orZero(DSL.when(within(span, firstTime(of)), first));
    }

    /** Days of a span that is short enough are bits of one number, which takes far less memory than a set for each unit. */
    private Field<Double> days(Variable.Days days, Span span) {
        Field<Long> day = Functions.day(TIME, zone);
        Condition counted = counts(days.of(), span);
        return Functions.isBits(length(span))
                ? orZero(Functions.bits(aggregate(Functions.bitOfDay(day).filterWhere(counted))))
                : orZero(aggregate(DSL.countDistinct(day).filterWhere(counted)));
    }

    private static @Nullable Long length(Span span) {
        return switch (span) {
            case Before before -> Long.valueOf(before.length());
            case After after -> after.to() == null ? null : Long.valueOf(after.to() - after.from());
        };
    }

    /** Takes each step as early as it can be: whoever can finish at all finishes so. */
    private Field<Double> steps(Variable.Steps steps, Span span) {
        List<String> events = steps.events();
        Field<Long> reached = aggregate(DSL.min(AT).filterWhere(counts(Selection.ofStep(events.getFirst()), span)));
        for (int s = 1; s < events.size() - 1; s++) {
            Field<?> times = aggregate(Functions.list(AT).filterWhere(counts(Selection.ofStep(events.get(s)), span)));
            reached = Functions.firstFrom(times, reached, events.get(s).equals(events.get(s - 1)));
        }
        Field<Long> last = aggregate(DSL.max(AT).filterWhere(counts(Selection.ofStep(events.getLast()), span)));
        boolean isStrict = events.getLast().equals(events.get(events.size() - 2));
        return isTrue(isStrict ? last.gt(reached) : last.ge(reached));
    }

    private Field<?> list(PlannedQuantile quantile) {
        Field<Double> number = number(quantile.value());
        if (quantile.of().isFirstEver()) {
            Field<Double> first = aggregate(Functions.valueAtMin(number, AT, ID).filterWhere(selected(quantile.of())));
            Condition counted =
                    within(quantile.span(), firstTime(quantile.of())).and(first.isNotNull());
            return DSL.when(counted, Functions.listOf(first));
        }
        Condition counted = counts(quantile.of(), quantile.span()).and(number.isNotNull());
        return aggregate(Functions.list(number).filterWhere(counted));
    }
}
