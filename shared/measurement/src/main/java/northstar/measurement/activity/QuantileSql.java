package northstar.measurement.activity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The sums of a quantile metric's threshold table (METHODS 5.2) as SQL. */
final class QuantileSql {
    private static final Field<Double> ELEMENT = field(name("value"), Double.class);
    private static final Field<Long> EVENTS = field(name("n"), Long.class);

    private QuantileSql() {}

    private static Field<Long> below(int threshold) {
        return field(name("b_" + threshold), Long.class);
    }

    /**
     * Rows {@code (c, v, k, units, events, events^2)} and for each threshold {@code below, below^2, below * events}, as texts.
     *
     * @param place the metric's place among the quantile metrics
     */
    static Select<?> sums(int place, List<Double> thresholds) {
        Table<?> values = DSL.select(
                        UnitValues.I,
                        field("unnest({0})", Double.class, ActivityQueries.q(place))
                                .as(ELEMENT))
                .from(ActivityQueries.MEASURED)
                .asTable("values_of_unit");
        List<SelectField<?>> counts =
                new ArrayList<>(List.of(UnitValues.I, DSL.count().as(EVENTS)));
        for (int b = 0; b < thresholds.size(); b++) {
            Field<Double> threshold = field("cast('" + thresholds.get(b) + "' as double)", Double.class);
            counts.add(DSL.count().filterWhere(ELEMENT.le(threshold)).as(below(b)));
        }
        Table<?> units = DSL.select(counts).from(values).groupBy(UnitValues.I).asTable("counts_of_unit");
        List<SelectField<?>> sums = new ArrayList<>(List.of(
                ExposureQueries.C,
                ExposureQueries.V,
                ExposureQueries.K,
                DSL.count(),
                sum(EVENTS),
                sum(EVENTS.mul(EVENTS))));
        for (int b = 0; b < thresholds.size(); b++) {
            sums.add(sum(below(b)));
            sums.add(sum(below(b).mul(below(b))));
            sums.add(sum(below(b).mul(EVENTS)));
        }
        return DSL.select(sums)
                .from(ActivityQueries.MEASURED)
                .leftJoin(units)
                .using(UnitValues.I)
                .groupBy(ExposureQueries.C, ExposureQueries.V, ExposureQueries.K);
    }

    private static Field<?> sum(Field<Long> value) {
        return DSL.coalesce(DSL.sum(value), inline(0));
    }
}
