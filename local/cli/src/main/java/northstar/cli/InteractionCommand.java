package northstar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import northstar.cli.input.WrongInputException;
import northstar.cli.report.InteractionReport;
import northstar.cli.table.UnitColumns;
import northstar.cli.table.UnitMetric;
import northstar.domain.Arguments;
import northstar.statistics.ArmMoments;
import northstar.statistics.Comparison;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.FixedTest;
import northstar.statistics.Interaction;
import northstar.statistics.TwoSidedResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Asks whether two experiments that ran at the same time changed each other's effect. */
@Command(
        name = "interaction",
        mixinStandardHelpOptions = true,
        description =
                "Compares the effect of one experiment among the units that another one treated with its effect among those"
                        + " that it did not. If the two differ, neither result holds without the other.",
        footer = {
            "",
            "northstar interaction users.csv --first checkout=old --second banner=none --metric revenue",
            "",
            "Each row is one unit that is in both experiments."
        })
final class InteractionCommand implements Callable<Integer> {
    private static final double ALPHA = 0.05;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private UnitTableOptions units = new UnitTableOptions();

    @Option(
            names = "--first",
            required = true,
            paramLabel = "COLUMN=CONTROL",
            description = "The column of the first experiment's variant, and the value that means control.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String first;

    @Option(
            names = "--second",
            required = true,
            paramLabel = "COLUMN=CONTROL",
            description = "The same of the second experiment.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String second;

    @Override
    public Integer call() {
        try (UnitColumns columns = UnitColumns.open(units.table, units.missing)) {
            Assigned one = assigned("--first", first, columns);
            Assigned other = assigned("--second", second, columns);
            List<InteractionReport.Row> rows = new ArrayList<>();
            for (String text : units.metrics) {
                UnitMetric metric = UnitMetric.of(text);
                Cells cells = new Cells(List.of(metric.rows(columns, List.of())), one.isTreated(), other.isTreated());
                rows.add(new InteractionReport.Row(
                        metric.name(), new Interaction(ALPHA).test(metric.estimand(columns), cells.moments())));
            }
            InteractionReport report = new InteractionReport(
                    units.table.toString(),
                    columns.units(),
                    one.column(),
                    other.column(),
                    isIndependent(one.isTreated(), other.isTreated()),
                    rows);
            northstar.terminal().print(report.lines(northstar.terminal().width()));
        }
        return 0;
    }

    /** Who is treated by an experiment, unit by unit. */
    private record Assigned(String column, List<Boolean> isTreated) {}

    private static Assigned assigned(String option, String text, UnitColumns columns) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new WrongInputException(option + " == " + Arguments.quoted(text) + ", must be COLUMN=CONTROL");
        }
        String column = text.substring(0, equals);
        String control = text.substring(equals + 1);
        List<String> values = columns.texts(column);
        TreeSet<String> known = new TreeSet<>(values);
        if (known.size() != 2 || !known.contains(control)) {
            throw new WrongInputException(
                    option + " == " + Arguments.quoted(text) + ", must name one of two values, but "
                            + column + " has "
                            + known.stream().limit(5).map(Arguments::quoted).collect(Collectors.joining(", "))
                            + (known.size() > 5 ? " and more" : ""));
        }
        return new Assigned(
                column, values.stream().map(value -> !value.equals(control)).toList());
    }

    /** The units of the four groups. */
    private record Cells(List<double[]> rows, List<Boolean> first, List<Boolean> second) {
        Interaction.Cells moments() {
            return new Interaction.Cells(of(false, false), of(true, false), of(false, true), of(true, true));
        }

        private ArmMoments of(boolean isFirst, boolean isSecond) {
            List<double[]> cell = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (first.get(i) == isFirst && second.get(i) == isSecond && UnitMetric.isWhole(rows.get(i))) {
                    cell.add(rows.get(i));
                }
            }
            return cell.isEmpty() ? ArmMoments.of(0, 0, 0) : ArmMoments.ofRows(cell.toArray(double[][]::new));
        }
    }

    /** Whether being treated by one tells nothing of being treated by the other, at 0.001. */
    private static boolean isIndependent(List<Boolean> first, List<Boolean> second) {
        List<double[]> control = new ArrayList<>();
        List<double[]> treatment = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            (first.get(i) ? treatment : control).add(new double[] {second.get(i) ? 1 : 0});
        }
        Comparison comparison = EffectEstimator.withDefaults()
                .compare(
                        Estimand.PROPORTION,
                        ArmMoments.ofRows(control.toArray(double[][]::new)),
                        ArmMoments.ofRows(treatment.toArray(double[][]::new)));
        return new FixedTest(0.001).test(comparison) instanceof TwoSidedResult.Tested tested
                ? !tested.significant()
                // neither varies: one tells all of the other, or nothing
                : control.getFirst()[0] == treatment.getFirst()[0];
    }
}
