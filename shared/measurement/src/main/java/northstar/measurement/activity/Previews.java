package northstar.measurement.activity;

import static org.jooq.impl.DSL.inline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import northstar.domain.definition.Variant;
import northstar.domain.moments.Immature;
import northstar.measurement.activity.EventPlan.PlannedMetric;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The level of a metric among units whose window is not over: shown, never tested, and not capped. */
final class Previews {
    private Previews() {}

    static Select<?> of(PlannedMetric metric, Collection<Integer> cohorts, int look) {
        List<SelectField<?>> columns = new ArrayList<>(List.of(ExposureQueries.V, DSL.count()));
        for (int variable : metric.leading()) {
            Field<Double> x = ActivityQueries.x(variable);
            columns.add(DSL.sum(x.cast(SQLDataType.DECIMAL(38, 6))));
        }
        return DSL.select(columns)
                .from(ActivityQueries.MEASURED)
                .where(ExposureQueries.C.in(cohorts.stream().map(DSL::inline).toList()))
                .and(ExposureQueries.K.isNull().or(ExposureQueries.K.gt(inline(look))))
                .groupBy(ExposureQueries.V)
                .orderBy(ExposureQueries.V);
    }

    static List<Immature> read(ResultSet rows, String key, PlannedMetric metric, List<Variant> variants)
            throws SQLException {
        List<Immature> levels = new ArrayList<>();
        while (rows.next()) {
            long units = rows.getLong(2);
            BigDecimal above = rows.getBigDecimal(3);
            BigDecimal below = metric.leading().size() == 2 ? rows.getBigDecimal(4) : BigDecimal.valueOf(units);
            levels.add(new Immature(variants.get(rows.getInt(1)).key(), key, units, quotient(above, below)));
        }
        return levels;
    }

    private static @Nullable Double quotient(BigDecimal above, BigDecimal below) {
        return below.signum() == 0
                ? null
                : above.divide(below, MathContext.DECIMAL64).doubleValue();
    }
}
