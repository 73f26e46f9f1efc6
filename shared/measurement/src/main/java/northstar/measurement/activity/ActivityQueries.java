package northstar.measurement.activity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import northstar.domain.definition.Experiment;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What units did, as SQL: one scan of the activities.
 *
 * <p>The table {@code measured} has a row for each unit of {@code exposed} whose cohort is asked for: {@code i}, {@code v},
 * {@code c}, {@code k} as there, its numbers {@code x_0, x_1, ..} in the order of the plan, and for each quantile metric the list
 * {@code q_0, q_1, ..} of its values.
 */
final class ActivityQueries {
    static final Table<?> MEASURED = table(name("measured"));

    private static final String DEFAULT_UNIT = "user";
    private static final Field<LocalDateTime> TIME = field(name("at"), SQLDataType.LOCALDATETIME);
    private static final Field<String> PROPERTIES = field(name("properties"), String.class);
    private static final Table<?> OF_UNIT = table(name("of_unit"));

    private final Experiment experiment;
    private final EventPlan plan;
    private final UnitValues values;

    ActivityQueries(Experiment experiment, EventPlan plan, UnitValues values) {
        this.experiment = experiment;
        this.plan = plan;
        this.values = values;
    }

    static Field<Double> x(int variable) {
        return field(name("x_" + variable), Double.class);
    }

    static Field<Object> q(int quantile) {
        return field(name("q_" + quantile), Object.class);
    }

    /**
     * Returns the query for the table {@code measured}.
     *
     * @param files the sealed days
     * @param cohorts the cohorts to measure
     * @param until activities from then on are not looked at
     */
    Select<?> measured(Collection<String> files, Collection<Integer> cohorts, Instant until) {
        Condition asked = ExposureQueries.C.in(cohorts.stream().map(DSL::inline).toList());
        List<SelectField<?>> columns =
                new ArrayList<>(List.of(UnitValues.I, ExposureQueries.V, ExposureQueries.C, ExposureQueries.K));
        List<Field<Double>> numbers = values.values();
        for (int x = 0; x < numbers.size(); x++) {
            columns.add(numbers.get(x).as(x(x)));
        }
        for (int segment = 0; segment < plan.segments().size(); segment++) {
            columns.add(ExposureQueries.s(segment));
        }
        if (plan.inactive() >= 0) {
            columns.add(DSL.when(numbers.get(plan.inactive()).eq(inline(1.0)), inline("new"))
                    .otherwise(inline("returning"))
                    .as(ExposureQueries.s(plan.segments().size())));
        }
        int q = 0;
        for (Field<?> list : values.lists().values()) {
            columns.add(list.as(q(q++)));
        }
        if (files.isEmpty()) {
            return select(columns)
                    .from(ExposureQueries.EXPOSED)
                    .leftJoin(select(values.aggregates()).from(nothing()).asTable("none"))
                    .on(DSL.trueCondition())
                    .where(asked);
        }
        CommonTableExpression<?> activities = name("activities").as(activities(files, until));
        return DSL.with(activities)
                .select(columns)
                .from(ofUnits(activities, asked).asTable(OF_UNIT));
    }

    /** No activity at all, in the shape of those of a unit. */
    private Table<?> nothing() {
        List<SelectField<?>> columns = new ArrayList<>(List.of(
                inline((Long) null, SQLDataType.BIGINT).as(UnitValues.EXPOSED_AT),
                inline((String) null, SQLDataType.VARCHAR).as(UnitValues.EVENT),
                inline((Long) null, SQLDataType.BIGINT).as(UnitValues.AT),
                inline((LocalDateTime) null, SQLDataType.LOCALDATETIME).as(UnitValues.TIME),
                inline((String) null, SQLDataType.VARCHAR).as(UnitValues.ID),
                inline((Double) null, SQLDataType.DOUBLE).as(UnitValues.VALUE)));
        columns.addAll(values.propertyColumns(inline((String) null, SQLDataType.VARCHAR)));
        return select(columns).where(DSL.falseCondition()).asTable("nothing");
    }

