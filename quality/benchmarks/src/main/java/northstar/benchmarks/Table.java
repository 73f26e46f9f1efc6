package northstar.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of text with aligned columns: the first to the left, all others to the right. Not thread-safe. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Makes a table with these headings. */
    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell for each heading
     */
    public void add(String... cells) {
        int columns = rows.getFirst().size();
        if (cells.length != columns) {
            throw new IllegalArgumentException("cells.length == " + cells.length + ", must be " + columns);
        }
        rows.add(List.of(cells));
    }

    /** Returns the lines of the table, each with its line end. */
    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(row.getFirst())
                    .append(" ".repeat(widths[0] - row.getFirst().length()));
            for (int i = 1; i < columns; i++) {
                String cell = row.get(i);
                text.append(GAP).append(" ".repeat(widths[i] - cell.length())).append(cell);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /**
     * Returns a time with three digits, in the unit that suits it: {@code 1.23 µs}, {@code 45.6 ms}, {@code 1.20 s}.
     *
     * @param nanos the time in nanoseconds, at least 0
     */
    public static String time(double nanos) {
        double value = nanos / 1e3;
        String unit = "µs";
        if (nanos >= 1e9) {
            value = nanos / 1e9;
            unit = "s";
        } else if (nanos >= 1e6) {
            value = nanos / 1e6;
            unit = "ms";
        }
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, unit);
    }

    /** Returns a ratio with two decimals, or without any from 100 on. */
    public static String ratio(double ratio) {
        return ratio < 100 ? String.format(Locale.ROOT, "%.2f", ratio) : String.format(Locale.ROOT, "%,.0f", ratio);
    }

    /** Returns whether a value that should be small is within its goal: {@code met} or {@code MISSED}. */
    public static String verdict(double value, double goal) {
        return value <= goal ? "met" : "MISSED";
    }
}
