package northstar.domain.moments;

import java.util.List;
import northstar.domain.Arguments;

/**
 * The moments of one metric and its covariates over the units that have a value of the metric.
 *
 * <p>The leading variables are the metric: its value, or numerator and denominator of a ratio. The covariates follow.
 *
 * @param sums the exact sums
 * @param covariates names of the covariates, in the order of the variables that follow the metric's own
 * @param excluded units that have no value of the metric and were left out
 */
public record MetricMoments(PowerSums sums, List<String> covariates, long excluded) {
    public MetricMoments {
        covariates = Arguments.distinct("covariates", covariates);
        Arguments.notNegative("excluded", excluded);
        int leading = sums.variables() - covariates.size();
        if (leading != 1 && leading != 2) {
            throw Arguments.refusal("variables of the metric itself", leading, "1 or 2");
        }
    }

    /** Returns the number of variables that are the metric itself: 2 for a ratio, else 1. */
    public int leading() {
        return sums.variables() - covariates.size();
    }

    /**
     * Returns the moments over both sets of units.
     *
     * @throws IllegalArgumentException if the covariates differ
     */
    public MetricMoments plus(MetricMoments other) {
        if (!covariates.equals(other.covariates)) {
            throw Arguments.refusal("covariates", other.covariates, "the same as " + covariates);
        }
        return new MetricMoments(sums.plus(other.sums), covariates, Math.addExact(excluded, other.excluded));
    }
}
