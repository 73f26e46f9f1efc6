package northstar.cli.table;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import northstar.cli.input.WrongInputException;
import northstar.domain.Arguments;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import northstar.measurement.UnitTable;
import northstar.measurement.UnitTableHead;
import northstar.measurement.UnitTableHead.Column;
import northstar.measurement.UnitTableHead.Kind;

/**
 * Columns of a table with one row per unit, read into memory for what cannot be computed from sums. What the table may look
 * like is checked by {@link UnitTable} first.
 */
public final class UnitColumns implements AutoCloseable {
    /** Most units that are read. */
    public static final int MOST_UNITS = 1_000_000;

    private final DuckDb engine;
    private final Path file;
    private final MissingMetric missing;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final long units;

    private UnitColumns(DuckDb engine, Path file, MissingMetric missing, UnitTableHead head) {
        this.engine = engine;
        this.file = file;
        this.missing = missing;
        this.units = head.rows();
        head.columns().forEach(column -> columns.put(column.name(), column));
    }

    /**
     * Opens a table.
     *
     * @param missing what an empty cell of a column of numbers means
     * @throws WrongInputException if it has more than a million rows
     * @throws northstar.measurement.TableRefusedException if it is absent, damaged, or of another kind
     */
    public static UnitColumns open(Path file, MissingMetric missing) {
        DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine());
        boolean isOpen = false;
        try {
            UnitTableHead head = UnitTable.open(engine, file, file.toString()).head();
            if (head.rows() > MOST_UNITS) {
                throw new WrongInputException(
                        file + ": rows == " + head.rows() + ", must be at most " + MOST_UNITS + ": take a sample");
            }
            isOpen = true;
            return new UnitColumns(engine, file, missing, head);
        } finally {
            if (!isOpen) {
                engine.close();
            }
        }
    }

    /** Returns the number of units. */
    public long units() {
        return units;
    }

    /**
     * Returns whether a column of numbers holds zeros and ones alone.
     *
     * @throws WrongInputException if there is no such column, it does not hold numbers, or has empty cells
     */
    public boolean isZeroOne(String column) {
        return numbers(column).kind() == Kind.ZERO_ONE;
    }

    /**
     * Returns numbers, unit by unit in the table's order.
     *
     * @return for each unit its values, in the order asked for; NaN where a cell is empty and its unit is to be left out
     * @throws WrongInputException if there is no such column, it does not hold numbers, or has empty cells
     */
    public double[][] numbers(List<String> names) {
        names.forEach(this::numbers);
        List<double[]> rows = query(names, "DOUBLE", row -> {
            double[] values = new double[names.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getDouble(i + 1);
            }
            return values;
        });
        return rows.toArray(double[][]::new);
    }

    /**
     * Returns the texts of a column, unit by unit in the table's order.
     *
     * @throws WrongInputException if there is no such column, or it has empty cells
     */
    public List<String> texts(String name) {
        filled(name);
        return query(List.of(name), "VARCHAR", row -> row.getString(1));
    }

    private Column numbers(String name) {
        Column column = missing == MissingMetric.REFUSE ? filled(name) : known(name);
        if (column.kind() == Kind.TEXT) {
            throw refusal(name, "text", "numbers");
        }
        return column;
    }

    private Column filled(String name) {
        Column column = known(name);
        if (column.empty() > 0) {
            throw refusal(name, column.empty() + " empty cells", "filled in every row");
        }
        return column;
    }

    private Column known(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new WrongInputException(file + ": column " + Arguments.quoted(name) + " == absent, must be one of "
                    + columns.keySet().stream().map(Arguments::quoted).collect(Collectors.joining(", ")));
        }
        return column;
    }

    private WrongInputException refusal(String column, String what, String rule) {
        return new WrongInputException(
                file + ": column " + Arguments.quoted(column) + " == " + what + ", must be " + rule);
    }

    private <T> List<T> query(List<String> names, String type, RowReader<T> reader) {
        String selected = names.stream()
                .map(name -> type.equals("DOUBLE") ? number(name) : text(name))
                .collect(Collectors.joining(", "));
        List<T> rows;
        try {
            rows = engine.query("SELECT " + selected + " FROM " + relation(), result -> {
                List<T> read = new ArrayList<>();
                while (result.next()) {
                    read.add(reader.read(result));
                }
                return read;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(file + ": the SQL engine cannot read the columns " + names, e);
        }
        if (rows.size() != units) {
            throw new IllegalStateException(file + ": rows == " + rows.size() + ", must be " + units);
        }
        return rows;
    }

    private String number(String name) {
        double absent = missing == MissingMetric.EXCLUDE ? Double.NaN : 0;
        return "coalesce(TRY_CAST(" + Sql.name(name) + " AS DOUBLE), " + Sql.number(absent) + ")";
    }

    private static String text(String name) {
        return "CAST(" + Sql.name(name) + " AS VARCHAR)";
    }

    private String relation() {
        String path = Sql.text(Sql.exactly(file));
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return "read_parquet(" + path + ")";
        }
        return name.contains(".csv")
                ? "read_csv(" + path + ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"
                : "read_ndjson_auto(" + path + ")";
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
