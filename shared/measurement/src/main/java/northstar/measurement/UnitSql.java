package northstar.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import northstar.domain.definition.Cap;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.lake.engine.Sql;
import northstar.measurement.UnitPlan.Role;
import northstar.measurement.UnitPlan.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that reads a unit table: text made into numbers, absent values, what may not be.
 *
 * <p>Of the j-th variable {@code a<j>} is the value, null where the unit has none, {@code m<j>} whether the table lacks
 * it, {@code b<j>} whether it may not be; {@code v} is the variant's place, null if it is unknown.
 *
 * @param rows the query for the plan's columns, see {@link TableFormat#rows}
 */
record UnitSql(UnitPlan plan, String rows) {
    /** Holds the units that have several rows. */
    static final String REPEATED = "repeated_units";

    /** Returns the units that stand in more than one row and whether one of their variants holds them twice. */
    String repeatedUnits() {
        return "CREATE OR REPLACE TEMP TABLE " + REPEATED
                + " AS SELECT unit, n > bit_count(met) AS refused FROM (SELECT unit, count(*) AS n,"
                + " bit_or(CAST(1 AS BIGINT) << v) AS met FROM (SELECT t1 AS unit, " + variant() + " AS v FROM ("
                + rows + ")) WHERE unit <> '' AND v IS NOT NULL GROUP BY unit) WHERE n > 1";
    }

    /** Returns how many units have several rows, and how many of those may not. */
    static String repeatedCounts() {
        return "SELECT count(*), count(*) FILTER (WHERE refused) FROM " + REPEATED;
    }

    /** Returns the first three rows of the unit whose repetition in one variant begins first, and the variant. */
    String repetition() {
        String refused = "SELECT number, t1 AS unit, t0 AS variant FROM (" + numbered()
                + ") WHERE t1 IN (SELECT unit FROM " + REPEATED + " WHERE refused)";
        return "SELECT variant, list_sort(list(number))[1:3] FROM (" + refused
                + ") GROUP BY unit, variant HAVING count(*) > 1 ORDER BY min(number) LIMIT 1";
    }

    private String numbered() {
        return "SELECT *, row_number() OVER () AS number FROM (" + rows + ")";
    }

    /**
     * Returns one row: all rows, those that may not be, the units that count; then for each variable the units that have
     * it, the smallest and the largest value, the units whose value the table lacks, and the quantile that caps it.
     */
    String bounds(boolean anyRepeated) {
        List<String> selected = new ArrayList<>(
                List.of("count(*)", "count(*) FILTER (WHERE " + isRefused() + ")", "count(*) FILTER (WHERE kept)"));
        for (int j = 0; j < variables().size(); j++) {
            String kept = " FILTER (WHERE kept)";
            selected.add("count(a" + j + ")" + kept);
            selected.add("min(a" + j + ")" + kept);
            selected.add("max(a" + j + ")" + kept);
            selected.add("count(*) FILTER (WHERE kept AND m" + j + ")");
            selected.add(capQuantile(j));
        }
        return "SELECT " + String.join(", ", selected) + " FROM (" + values(rows, anyRepeated) + ")";
    }

    /** Type 7, linear interpolation, pooled over the arms (METHODS 0.2a). */
    private String capQuantile(int j) {
        return switch (variables().get(j).cap()) {
            case Cap.Quantile cap ->
                "quantile_cont(a" + j + ", " + Sql.number(cap.level()) + ") FILTER (WHERE kept"
                        + (cap.nonZeroOnly() ? " AND a" + j + " <> 0)" : ")");
            case Cap.Value cap -> Sql.number(cap.value());
            case null -> "NULL";
        };
    }

    /** Returns the first row that may not be: its number and variant, then of each variable what is needed to say why. */
    String firstRefused() {
        List<String> selected =
                new ArrayList<>(List.of("number", "t0", "v IS NULL", plan.hasUnit() ? "unit = ''" : "false"));
        for (int j = 0; j < variables().size(); j++) {
            int column = variables().get(j).column();
            selected.addAll(List.of("b" + j, "m" + j, "t" + column, "d" + column));
        }
        return "SELECT " + String.join(", ", selected) + " FROM (" + values(numbered(), false) + ") WHERE "
                + isRefused() + " ORDER BY number LIMIT 1";
    }

