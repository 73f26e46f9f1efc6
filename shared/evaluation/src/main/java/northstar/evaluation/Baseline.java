package northstar.evaluation;

import northstar.domain.definition.Metric;

/**
 * What a metric is like without the experiment: all that planning needs to know of it.
 *
 * @param mean level of the metric: the mean, the share, the ratio or the quantile; finite
 * @param variance effective variance of one unit, that of its influence on the level; above 0 and finite
 * @param explained share of that variance that is explained by what is known of each unit before, in [0, 1)
 */
public record Baseline(double mean, double variance, double explained) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Baseline {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean == " + mean + ", must be finite");
        }
        if (!(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("variance == " + variance + ", must be finite and above 0");
        }
        if (!(explained >= 0 && explained < 1)) {
            throw new IllegalArgumentException("explained == " + explained + ", must be in [0, 1)");
        }
    }

    /**
     * Returns the baseline of a share, whose variance follows from it.
     *
     * @param share in (0, 1)
     * @param explained in [0, 1)
     */
    public static Baseline ofShare(double share, double explained) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("mean == " + share + ", must be in (0, 1) for a share");
        }
        return new Baseline(share, share * (1 - share), explained);
    }

    /** Returns whether the values of a metric are 0 or 1. */
    public static boolean isShare(Metric metric) {
        return switch (metric) {
            case Metric.Proportion _, Metric.Retention _, Metric.Funnel _ -> true;
            case Metric.Mean _, Metric.Ratio _, Metric.Quantile _, Metric.ActiveDays _, Metric.Last _ -> false;
        };
    }

    /** Returns the variance that is left when what is explained is taken out. */
    public double variancePerUnit() {
        return variance * (1 - explained);
    }
}
