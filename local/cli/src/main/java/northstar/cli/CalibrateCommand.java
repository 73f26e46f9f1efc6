package northstar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import northstar.cli.input.Calibrations;
import northstar.cli.input.WrongInputException;
import northstar.cli.report.CalibrationReport;
import northstar.cli.table.UnitColumns;
import northstar.cli.table.UnitMetric;
import northstar.cli.terminal.Progress;
import northstar.statistics.CalibrationCheck;
import northstar.statistics.Estimand;
import northstar.statistics.NullSplits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Asks whether the tests of a metric keep their promise where there is nothing to find. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description =
                "Splits units that nothing was done to at random, a thousand times, and tests each split as if it were an"
                        + " experiment. If more than about one in twenty is significant, do not believe the metric's results.",
        footer = {
            "",
            "northstar calibrate users.csv --metric revenue --metric revenue/sessions",
            "",
            "It ends with 1 if a metric is not calibrated. --save calibration.csv beside a definition keeps it in mind."
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final int FEWEST_SPLITS = 100;
    private static final int MOST_SPLITS = 100_000;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private UnitTableOptions units = new UnitTableOptions();

    @Option(
            names = "--covariate",
            paramLabel = "COLUMN",
            description = "What was known of each unit before, as an experiment would use it; may be repeated.")
    private List<String> covariates = List.of();

    @Option(names = "--splits", paramLabel = "N", description = "How often to split; default ${DEFAULT-VALUE}.")
    private int splits = NullSplits.DEFAULT_SPLITS;

    @Option(names = "--looks", paramLabel = "N", description = "How often each split is looked at; default 7.")
    private int looks = 7;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed splits in the same way; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--save",
            paramLabel = "calibration.csv",
            description =
                    "Keep what was found of each metric. Beside a definition or a table, by that name, it makes every"
                            + " evaluation of a metric that is not calibrated say so.")
    private @Nullable Path save;

    @Override
    public Integer call() {
        require("--splits", splits, FEWEST_SPLITS, MOST_SPLITS);
        require("--looks", looks, 1, 60);
        List<CalibrationReport.Row> rows = new ArrayList<>();
        try (Progress progress = northstar.terminal().progress();
                UnitColumns columns = UnitColumns.open(units.table, units.missing)) {
            for (String text : units.metrics) {
                progress.update("Splitting " + text + "…");
                rows.add(row(UnitMetric.of(text), columns));
            }
            progress.clear();
            CalibrationReport report =
                    new CalibrationReport(units.table.toString(), columns.units(), splits, looks, List.copyOf(rows));
            if (save != null) {
                Calibrations.read(save).with(found(report)).write(save);
            }
            northstar.terminal().print(report.lines(northstar.terminal().width()));
            return report.isCalibrated() ? 0 : 1;
        }
    }

    private static Map<String, Boolean> found(CalibrationReport report) {
        Map<String, Boolean> found = new LinkedHashMap<>();
        report.rows().forEach(row -> found.put(row.metric(), row.isCalibrated()));
        return found;
    }

    private CalibrationReport.Row row(UnitMetric metric, UnitColumns columns) {
        Estimand estimand = metric.estimand(columns);
        double[][] values = Arrays.stream(metric.rows(columns, covariates))
                .filter(UnitMetric::isWhole)
                .toArray(double[][]::new);
        NullSplits nothing = new NullSplits(splits, seed);
        Optional<CalibrationCheck.Calibration> calibration =
                nothing.of(estimand, values).map(CalibrationCheck::of);
        Optional<CalibrationCheck.Watched> watched = calibration.flatMap(_ -> nothing.watched(estimand, values, looks));
        return new CalibrationReport.Row(
                metric.name(),
                calibration.orElse(null),
                watched.orElse(null),
                calibration.flatMap(_ -> nothing.guarded(estimand, values)).orElse(null));
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new WrongInputException(option + " == " + value + ", must be in [" + least + ", " + most + "]");
        }
    }
}
