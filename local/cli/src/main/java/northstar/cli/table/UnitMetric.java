package northstar.cli.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import northstar.statistics.Estimand;

/**
 * A metric of a table without a definition: {@code revenue}, or {@code revenue/sessions} for the ratio of two columns.
 *
 * @param name as a person wrote it
 * @param columns one column, or numerator and denominator
 */
public record UnitMetric(String name, List<String> columns) {
    public UnitMetric {
        columns = List.copyOf(columns);
    }

    /** Returns the metric that a text names. A column whose name holds a slash cannot be named. */
    public static UnitMetric of(String text) {
        int slash = text.indexOf('/');
        return slash <= 0 || slash == text.length() - 1
                ? new UnitMetric(text, List.of(text))
                : new UnitMetric(text, List.of(text.substring(0, slash), text.substring(slash + 1)));
    }

    /** Returns what is estimated of it. */
    public Estimand estimand(UnitColumns table) {
        if (columns.size() == 2) {
            return Estimand.RATIO;
        }
        return table.isZeroOne(columns.getFirst()) ? Estimand.PROPORTION : Estimand.MEAN;
    }

    /** Returns whether a row takes part. */
    public static boolean isWhole(double[] row) {
        return Arrays.stream(row).noneMatch(Double::isNaN);
    }

    /**
     * Returns the values of its columns and, behind them, of covariates, unit by unit.
     *
     * @return NaN in the cells that leave their unit out
     */
    public double[][] rows(UnitColumns table, List<String> covariates) {
        List<String> names = new ArrayList<>(columns);
        names.addAll(covariates);
        return table.numbers(names);
    }
}
