package northstar.measurement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a unit table before it can be summed.
 *
 * @param rows all rows
 * @param refused rows that may not be
 * @param units the units that count
 * @param variables one per variable
 */
record Bounds(long rows, long refused, long units, List<Range> variables) {
    /**
     * The range of a variable over the units that count.
     *
     * @param present units that have a value
     * @param min smallest value, 0 if no unit has one
     * @param max largest value, 0 if no unit has one
     * @param lacking units whose value the table lacks
     * @param cap the largest value that counts, or null
     */
    record Range(
            long present,
            double min,
            double max,
            long lacking,
            @Nullable Double cap) {
        /** Returns the largest absolute value that counts. */
        double magnitude() {
            double top = cap == null ? max : Math.min(max, cap);
            double bottom = cap == null ? min : Math.min(min, cap);
            return Math.max(Math.abs(top), Math.abs(bottom));
        }
    }

    static Bounds read(ResultSet row, int variables) throws SQLException {
        row.next();
        List<Range> ranges = new ArrayList<>();
        for (int j = 0; j < variables; j++) {
            int first = 4 + 5 * j;
            double cap = row.getDouble(first + 4);
            boolean isCapped = !row.wasNull();
            ranges.add(new Range(
                    row.getLong(first),
                    row.getDouble(first + 1),
                    row.getDouble(first + 2),
                    row.getLong(first + 3),
                    isCapped ? cap : null));
        }
        return new Bounds(row.getLong(1), row.getLong(2), row.getLong(3), List.copyOf(ranges));
    }

    /** Returns for each variable the largest value that counts, or null. */
    List<@Nullable Double> caps() {
        List<@Nullable Double> caps = new ArrayList<>();
        variables.forEach(range -> caps.add(range.cap()));
        return caps;
    }

    /** Returns whether every unit has the variable. */
    boolean isComplete(int variable) {
        return variables.get(variable).present() == units;
    }

    /** Returns whether the table lacks the variable for some of the units and has it for others. */
    boolean isPartlyLacking(int variable) {
        long lacking = variables.get(variable).lacking();
        return lacking > 0 && lacking < units;
    }
}
