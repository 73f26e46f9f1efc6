package northstar.cli.report;

import northstar.cli.terminal.Figures;
import northstar.domain.definition.Metric;
import northstar.domain.evaluation.Level;

/** Writes a metric's level: shares in percent, everything else in its own unit. */
public final class Levels {
    private Levels() {}

    /** Returns the level of an arm, or what stands for none. */
    public static String text(Metric metric, Level level) {
        Double mean = level.mean();
        if (mean == null) {
            return Figures.ABSENT;
        }
        return switch (metric) {
            case Metric.Proportion _, Metric.Retention _, Metric.Funnel _ -> Figures.share(mean);
            case Metric.Mean _, Metric.Ratio _, Metric.Quantile _, Metric.ActiveDays _, Metric.Last _ ->
                Figures.level(mean);
        };
    }
}
