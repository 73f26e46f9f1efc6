package northstar.cli.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import northstar.cli.report.Levels;
import northstar.cli.report.ScreenWords;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Level;
import northstar.evaluation.ExperimentPlan;
import northstar.evaluation.MetricPlan;
import northstar.evaluation.MetricPlan.Point;
import northstar.evaluation.MetricPlan.Reach;
import org.jspecify.annotations.Nullable;

/** One plan as people read it. */
public final class PlanReport {
    private static final int BAR = 40;
    private static final int ROWS = 10;

    private final Plan printed;
    private final ExperimentPlan plan;

    private PlanReport(Plan printed) {
        this.printed = printed;
        this.plan = printed.plan();
    }

    /**
     * Returns the lines of the report.
     *
     * @param width columns of a line
     */
    public static List<Line> lines(Plan printed, int width) {
        return new PlanReport(printed).lines(width);
    }

    private List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        Line title = Line.of(plan.experiment(), Emphasis.STRONG)
                .plus(" · plan from " + printed.data().origin());
        lines.addAll(Paragraph.lines(title, width, 0, 2));
        PlanWords words = new PlanWords(printed);
        if (!plan.metrics().isEmpty()) {
            lines.add(Line.EMPTY);
            lines.addAll(Paragraph.lines(words.headline(), width, 0, 2));
            lines.add(Line.EMPTY);
            lines.addAll(table().lines(width));
        }
        lines.add(Line.EMPTY);
        for (String sentence : words.sentences()) {
            lines.addAll(Paragraph.lines(Line.of(sentence), width, 0, 2));
        }
        List<String> remedies = words.remedies();
        if (!remedies.isEmpty()) {
            lines.add(Line.EMPTY);
            lines.add(Line.of("What can be done", Emphasis.STRONG));
            remedies.forEach(remedy -> lines.addAll(Paragraph.lines(Line.of("· " + remedy), width, 2, 2)));
        }
        plan.binding().ifPresent(metric -> lines.addAll(curve(metric)));
        for (String sentence : words.outlook()) {
            lines.add(Line.EMPTY);
            lines.addAll(Paragraph.lines(Line.of(sentence), width, 0, 2));
        }
        return lines;
    }

    private Table table() {
        Table table = new Table(List.of(
                Column.wrapped("", 12),
                Column.number("level", 3),
                Column.number("to be found", 0),
                Column.number("units\nneeded", 0),
                Column.number("units on average\nif so", 2),
                Column.number("smallest\nfound", 1),
                Column.number("chance", 0)));
        Role section = null;
        for (MetricPlan metric : plan.metrics()) {
            if (metric.role() != section) {
                section = metric.role();
                table.addWide(Line.of(ScreenWords.of(section), Emphasis.STRONG), 0);
            }
            table.add(row(metric));
        }
        return table;
    }

    private List<Line> row(MetricPlan metric) {
        Reach reach = reach(metric);
        Double smallest = reach == null ? null : reach.smallest();
        boolean isBinding = plan.binding().filter(metric::equals).isPresent();
        return List.of(
                Line.of("  " + metric.metric()),
                Line.of(Levels.text(
                        printed.data().pinned().metric(metric.metric()),
                        new Level(0, metric.baseline().mean(), null))),
                Line.of(size(metric, metric.size())),
                Line.of(units(metric.units()), isBinding ? Emphasis.STRONG : Emphasis.NONE),
                Line.of(units(metric.expectedUnits())),
                Line.of(smallest == null ? Figures.ABSENT : size(metric, smallest)),
                reach == null
                        ? Line.of(Figures.ABSENT)
                        : Line.of(
                                Figures.chance(reach.chance()),
                                reach.chance() >= metric.power() ? Emphasis.GOOD : Emphasis.CAUTION));
    }

    static @Nullable Reach reach(MetricPlan metric) {
        return metric.planned() == null ? metric.declared() : metric.planned();
    }

    static String size(MetricPlan metric, double size) {
        String rounded = Figures.chosen(rounded(size));
        return metric.isGuardrail() ? "within " + rounded : rounded;
    }

    /** Three digits, so that what is computed looks no more exact than it is. */
    private static double rounded(double size) {
        return new BigDecimal(size).round(new MathContext(3)).doubleValue();
    }

    static String units(double units) {
        return Figures.count((long) Math.ceil(Math.min(units, 1e15)));
    }

    private static List<Line> curve(MetricPlan metric) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.add(Line.of(
                metric.isGuardrail()
                        ? "Chance to show " + metric.metric() + " safe, by the margin"
                        : "Chance to find a change of " + metric.metric() + ", by its size",
                Emphasis.STRONG));
        List<Point> points = metric.curve();
        int step = Math.max(1, points.size() / ROWS);
        for (int i = step - 1; i < points.size(); i += step) {
            Point point = points.get(i);
            int cells = (int) Math.round(BAR * point.chance());
            lines.add(Line.of(String.format(
                            "%9s  %5s  ", Figures.chosen(rounded(point.size())), Figures.chance(point.chance())))
                    .plus("━".repeat(cells), point.chance() >= metric.power() ? Emphasis.GOOD : Emphasis.CAUTION));
        }
        return lines;
    }
}
