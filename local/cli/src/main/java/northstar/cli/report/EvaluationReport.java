package northstar.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import northstar.cli.terminal.Axis;
import northstar.cli.terminal.Axis.Interval;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Percents;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Evaluation;

/** One evaluation as people read it: what it says, the metrics with their ranges, whether the data can be trusted. */
public final class EvaluationReport {
    private static final int BAR = 28;

    private final PinnedExperiment pinned;
    private final Evaluation evaluation;

    private EvaluationReport(PinnedExperiment pinned, Evaluation evaluation) {
        this.pinned = pinned;
        this.evaluation = evaluation;
    }

    /**
     * Returns the lines of the report.
     *
     * @param width columns of a line
     */
    public static List<Line> lines(PinnedExperiment pinned, Evaluation evaluation, int width) {
        return new EvaluationReport(pinned, evaluation).lines(width);
    }

    /** Returns the table of the metrics alone. */
    public static List<Line> table(PinnedExperiment pinned, Evaluation evaluation, int width) {
        return new EvaluationReport(pinned, evaluation).metrics().lines(width);
    }

    private List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        lines.addAll(Paragraph.lines(title(), width, 0, 2));
        lines.add(Line.EMPTY);
        for (Line headline : new Headline(pinned, evaluation).lines()) {
            lines.addAll(Paragraph.lines(headline, width, 0, 2));
        }
        lines.add(Line.EMPTY);
        lines.addAll(metrics().lines(width));
        lines.add(Line.EMPTY);
        for (Line line : closing()) {
            lines.addAll(Paragraph.lines(line, width, 0, 2));
        }
        return lines;
    }

    private Line title() {
        Experiment experiment = pinned.experiment();
        Line title = Line.of(experiment.key(), Emphasis.STRONG);
        if (!experiment.feature().equals(experiment.key())) {
            title = title.plus(" · feature " + experiment.feature());
        }
        return title.plus(" · " + ScreenWords.of(evaluation.status()) + ", " + check());
    }

    private String check() {
        Experiment experiment = pinned.experiment();
        String day = "day " + day(experiment.start(), evaluation.asOf());
        return switch (experiment.data()) {
            case DataSource.Units _ -> "checked at the end (" + lastDay() + ")";
            case DataSource.Events _, DataSource.Aggregates _ ->
                (evaluation.isFinal() ? "last check, on " : "check on ") + day + " (" + lastDay() + ")";
        };
    }

    /** Returns the last day that the look has seen something of. */
    private LocalDate lastDay() {
        return evaluation
                .asOf()
                .minusNanos(1)
                .atZone(pinned.experiment().timeZone())
                .toLocalDate();
    }

    /** Returns the day of the test that a time falls into, from 1; a time at which a day ends belongs to that day. */
    static long day(Instant start, Instant at) {
        Duration since = Duration.between(start, at);
        return Math.max(1, since.plusDays(1).minusNanos(1).toDays());
    }

    private Table metrics() {
        boolean hasSeveral = pinned.experiment().treatments().size() > 1;
        Change change = new Change(percents());
        Axis axis = axis();
        Table table = new Table(columns(hasSeveral, axis, change.percents()));
        Role section = null;
        String metric = null;
        for (Effect effect : evaluation.effects()) {
            if (effect.role() != section) {
                section = effect.role();
                metric = null;
                table.addWide(Line.of(ScreenWords.of(section), Emphasis.STRONG), 0);
            }
            boolean isRepeated = effect.metric().equals(metric);
            metric = effect.metric();
            table.add(row(effect, isRepeated ? "" : metric, hasSeveral, change, axis));
        }
        return table;
    }

    private List<Column> columns(boolean hasSeveral, Axis axis, Percents percents) {
        String control = pinned.experiment().control().key();
        String treatment = pinned.experiment().treatments().getFirst().key();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.wrapped("", 12));
        if (hasSeveral) {
            columns.add(Column.text("variant", 0));
        }
        columns.add(Column.number(control, 3));
        columns.add(Column.number(hasSeveral ? "level" : treatment, 3));
        columns.add(Column.number("change", 0));
        columns.add(Column.number("could be", 1));
        columns.add(new Column(
                List.of(axis.head(percents.change(axis.lower()), percents.change(axis.upper()))),
                Table.Side.LEFT,
                0,
                2));
        columns.add(Column.wrapped("finding", 10));
        return columns;
    }

    private List<Line> row(Effect effect, String name, boolean hasSeveral, Change change, Axis axis) {
        var metric = pinned.metric(effect.metric());
        Finding finding = Finding.of(pinned, effect, evaluation.isFinal());
        List<Line> row = new ArrayList<>();
        row.add(Line.of(name.isEmpty() ? "" : "  " + name));
        if (hasSeveral) {
            row.add(Line.of(effect.variant()));
        }
        row.add(Line.of(Levels.text(metric, effect.control())));
        row.add(Line.of(Levels.text(metric, effect.treatment())));
        row.add(Line.of(change.value(effect), finding.emphasis()));
        row.add(Line.of(change.range(effect).orElse(Figures.ABSENT)));
        row.add(Change.interval(effect.relative())
                .map(interval -> axis.bar(interval, finding.emphasis()))
                .orElse(Line.EMPTY));
        row.add(finding.line());
        return row;
    }

    private Percents percents() {
        List<Double> sizes = new ArrayList<>();
        for (Effect effect : evaluation.effects()) {
            if (effect.relative().value() != null) {
                sizes.add(effect.relative().value());
            }
        }
        return Percents.fitting(sizes);
    }

    private Axis axis() {
        List<Interval> intervals = evaluation.effects().stream()
                .flatMap(effect -> Change.interval(effect.relative()).stream())
                .toList();
        return Axis.of(intervals, BAR);
    }

    private List<Line> closing() {
        List<Line> lines = new ArrayList<>(HealthLines.of(pinned.experiment(), evaluation.health()));
        if (evaluation.plan() != null && !(pinned.experiment().data() instanceof DataSource.Units)) {
            lines.add(Line.of(PlanWords.sentence(evaluation.plan(), pinned.experiment())));
        }
        for (Effect effect : evaluation.effects()) {
            if (effect.role() == Role.NORTH_STAR
                    && effect.adjustment() == Adjustment.CUPED
                    && effect.varianceReduction() != null) {
                lines.add(Line.of("What was known of each unit before the experiment explains "
                        + Figures.roughly(effect.varianceReduction()) + " of the variation of " + effect.metric()
                        + " and is taken out" + ofVariant(effect) + "."));
            }
        }
        NoveltyLines.sentences(evaluation).stream().map(Line::of).forEach(lines::add);
        Remarks.ofMetrics(evaluation.effects()).stream().map(Line::of).forEach(lines::add);
        lines.addAll(ReadingLines.of(evaluation));
        return lines;
    }

    private String ofVariant(Effect effect) {
        return pinned.experiment().treatments().size() > 1 ? " (" + effect.variant() + ")" : "";
    }
}
