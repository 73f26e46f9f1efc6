package northstar.cli.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Effect;
import northstar.measurement.activity.Explanation;
import northstar.measurement.activity.Explanation.CapInForce;
import northstar.measurement.activity.Explanation.Cohort;
import northstar.measurement.activity.Explanation.DaysRead;
import northstar.measurement.activity.Explanation.Statement;
import northstar.measurement.activity.Explanation.Unknown;
import org.jspecify.annotations.Nullable;

/** An explanation for people. */
public final class ExplanationReport {
    private static final int MOST_COHORTS = 14;

    private final Experiment experiment;
    private final Explanation explanation;
    private final int width;
    private final List<Line> lines = new ArrayList<>();

    private ExplanationReport(Experiment experiment, Explanation explanation, int width) {
        this.experiment = experiment;
        this.explanation = explanation;
        this.width = width;
    }

    /**
     * Returns the lines of the report.
     *
     * @param effects what the look made of the metric, one for each treatment
     */
    public static List<Line> lines(PinnedExperiment pinned, Explanation explanation, List<Effect> effects, int width) {
        ExplanationReport report = new ExplanationReport(pinned.experiment(), explanation, width);
        report.rule();
        report.units();
        report.formula(effects);
        report.cohorts();
        report.sql();
        return List.copyOf(report.lines);
    }

    private void rule() {
        lines.add(Line.of(experiment.key() + ": " + explanation.metric().key(), Emphasis.STRONG)
                .plus(" as of " + explanation.at()));
        text(Rule.of(explanation.metric()));
    }

    private void heading(String title) {
        lines.add(Line.EMPTY);
        lines.add(Line.of(title, Emphasis.STRONG));
    }

    private void text(String text) {
        lines.addAll(Paragraph.lines(Line.of(text), width, 0, 2));
    }

    private void units() {
        heading("Units");
        Table table = new Table(List.of(Column.text("", 0), Column.number("", 0), Column.wrapped("", 20)));
        row(
                table,
                "in",
                total(explanation.units()),
                byVariant(explanation.units()) + "; first exposed from " + experiment.start() + " until just before "
                        + experiment.end());
        row(table, "excluded", explanation.crossed(), "met two variants before their day was mature for all metrics");
        row(table, "exposed early", explanation.early(), "are in, and were exposed before the start too");
        for (Unknown unknown : explanation.unknown()) {
            row(
                    table,
                    "unknown variant",
                    unknown.units(),
                    unknown.variant() + ", which the definition does not name: "
                            + Figures.count(unknown.exposures(), "exposure"));
        }
        immature(table);
        cap(table);
        lines.addAll(table.lines(width));
        late();
    }

    private static void row(Table table, String name, long count, String words) {
        table.add(List.of(Line.of(name), Line.of(Figures.count(count)), Line.of(words)));
    }

    private void immature(Table table) {
        List<Cohort> immature = explanation.cohorts().stream()
                .filter(cohort -> !cohort.isMature())
                .toList();
        row(
                table,
                "immature",
                immature.stream().mapToLong(Cohort::size).sum(),
                immature.isEmpty()
                        ? "every day's window is over"
                        : "first exposed on " + Figures.count(immature.size(), "day")
                                + " whose window is not over; they wait, and bear no number below");
    }

    private void cap(Table table) {
        CapInForce cap = explanation.cap();
        if (cap != null) {
            row(
                    table,
                    "capped",
                    total(cap.above()),
                    byVariant(cap.above()) + "; had more than " + Figures.level(cap.value()) + " and count as that");
        } else if (explanation.isPending()) {
            row(
                    table,
                    "capped",
                    0,
                    "nothing yet: the cap or the thresholds are fixed once every variant has 1,000"
                            + " mature units, or at the final look");
        }
    }

    private void late() {
        lines.add(Line.EMPTY);
        text(read("exposures", explanation.exposures()));
        text(read("activities", explanation.activities()));
    }

