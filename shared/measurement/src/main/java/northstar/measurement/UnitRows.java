package northstar.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import northstar.measurement.UnitPlan.PlannedMetric;
import org.jspecify.annotations.Nullable;

/**
 * The values of the units of a table, for what cannot be told from their moments.
 *
 * <p>The table is read when the first values are asked for, and with an engine that is still open. Not thread-safe.
 */
public final class UnitRows {
    private final Table table;
    private final UnitPlan plan;
    private final Supplier<String> units;
    private @Nullable String query;

    UnitRows(Table table, UnitPlan plan, Supplier<String> units) {
        this.table = table;
        this.plan = plan;
        this.units = units;
    }

    /**
     * Returns the values of a metric in a variant, one row for each unit that has it, in ascending order: the same for any
     * order of the table's rows. A row is the value under the metric's cap, or numerator and denominator.
     *
     * @param metric key of a metric of the experiment
     * @param variant key of one of its variants
     */
    public double[][] of(String metric, String variant) {
        List<Integer> variables = plan.metrics().stream()
                .filter(planned -> planned.key().equals(metric))
                .map(PlannedMetric::variables)
                .findFirst()
                .orElseThrow();
        if (query == null) {
            query = units.get();
        }
        String columns = variables.stream()
                .map(variable -> "CAST(x" + variable + " AS DOUBLE)")
                .collect(Collectors.joining(", "));
        String present = variables.stream()
                .map(variable -> " AND x" + variable + " IS NOT NULL")
                .collect(Collectors.joining());
        String sql = "SELECT " + columns + " FROM (" + query + ") WHERE v = "
                + plan.variants().indexOf(variant) + present + " ORDER BY " + columns;
        return table.query(sql, rows -> {
            List<double[]> values = new ArrayList<>();
            while (rows.next()) {
                double[] row = new double[variables.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getDouble(i + 1);
                }
                values.add(row);
            }
            return values.toArray(double[][]::new);
        });
    }
}
