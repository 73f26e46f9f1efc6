package northstar.measurement;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.lake.engine.DuckDb;
import northstar.measurement.UnitPlan.Role;
import northstar.measurement.UnitPlan.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A table with one row per unit: CSV, NDJSON (both also packed as {@code .gz}) or Parquet, told apart by the ending.
 *
 * <p>A cell is absent if its text, or its number, is among {@code missing.values}; a field that is null or left out
 * counts as the empty text. Booleans of a Parquet file are 0 and 1. Only columns that are needed are looked at.
 */
public final class UnitTable {
    /** The name by which a measurement tells that this engine did the sums. */
    public static final String ENGINE = "duckdb";

    private static final int MAX_VARIANT_VALUES = 50;

    private final Table table;

    private UnitTable(Table table) {
        this.table = table;
    }

    /**
     * Opens a table.
     *
     * @param name what messages call the file
     * @throws TableRefusedException if it is absent, empty, damaged, or of another kind
     */
    public static UnitTable open(DuckDb engine, Path file, String name) {
        return new UnitTable(Table.open(engine, file, name));
    }

    /**
     * Measures an experiment: its only look.
     *
     * <p>The sums are exact decimals, the same for any number of threads (METHODS 0.2a). The file is read twice, three
     * times if rows name their unit, however many metrics there are; memory grows with the number of units only to find
     * units that stand in several rows, and for a cap at a quantile.
     *
     * @param at the look's time
     * @throws TableRefusedException if the table says something that cannot be true, names an unknown variant, repeats a
     *     unit within a variant, or a sum overflows
     * @throws IllegalArgumentException if the experiment's door is another one or a metric names no column
     */
    public Measurement measure(PinnedExperiment pinned, Instant at) {
        UnitPlan plan = UnitPlan.of(pinned);
        UnitSql sql = new UnitSql(plan, table.rows(plan.columns()));
        long crossed = plan.hasUnit() ? crossedUnits(sql) : 0;
        Bounds bounds = table.query(
                sql.bounds(crossed > 0),
                row -> Bounds.read(row, plan.variables().size()));
        if (bounds.refused() > 0) {
            throw refusal(sql);
        }
        if (bounds.rows() == 0) {
            throw TableRefusedException.of(table.name(), "rows == 0", "at least 1");
        }
        MomentQuery query = new MomentQuery(plan, bounds, table.name());
        SortedMap<String, Moments> moments = table.query(query.sql(sql.units(crossed > 0, bounds.caps())), query::read);
        return new Measurement(pinned.experiment().key(), at, pinned.hash(), moments, crossed, ENGINE);
    }

    /**
     * Returns the units' own values, which are read when they are asked for.
     *
     * @param pinned an experiment that this table was measured for
     */
    public UnitRows rows(PinnedExperiment pinned) {
        UnitPlan plan = UnitPlan.of(pinned);
        UnitSql sql = new UnitSql(plan, table.rows(plan.columns()));
        return new UnitRows(table, plan, () -> {
            long crossed = plan.hasUnit() ? crossedUnits(sql) : 0;
            Bounds bounds = table.query(
                    sql.bounds(crossed > 0),
                    row -> Bounds.read(row, plan.variables().size()));
            return sql.units(crossed > 0, bounds.caps());
        });
    }

    /** Returns the number of units that met two variants; refuses those that stand twice in one. */
    private long crossedUnits(UnitSql sql) {
        table.execute(sql.repeatedUnits());
        long[] counts = table.query(UnitSql.repeatedCounts(), rows -> {
            rows.next();
            return new long[] {rows.getLong(1), rows.getLong(2)};
        });
        if (counts[1] > 0) {
            throw table.query(sql.repetition(), rows -> repetition(sql.plan(), counts[1], rows));
        }
        return counts[0];
    }

    private TableRefusedException repetition(UnitPlan plan, long units, ResultSet rows) throws SQLException {
        rows.next();
        String variant = rows.getString(1);
        List<Long> numbers = new ArrayList<>();
        Array list = rows.getArray(2);
        for (Object number : (Object[]) list.getArray()) {
            numbers.add(((Number) number).longValue());
        }
        String others = units == 1 ? "" : " (and " + (units - 1) + " more)";
        return TableRefusedException.of(
                table.place(numbers),
                plan.columns().get(1) + " == the same unit in variant " + Cells.quoted(variant) + others,
                "in one row only");
    }

    private TableRefusedException refusal(UnitSql sql) {
        return table.query(sql.firstRefused(), row -> {
            row.next();
            return refusal(sql.plan(), row);
        });
    }

    private TableRefusedException refusal(UnitPlan plan, ResultSet row) throws SQLException {
        String place = table.place(List.of(row.getLong(1)));
        if (row.getBoolean(3)) {
            String known = Cells.listed(plan.variantValues().keySet().stream().toList());
            return TableRefusedException.of(
                    place, plan.columns().getFirst() + " == " + Cells.quoted(row.getString(2)), "one of " + known);
        }
        if (row.getBoolean(4)) {
            return TableRefusedException.of(place, plan.columns().get(1) + " == \"\"", "not be empty");
        }
        int j = 0;
        while (!row.getBoolean(5 + 4 * j)) {
            j++;
        }
        boolean absent = row.getBoolean(6 + 4 * j);
        String text = row.getString(7 + 4 * j);
        double number = row.getDouble(8 + 4 * j);
        String rule = rule(plan.variables().get(j), absent, row.wasNull() ? null : number);
        return TableRefusedException.of(place, plan.columnOf(j) + " == " + Cells.quoted(text), rule);
    }

    private static String rule(Variable variable, boolean absent, @Nullable Double number) {
        if (absent) {
            return "present where missing.metrics is "
                    + MissingMetric.REFUSE.name().toLowerCase(Locale.ROOT);
        }
        if (variable.role() == Role.ZERO_ONE) {
            return "0 or 1";
        }
        return number == null ? "a number" : "a finite number";
    }

    /** Returns what its columns hold; every row is looked at. */
    public UnitTableHead head() {
        List<String> columns =
                table.columns().stream().filter(name -> !name.isEmpty()).toList();
        List<String> counts = new ArrayList<>(List.of("count(*)"));
        for (int i = 0; i < columns.size(); i++) {
            String isNumber = "d" + i + " IS NOT NULL AND isfinite(d" + i + ")";
            counts.add("count(*) FILTER (WHERE t" + i + " = '')");
            counts.add("count(*) FILTER (WHERE " + isNumber + ")");
            counts.add("count(*) FILTER (WHERE d" + i + " IN (0, 1))");
        }
        String sql = "SELECT " + String.join(", ", counts) + " FROM (" + table.rows(columns) + ")";
        return table.query(sql, row -> UnitTableHead.read(row, columns));
    }

    /**
     * Returns the different texts of a column that is to tell the variant, in alphabetical order.
     *
     * @throws TableRefusedException if there are more than 50, or the column is missing
     */
    public List<String> variantValues(String column) {
        String sql = "SELECT DISTINCT t0 FROM (" + table.rows(List.of(column)) + ") ORDER BY t0 LIMIT "
                + (MAX_VARIANT_VALUES + 1);
        List<String> values = table.query(sql, rows -> {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        });
        if (values.size() > MAX_VARIANT_VALUES) {
            throw TableRefusedException.of(
                    table.name(),
                    "different values of " + Cells.quoted(column) + " == more than " + MAX_VARIANT_VALUES,
                    "at most " + MAX_VARIANT_VALUES + " to tell the variant");
        }
        return values;
    }
}
