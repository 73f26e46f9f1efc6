package northstar.measurement.activity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import northstar.domain.definition.Cap;
import northstar.measurement.activity.EventPlan.PlannedMetric;
import northstar.measurement.activity.EventPlan.PlannedQuantile;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Values that are read off the data once: caps at a quantile (METHODS 0.2a) and thresholds of quantile metrics (METHODS 5.2). */
final class Levels {
    /** Mature units that every arm must have before anything is fixed. */
    static final long ENOUGH_UNITS = 1_000;

    private static final int STEPS = 64;
    private static final Field<Double> ELEMENT = field(name("value"), Double.class);

    private Levels() {}

    /** Returns whether a metric has to wait for its cap. */
    static boolean isPending(PlannedMetric metric, boolean isFixed) {
        return metric.cap() instanceof Cap.Quantile && !isFixed;
    }

    /** The cap of a metric over the units of these cohorts, without those that had crossed when so many looks were over. */
    static Select<?> cap(PlannedMetric metric, Cap.Quantile cap, Collection<Integer> cohorts, int looks) {
        Field<Double> x = ActivityQueries.x(metric.leading().getFirst());
        Condition counted = isMature(cohorts, looks);
        return DSL.select(Functions.quantiles(x, List.of(cap.level())))
                .from(ActivityQueries.MEASURED)
                .where(cap.nonZeroOnly() ? counted.and(x.ne(inline(0.0))) : counted);
    }

    /** How many units of these cohorts lie above the cap of a metric, by variant. */
    static Select<?> above(PlannedMetric metric, double cap, Collection<Integer> cohorts, int looks) {
        Field<Double> x = ActivityQueries.x(metric.leading().getFirst());
        return DSL.select(ExposureQueries.V, DSL.count())
                .from(ActivityQueries.MEASURED)
                .where(isMature(cohorts, looks).and(x.gt(DSL.field("cast('" + cap + "' as double)", Double.class))))
                .groupBy(ExposureQueries.V);
    }

    /** The thresholds of a quantile metric: quantiles of all values at levels that lie closer the nearer they are to its own. */
    static Select<?> thresholds(int place, PlannedQuantile quantile, Collection<Integer> cohorts, int looks) {
        return DSL.select(Functions.quantiles(ELEMENT, levels(quantile.level())))
                .from(DSL.select(field("unnest({0})", Double.class, ActivityQueries.q(place))
                                .as(ELEMENT))
                        .from(ActivityQueries.MEASURED)
                        .where(isMature(cohorts, looks)));
    }

    private static Condition isMature(Collection<Integer> cohorts, int looks) {
        return ExposureQueries.C
                .in(cohorts.stream().map(DSL::inline).toList())
                .and(ExposureQueries.K.isNull().or(ExposureQueries.K.gt(inline(looks))));
    }

    /** Returns {@code p +- w (j/64)^2} for {@code j = 0..64} and {@code w = min(p, 1 - p)/2}, in order. */
    static List<Double> levels(double p) {
        double width = Math.min(p, 1 - p) / 2;
        TreeSet<Double> levels = new TreeSet<>();
        for (int j = 0; j <= STEPS; j++) {
            double share = (double) j / STEPS;
            levels.add(p - width * share * share);
            levels.add(p + width * share * share);
        }
        return List.copyOf(levels);
    }

    /** Returns the different values of the only row's list, in order; none if there was nothing to take them of. */
    static List<Double> read(ResultSet rows) throws SQLException {
        rows.next();
        Array list = rows.getArray(1);
        TreeSet<Double> values = new TreeSet<>();
        if (list != null) {
            for (Object value : (Object[]) list.getArray()) {
                if (value != null) {
                    values.add(((Number) value).doubleValue());
                }
            }
        }
        return new ArrayList<>(values);
    }
}
