package northstar.domain.definition;

import java.util.List;
import java.util.Map;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/** The door through which an experiment's data come. */
public sealed interface DataSource {
    /** Exposures and activities in the lake. */
    record Events() implements DataSource {}

    /**
     * A table with one row per unit.
     *
     * @param file the file's name, relative to the definition's folder or to {@code units/<experiment>/} in the bucket
     * @param unit the column that identifies the unit, or null if each row is a unit
     * @param variantColumn the column that tells the variant
     * @param variantValues from the column's values to variant keys; empty if the values are the keys
     * @param missing how absent values are written and what they mean
     */
    record Units(
            String file,
            @Nullable String unit,
            String variantColumn,
            Map<String, String> variantValues,
            Missing missing)
            implements DataSource {
        public Units {
            Arguments.text("file", file);
            if (unit != null) {
                Arguments.text("unit", unit);
            }
            Arguments.text("variant", variantColumn);
            variantValues = Map.copyOf(variantValues);
        }
    }

    /**
     * How a unit table writes absent values, and what an absent value of a metric means.
     *
     * @param values the texts that are read as absent
     * @param metrics what becomes of a unit whose metric is absent
     */
    record Missing(List<String> values, MissingMetric metrics) {
        /** Nothing may be absent. */
        public static final Missing NONE = new Missing(List.of(), MissingMetric.REFUSE);

        public Missing {
            values = Arguments.distinct("values", values);
        }
    }

    /** What becomes of a unit whose metric is absent. */
    enum MissingMetric {
        /** The table is refused. */
        REFUSE,
        /** The unit leaves that metric and is counted. */
        EXCLUDE,
        /** The value is 0. */
        ZERO
    }

    /**
     * Per-variant counts, means and variances that a warehouse has computed: a file, or reports on the bus.
     *
     * @param file the file's name, relative to the definition's folder, or null if the numbers are reported as events
     * @param where columns and the values that a row of this experiment has
     * @param columns which column holds what
     */
    record Aggregates(@Nullable String file, Map<String, String> where, AggregateColumns columns)
            implements DataSource {
        public Aggregates {
            if (file != null) {
                Arguments.text("file", file);
            }
            where = Map.copyOf(where);
        }
    }

    /**
     * Which column of an aggregate table holds what.
     *
     * @param at time of the checkpoint: an instant, a date, or days since the experiment's start
     * @param variant variant key
     * @param metric metric key
     * @param n units so far
     * @param mean mean per unit
     * @param variance unbiased variance per unit (divisor n - 1)
     * @param m3 third central moment, or null if no column holds it
     */
    record AggregateColumns(
            String at,
            String variant,
            String metric,
            String n,
            String mean,
            String variance,
            @Nullable String m3) {
        /** The columns of a table whose head uses the names themselves. */
        public static final AggregateColumns DEFAULT =
                new AggregateColumns("at", "variant", "metric", "n", "mean", "variance", null);
    }
}
