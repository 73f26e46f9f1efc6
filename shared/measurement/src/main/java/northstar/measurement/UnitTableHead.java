package northstar.measurement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the columns of a unit table hold, from which a definition can be guessed.
 *
 * @param rows number of rows
 * @param columns the columns that have a name, in the table's order
 */
public record UnitTableHead(long rows, List<Column> columns) {
    public UnitTableHead {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param name as in the head
     * @param kind what its cells hold, empty ones aside
     * @param empty number of empty cells
     */
    public record Column(String name, Kind kind, long empty) {}

    /** What the cells of a column hold. */
    public enum Kind {
        /** Zeros and ones: a proportion. */
        ZERO_ONE,
        /** Finite numbers: a mean. */
        NUMBER,
        /** Something else, or nothing at all. */
        TEXT
    }

    static UnitTableHead read(ResultSet row, List<String> names) throws SQLException {
        row.next();
        long rows = row.getLong(1);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            long empty = row.getLong(2 + 3 * i);
            columns.add(new Column(
                    names.get(i), kind(rows - empty, row.getLong(3 + 3 * i), row.getLong(4 + 3 * i)), empty));
        }
        return new UnitTableHead(rows, columns);
    }

    private static Kind kind(long filled, long numbers, long zeroOne) {
        if (filled == 0 || numbers < filled) {
            return Kind.TEXT;
        }
        return zeroOne == filled ? Kind.ZERO_ONE : Kind.NUMBER;
    }
}
