package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.statistics.CalibrationCheck.Calibration;
import northstar.statistics.CalibrationCheck.GuardedSplits;
import northstar.statistics.CalibrationCheck.Watched;
import org.jspecify.annotations.Nullable;

/**
 * What many splits without a treatment show.
 *
 * @param table name of the table
 * @param units how many were split
 * @param splits how often
 * @param looks how often each split was looked at
 * @param rows one for each metric
 */
public record CalibrationReport(String table, long units, int splits, int looks, List<Row> rows) {
    public CalibrationReport {
        rows = List.copyOf(rows);
    }

    /**
     * What the splits show of one metric.
     *
     * @param metric its name
     * @param calibration null where its splits cannot be compared
     * @param watched null where there are too few units to be looked at so often
     * @param guarded null where an experiment would not be guarded, or there are too many units to try
     */
    public record Row(
            String metric,
            @Nullable Calibration calibration,
            @Nullable Watched watched,
            @Nullable GuardedSplits guarded) {
        /** Returns whether the test that an experiment would make keeps its promise. */
        public boolean isCalibrated() {
            boolean isKept = guarded == null ? calibration != null && calibration.passed() : guarded.holdsLevel();
            return isKept && (watched == null || watched.holdsLevel());
        }
    }

    /** Returns whether every metric's tests keep their promise. */
    public boolean isCalibrated() {
        return rows.stream().allMatch(Row::isCalibrated);
    }

    /** Returns it for people. */
    public List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        lines.addAll(Paragraph.lines(
                Line.of(table, Emphasis.STRONG)
                        .plus(": " + Figures.count(units, "unit") + ", split at random " + Figures.count(splits, "time")
                                + " into halves that nothing was done to"),
                width,
                0,
                2));
        lines.add(Line.EMPTY);
        Table body = new Table(List.of(
                Column.text("metric", 0),
                Column.number("significant", 0),
                Column.text("p-values", 0),
                Column.number("spread", 0),
                Column.number("daily looks", 0),
                Column.number("any time", 0),
                Column.text("finding", 0)));
        rows.forEach(row -> body.add(cells(row)));
        lines.addAll(body.lines(width));
        lines.add(Line.EMPTY);
        rows.stream()
                .map(Row::calibration)
                .filter(calibration -> calibration != null)
                .findFirst()
                .ifPresent(calibration -> lines.addAll(Paragraph.lines(
                        Line.of("By chance " + calibration.least() + " to " + calibration.most() + " of "
                                + Figures.count(splits)
                                + " are significant at 5 %. Spread is that of the effects by what the tests take for it, and"
                                + " should be 0.9 to 1.1. The looks are " + looks + " at each split."),
                        width,
                        0,
                        2)));
        for (Row row : rows) {
            if (row.guarded() != null) {
                lines.addAll(Paragraph.lines(
                        Line.of(
                                guarded(row.metric(), row.guarded()),
                                row.guarded().holdsLevel() ? Emphasis.NONE : Emphasis.BAD),
                        width,
                        0,
                        2));
            }
        }
        if (!isCalibrated()) {
            lines.addAll(Paragraph.lines(
                    Line.of(
                            "Do not believe the results of a metric that is not calibrated: cap it, or choose another.",
                            Emphasis.CAUTION),
                    width,
                    0,
                    2));
        }
        return lines;
    }

    private static String guarded(String metric, GuardedSplits guarded) {
        return metric + ": a single check of a table does not leave "
                + (guarded.guarded() == guarded.splits()
                        ? "such units"
                        : Figures.count(guarded.guarded()) + " of these splits")
                + " to the usual test, it asks the units themselves or counts exactly. Then "
                + Figures.count(guarded.rejected()) + " of " + Figures.count(guarded.splits()) + " are significant, "
                + (guarded.holdsLevel() ? "no more than chance allows." : "more than chance allows.");
    }

    private static List<Line> cells(Row row) {
        Calibration calibration = row.calibration();
        if (calibration == null) {
            return List.of(
                    Line.of(row.metric()),
                    Line.EMPTY,
                    Line.EMPTY,
                    Line.EMPTY,
                    Line.EMPTY,
                    Line.EMPTY,
                    Line.of("Cannot be tested", Emphasis.CAUTION));
        }
        return List.of(
                Line.of(row.metric()),
                marked(Figures.count(calibration.rejected()), calibration.holdsLevel()),
                marked(calibration.isUniform() ? "even" : "uneven", calibration.isUniform()),
                marked(String.format(Locale.ROOT, "%.2f", calibration.varianceRatio()), calibration.hasRightVariance()),
                watched(row.watched(), true),
                watched(row.watched(), false),
                row.isCalibrated() ? Line.of("Calibrated", Emphasis.GOOD) : Line.of("Not calibrated", Emphasis.BAD));
    }

    private static Line watched(@Nullable Watched watched, boolean isGroupSequential) {
        if (watched == null) {
            return Line.of("–");
        }
        int crossed = isGroupSequential ? watched.groupSequential() : watched.anytime();
        return marked(Figures.count(crossed), crossed <= watched.most());
    }

    private static Line marked(String text, boolean passed) {
        return Line.of(text, passed ? Emphasis.NONE : Emphasis.BAD);
    }
}
