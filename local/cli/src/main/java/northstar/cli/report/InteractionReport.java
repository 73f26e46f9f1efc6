package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.statistics.Comparison;
import northstar.statistics.Interaction.Result;

/**
 * What two experiments that ran at the same time did to each other.
 *
 * @param table name of the table
 * @param units units that are in both
 * @param first name of the first experiment
 * @param second name of the second one
 * @param isIndependent whether who was treated by one tells nothing of the other
 * @param rows one for each metric
 */
public record InteractionReport(
        String table, long units, String first, String second, boolean isIndependent, List<Row> rows) {
    private static final double SMALLEST_P_VALUE = 0.0001;

    public InteractionReport {
        rows = List.copyOf(rows);
    }

    /** The result of one metric. */
    public record Row(String metric, Result result) {
        boolean isSignificant() {
            return result instanceof Result.Tested tested && tested.significant();
        }
    }

    /** Returns it for people. */
    public List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(table, Emphasis.STRONG)
                .plus(": " + Figures.count(units, "unit") + " in " + first + " and in " + second));
        lines.add(Line.EMPTY);
        Table body = new Table(List.of(
                Column.text("metric", 0),
                Column.number("effect of " + first + " alone", 0),
                Column.number("with " + second, 0),
                Column.number("difference", 0),
                Column.number("p", 0)));
        rows.forEach(row -> body.add(cells(row)));
        lines.addAll(body.lines(width));
        lines.add(Line.EMPTY);
        if (!isIndependent) {
            add(
                    lines,
                    Line.of(
                            "Who was treated by " + first + " was not independent of " + second
                                    + ": find out why before you read a number.",
                            Emphasis.CAUTION),
                    width);
        }
        add(lines, finding(), width);
        return lines;
    }

    private Line finding() {
        List<String> changed =
                rows.stream().filter(Row::isSignificant).map(Row::metric).toList();
        if (!changed.isEmpty()) {
            return Line.of(
                    "They change each other's effect on " + String.join(", ", changed)
                            + ": decide about both together.",
                    Emphasis.CAUTION);
        }
        return rows.stream().anyMatch(row -> row.result() instanceof Result.Tested)
                ? Line.of("Nothing shows that they change each other's effect.")
                : Line.of("Whether they change each other's effect cannot be tested.", Emphasis.CAUTION);
    }

    private static void add(List<Line> lines, Line text, int width) {
        lines.addAll(Paragraph.lines(text, width, 0, 2));
    }

    private static List<Line> cells(Row row) {
        return switch (row.result()) {
            case Result.Undefined none ->
                List.of(
                        Line.of(row.metric()),
                        Line.EMPTY,
                        Line.EMPTY,
                        Line.of("none (" + none.reason() + ")"),
                        Line.EMPTY);
            case Result.Tested tested ->
                List.of(
                        Line.of(row.metric()),
                        Line.of(effect(tested.alone())),
                        Line.of(effect(tested.together())),
                        Line.of(Figures.gain(tested.difference()) + " (" + Figures.gain(tested.ciLower()) + " to "
                                + Figures.gain(tested.ciUpper()) + ")"),
                        Line.of(pValue(tested.pValue())));
        };
    }

    private static String pValue(double p) {
        return p < SMALLEST_P_VALUE ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }

    private static String effect(Comparison.Estimated comparison) {
        OptionalDouble relative = comparison.relativeEffect();
        return Figures.gain(comparison.effect())
                + (relative.isPresent()
                        ? " (" + (relative.getAsDouble() < 0 ? "−" : "+")
                                + Figures.roughly(Math.abs(relative.getAsDouble())) + ")"
                        : "");
    }
}
