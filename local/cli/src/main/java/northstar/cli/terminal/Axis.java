package northstar.cli.terminal;

import java.util.Arrays;
import java.util.List;

/**
 * The scale that several intervals are drawn on. It always holds zero.
 *
 * @param lower value of the first cell
 * @param upper value of the last cell, above {@code lower}
 * @param cells width in columns
 */
public record Axis(double lower, double upper, int cells) {
    /** An end that lies so many times further out than the typical one is cut off, so that the others stay readable. */
    private static final double OUTLIER = 4;

    /** An interval and its middle, as numbers. */
    public record Interval(double lower, double value, double upper) {}

    /** Returns a scale on which the intervals can be compared. */
    public static Axis of(List<Interval> intervals, int cells) {
        double[] reaches = intervals.stream()
                .mapToDouble(interval -> Math.max(Math.abs(interval.lower()), Math.abs(interval.upper())))
                .toArray();
        Arrays.sort(reaches);
        double limit = reaches.length == 0 ? 0 : OUTLIER * reaches[reaches.length / 2];
        double lower = 0;
        double upper = 0;
        for (Interval interval : intervals) {
            lower = Math.min(lower, Math.max(interval.lower(), -limit));
            upper = Math.max(upper, Math.min(interval.upper(), limit));
        }
        return upper > lower ? new Axis(lower, upper, cells) : new Axis(-1, 1, cells);
    }

    /** Returns the interval as a bar: its middle a dot, zero a vertical line. */
    public Line bar(Interval interval, Emphasis emphasis) {
        return bar(interval, Double.NaN, emphasis);
    }

    /**
     * Returns the interval as a bar with a second value as a ring.
     *
     * @param other the second value, or NaN for none
     */
    public Line bar(Interval interval, double other, Emphasis emphasis) {
        int from = cell(interval.lower());
        int to = cell(interval.upper());
        Line line = Line.EMPTY;
        for (int cell = 0; cell < cells; cell++) {
            boolean inside = cell >= from && cell <= to;
            line = line.plus(
                    glyph(cell, inside, interval, other),
                    inside || isMark(cell, interval, other) ? emphasis : Emphasis.FAINT);
        }
        return line;
    }

    /** Returns the ends and zero, written above the bars. */
    public Line head(String lowerEnd, String upperEnd) {
        int zero = cell(0);
        StringBuilder head = new StringBuilder(" ".repeat(cells));
        head.setCharAt(zero, '0');
        if (lowerEnd.length() < zero) {
            head.replace(0, lowerEnd.length(), lowerEnd);
        }
        if (zero + 1 + upperEnd.length() < cells) {
            head.replace(cells - upperEnd.length(), cells, upperEnd);
        }
        return Line.of(head.toString(), Emphasis.FAINT);
    }

    private String glyph(int cell, boolean inside, Interval interval, double other) {
        if (isMark(cell, interval, other)) {
            return cell == cell(interval.value()) ? "●" : "○";
        }
        if (cell == 0 && interval.lower() < lower && inside) {
            return "◀";
        }
        if (cell == cells - 1 && interval.upper() > upper && inside) {
            return "▶";
        }
        if (cell == cell(0)) {
            return inside ? "┿" : "│";
        }
        return inside ? "━" : " ";
    }

    private boolean isMark(int cell, Interval interval, double other) {
        return (cell == cell(interval.value()) && isShown(interval.value())) || (isShown(other) && cell == cell(other));
    }

    private boolean isShown(double value) {
        return value >= lower && value <= upper;
    }

    private int cell(double value) {
        double share = (Math.clamp(value, lower, upper) - lower) / (upper - lower);
        return (int) Math.round(share * (cells - 1));
    }
}