    /**
     * Returns the units that count: {@code v}, for each variable {@code x<j>}, its value under the cap, and
     * {@code i<j>}, 1 where the table lacks it, else 0.
     *
     * @param caps for each variable the largest value that counts, or null
     */
    String units(boolean anyRepeated, List<@Nullable Double> caps) {
        List<String> selected = new ArrayList<>(List.of("v"));
        for (int j = 0; j < variables().size(); j++) {
            Double cap = caps.get(j);
            String value = "a" + j;
            String capped = cap == null
                    ? value
                    : "CASE WHEN " + value + " > " + Sql.number(cap) + " THEN " + Sql.number(cap) + " ELSE " + value
                            + " END";
            selected.add(capped + " AS x" + j);
            selected.add("CASE WHEN m" + j + " THEN " + Sql.number(1) + " ELSE " + Sql.number(0) + " END AS i" + j);
        }
        return "SELECT " + String.join(", ", selected) + " FROM (" + values(rows, anyRepeated) + ") WHERE kept";
    }

    private String values(String from, boolean anyRepeated) {
        List<String> selected = new ArrayList<>(List.of("*", variant() + " AS v"));
        if (plan.hasUnit()) {
            selected.add("t1 AS unit");
        }
        selected.add((anyRepeated ? "t1 NOT IN (SELECT unit FROM " + REPEATED + ")" : "true") + " AS kept");
        for (int j = 0; j < variables().size(); j++) {
            Variable variable = variables().get(j);
            selected.add(isAbsent(variable) + " AS m" + j);
            selected.add(isRefused(variable) + " AS b" + j);
            selected.add(value(variable) + " AS a" + j);
        }
        return "SELECT " + String.join(", ", selected) + " FROM (" + from + ")";
    }

    private List<Variable> variables() {
        return plan.variables();
    }

    private String variant() {
        return plan.variantValues().entrySet().stream()
                .map(entry -> " WHEN " + Sql.text(entry.getKey()) + " THEN " + entry.getValue())
                .collect(Collectors.joining("", "CASE t0", " END"));
    }

    private String isRefused() {
        String variables = IntStream.range(0, variables().size())
                .mapToObj(j -> " OR b" + j)
                .collect(Collectors.joining());
        return "v IS NULL" + (plan.hasUnit() ? " OR unit = ''" : "") + variables;
    }

    private String isAbsent(Variable variable) {
        List<String> values = plan.data().missing().values();
        if (values.isEmpty()) {
            return "false";
        }
        List<String> texts = values.stream().map(Sql::text).toList();
        List<String> numbers = texts.stream().map(TableFormat::number).toList();
        // -999 also means -999.0, which is how a Parquet file has it
        return "coalesce(" + Sql.in("t" + variable.column(), texts) + " OR " + Sql.in("d" + variable.column(), numbers)
                + ", false)";
    }

    private String isRefused(Variable variable) {
        String number = "d" + variable.column();
        String refused = number + " IS NULL OR NOT isfinite(" + number + ")";
        if (variable.role() == Role.ZERO_ONE) {
            refused += " OR " + number + " NOT IN (0, 1)";
        }
        boolean needed =
                variable.role() != Role.COVARIATE && plan.data().missing().metrics() == MissingMetric.REFUSE;
        return needed
                ? "(" + isAbsent(variable) + " OR " + refused + ")"
                : "(NOT " + isAbsent(variable) + " AND (" + refused + "))";
    }

    private String value(Variable variable) {
        boolean zero =
                variable.role() == Role.COVARIATE || plan.data().missing().metrics() == MissingMetric.ZERO;
        return "CASE WHEN " + isAbsent(variable) + " THEN " + (zero ? Sql.number(0) : "NULL") + " ELSE d"
                + variable.column() + " END";
    }
}
