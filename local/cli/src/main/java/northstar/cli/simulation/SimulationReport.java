package northstar.cli.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Table;
import northstar.simulation.Expected;
import northstar.simulation.Expected.Counts;
import northstar.simulation.Expected.ExpectedExperiment;
import northstar.simulation.Expected.ExpectedMetric;
import northstar.simulation.Expected.Truth;
import org.jspecify.annotations.Nullable;

/** What is told of a simulated lake. */
public final class SimulationReport {
    private static final double PERCENT = 100;

    private SimulationReport() {}

    /**
     * Returns the lines.
     *
     * @param saved where the built-in definition was written, or null
     * @param width of the terminal
     */
    public static List<Line> lines(Expected expected, Path lake, @Nullable Path saved, int width) {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, ExpectedExperiment> experiment :
                expected.experiments().entrySet()) {
            lines.add(Line.of(experiment.getKey() + ", simulated (seed " + expected.seed() + ")"));
            lines.add(Line.of(counts(experiment.getValue().counts())));
            lines.add(Line.EMPTY);
            lines.addAll(truths(experiment.getValue()).lines(width));
            lines.add(Line.EMPTY);
        }
        lines.add(Line.of("The lake: " + lake + " · what is true: " + lake.resolve(Expected.KEY)));
        if (saved != null) {
            lines.add(Line.of("Go on with: northstar evaluate " + saved + " --lake " + lake));
        }
        return lines;
    }

    private static String counts(Counts counts) {
        return String.format(
                Locale.ROOT,
                "%,d units · %,d exposures · %,d activities (%,d twice) · %,d late · %,d units in two variants · %,d bots",
                counts.units(),
                counts.exposures(),
                counts.activities(),
                counts.duplicates(),
                counts.late(),
                counts.multiExposed(),
                counts.bots());
    }

    private static Table truths(ExpectedExperiment experiment) {
        Table table = new Table(List.of(
                Table.Column.text("metric", 0),
                Table.Column.text("variant", 0),
                Table.Column.number("control", 0),
                Table.Column.number("true effect", 0),
                Table.Column.wrapped("remark", 20)));
        for (Map.Entry<String, ExpectedMetric> metric : experiment.metrics().entrySet()) {
            for (Map.Entry<String, Truth> treatment :
                    metric.getValue().treatments().entrySet()) {
                Truth truth = treatment.getValue();
                String reason = truth.reason();
                table.add(List.of(
                        Line.of(metric.getKey()),
                        Line.of(treatment.getKey()),
                        Line.of(control(metric.getValue().control())),
                        Line.of(effect(truth)),
                        Line.of(reason == null ? "" : reason)));
            }
        }
        return table;
    }

    private static String control(Truth truth) {
        Double value = truth.value();
        return value == null ? "–" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String effect(Truth truth) {
        Double value = truth.value();
        return value == null ? "unknown" : String.format(Locale.ROOT, "%+.2f %%", value * PERCENT);
    }
}