    /** The unit of randomisation that an activity is of. */
    static Field<String> unit(Experiment experiment) {
        return experiment.unit().equals(DEFAULT_UNIT)
                ? ExposureQueries.UNIT
                : DSL.coalesce(Functions.member(PROPERTIES, experiment.unit()), ExposureQueries.UNIT);
    }

    private Select<?> activities(Collection<String> files, Instant until) {
        List<SelectField<?>> columns = new ArrayList<>(List.of(
                unit(experiment).as(ExposureQueries.UNIT),
                Functions.oneOf(UnitValues.EVENT, values.events()).as(UnitValues.EVENT),
                Functions.micros(TIME).as(UnitValues.AT),
                TIME.as(UnitValues.TIME),
                UnitValues.ID,
                UnitValues.VALUE));
        columns.addAll(values.propertyColumns(PROPERTIES));
        Condition needed = counted(UnitValues.EVENT);
        if (plan.lookback() > 0) {
            needed = needed.or(TIME.lt(ExposureQueries.literal(experiment.end())));
        }
        return select(columns).from(Functions.files(files)).where(needed).and(TIME.lt(ExposureQueries.literal(until)));
    }

    private Condition counted(Field<String> event) {
        return event.in(values.events().stream().map(DSL::inline).toList());
    }

    /** All units, each with what its activities amount to: one that did nothing too. */
    private Select<?> ofUnits(Table<?> activities, Condition asked) {
        Table<?> a = activities.as("a");
        Field<Long> at = field(name("a", "at"), Long.class);
        Field<Long> exposedAt = field(name("x", "exposed_at"), Long.class);
        Condition inReach = at.lt(latest(exposedAt));
        if (!values.readsAllHistory()) {
            inReach = inReach.and(at.ge(plan.lookback() == 0 ? exposedAt : exposedAt.minus(inline(plan.lookback()))));
        }
        if (plan.lookback() > 0) {
            // Of other events only those before the exposure tell something: that the unit was there.
            inReach =
                    inReach.and(counted(field(name("a", "event"), String.class)).or(at.lt(exposedAt)));
        }
        List<Field<?>> unit =
                new ArrayList<>(List.of(UnitValues.I, ExposureQueries.V, ExposureQueries.C, ExposureQueries.K));
        for (int segment = 0; segment < plan.segments().size(); segment++) {
            unit.add(ExposureQueries.s(segment));
        }
        List<SelectField<?>> both = new ArrayList<>(unit);
        both.add(UnitValues.EXPOSED_AT);
        both.addAll(List.of(
                field(name("a", "event"), String.class),
                at,
                field(name("a", "time"), SQLDataType.LOCALDATETIME),
                field(name("a", "id"), String.class),
                field(name("a", "value"), Double.class)));
        values.propertyColumnNames().forEach(column -> both.add(field(name("a", column), String.class)));
        Table<?> joined = select(both)
                .from(select(DSL.asterisk())
                        .from(ExposureQueries.EXPOSED)
                        .where(asked)
                        .asTable("x"))
                .leftJoin(a)
                .on(field(name("a", "unit"), String.class).eq(field(name("x", "unit"), String.class)))
                .and(inReach)
                .asTable("joined");
        if (values.readsAllHistory()) {
            unit.add(UnitValues.EXPOSED_AT); // whether the first one counts is told of the aggregates
        }
        List<SelectField<?>> columns = new ArrayList<>(unit);
        columns.addAll(values.aggregates());
        return select(columns).from(joined).groupBy(unit);
    }

    /** After that time no activity of a unit counts. */
    private Field<Long> latest(Field<Long> exposedAt) {
        long longest = 0;
        boolean isOpen = false;
        for (Long to : plan.windows().values()) {
            isOpen |= to == null;
            longest = to == null ? longest : Math.max(longest, to);
        }
        Field<Long> closed = exposedAt.plus(inline(longest));
        Field<Long> end = inline(EventPlan.micros(experiment.end()));
        return isOpen ? DSL.greatest(closed, end) : closed;
    }
}