    private static String read(String what, DaysRead read) {
        return Figures.count(read.rows()) + " " + what + " on " + Figures.count(read.days(), "day")
                + " of the lake were read; left out when the days were put in order: "
                + Figures.count(read.duplicates(), "duplicate") + " and " + Figures.count(read.conflicts())
                + " that said something else under an id that was taken.";
    }

    private static long total(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String byVariant(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void formula(List<Effect> effects) {
        heading("Formula");
        String control = experiment.variants().stream()
                .filter(Variant::control)
                .map(Variant::key)
                .findFirst()
                .orElseThrow();
        List<List<String>> rows = new Formula(explanation).rows(control, effects);
        if (rows.isEmpty()) {
            text("No unit is mature yet.");
            return;
        }
        int name = widest(rows, 0);
        int result = widest(rows, 1);
        for (List<String> row : rows) {
            if (row.getFirst().isEmpty()) {
                text(row.getLast());
            } else {
                String made = row.getLast().isEmpty() ? "" : " = " + row.getLast();
                lines.add(Line.of(row.getFirst()
                        + " ".repeat(name - row.getFirst().length() + 2)
                        + " ".repeat(result - row.get(1).length())
                        + row.get(1)
                        + made));
            }
        }
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private void cohorts() {
        heading("Day by day of first exposure");
        List<Variant> variants = experiment.variants();
        List<Column> columns = new ArrayList<>(List.of(Column.text("day", 0)));
        for (Variant variant : variants) {
            columns.add(Column.number(variant.key() + "\nunits", 2));
            columns.add(Column.number(variant.key() + "\nlevel", 0));
        }
        variants.stream()
                .filter(variant -> !variant.control())
                .forEach(variant -> columns.add(Column.number(variant.key() + "\neffect", 0)));
        columns.add(Column.text("", 1));
        Table table = new Table(columns);
        explanation.cohorts().stream().limit(MOST_COHORTS).forEach(cohort -> table.add(cells(variants, cohort)));
        lines.addAll(table.lines(width));
        int more = explanation.cohorts().size() - MOST_COHORTS;
        if (more > 0) {
            lines.add(Line.of("… " + Figures.count(more) + " more", Emphasis.FAINT));
        }
    }

    private static List<Line> cells(List<Variant> variants, Cohort cohort) {
        List<Line> cells = new ArrayList<>(List.of(Line.of(cohort.day().toString())));
        for (Variant variant : variants) {
            cells.add(Line.of(Figures.count(cohort.units().getOrDefault(variant.key(), 0L))));
            cells.add(level(cohort.levels().get(variant.key())));
        }
        effects(variants, cohort)
                .forEach((_, effect) -> cells.add(Line.of(effect == null ? Figures.ABSENT : Figures.gain(effect))));
        cells.add(Line.of(cohort.isMature() ? "mature" : "not mature"));
        return cells;
    }

    /** Returns the difference to control for each treatment, in the order of the definition. */
    static Map<String, @Nullable Double> effects(List<Variant> variants, Cohort cohort) {
        Map<String, @Nullable Double> effects = new LinkedHashMap<>();
        Double control = null;
        for (Variant variant : variants) {
            control = variant.control() ? cohort.levels().get(variant.key()) : control;
        }
        for (Variant variant : variants) {
            Double level = cohort.levels().get(variant.key());
            if (!variant.control()) {
                effects.put(variant.key(), level == null || control == null ? null : level - control);
            }
        }
        return effects;
    }

    private static Line level(@Nullable Double level) {
        return Line.of(level == null ? Figures.ABSENT : Figures.level(level));
    }

    private void sql() {
        heading("SQL (the metric alone; all of an experiment's share one scan)");
        for (Statement statement : explanation.statements()) {
            lines.add(Line.of("-- " + statement.purpose(), Emphasis.FAINT));
            (statement.sql() + ";").lines().map(Line::of).forEach(lines::add);
        }
    }
}
