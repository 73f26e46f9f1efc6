package northstar.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import northstar.domain.definition.Metric;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.QuantileSums;
import northstar.statistics.ArmMoments;
import northstar.statistics.Estimand;
import northstar.statistics.QuantileTable;
import org.jspecify.annotations.Nullable;

/** Translates stored moments into what the statistics take. */
final class Arms {
    /** A few roundings of a double, relative. */
    private static final double ROUNDING = 1e-15;

    private Arms() {}

    /** Returns what is estimated of a metric from its moments, or null for a quantile, which has sums of its own. */
    static @Nullable Estimand estimand(Metric metric) {
        return switch (metric) {
            case Metric.Mean _, Metric.ActiveDays _, Metric.Last _ -> Estimand.MEAN;
            case Metric.Proportion _, Metric.Retention _, Metric.Funnel _ -> Estimand.PROPORTION;
            case Metric.Ratio _ -> Estimand.RATIO;
            case Metric.Quantile _ -> null;
        };
    }

    /** Returns a variant's moments of a metric, or null if there are none. */
    static @Nullable MetricMoments moments(Measurement measurement, String variant, String metric) {
        Moments moments = measurement.variants().get(variant);
        return moments == null ? null : moments.metrics().get(metric);
    }

    /** Returns a variant's sums of a quantile metric, or null if there are none. */
    static @Nullable QuantileSums quantile(Measurement measurement, String variant, String metric) {
        Moments moments = measurement.variants().get(variant);
        return moments == null ? null : moments.quantiles().get(metric);
    }

    /** Returns the counts of an arm below the thresholds; of no units if nothing is known. */
    static QuantileTable of(@Nullable QuantileSums sums) {
        return sums == null
                ? new QuantileTable(0, List.of(), 0, 0, List.of(), List.of(), List.of())
                : new QuantileTable(
                        sums.units(),
                        sums.thresholds(),
                        sums.events(),
                        sums.eventsSquared(),
                        sums.below(),
                        sums.belowSquared(),
                        sums.belowEvents());
    }

    /** Returns the names of the covariates that the variants' moments of a metric hold. */
    static List<String> covariates(Measurement measurement, String metric) {
        for (Moments moments : measurement.variants().values()) {
            MetricMoments found = moments.metrics().get(metric);
            if (found != null) {
                return found.covariates();
            }
        }
        return List.of();
    }

    /** Returns the centred moments of an arm; of no units if nothing is known. */
    static ArmMoments of(@Nullable MetricMoments moments, int columns) {
        if (moments == null || moments.sums().n() == 0) {
            return ArmMoments.of(0, new double[columns], (_, _) -> OptionalDouble.empty());
        }
        return of(moments.sums());
    }

    /** Returns the centred moments of at least one unit. */
    static ArmMoments of(PowerSums sums) {
        double[] means = new double[sums.variables()];
        for (int i = 0; i < means.length; i++) {
            means[i] = sums.mean(i);
        }
        boolean known = sums.n() >= 2 && sums.products() != null;
        double[] variances = new double[means.length];
        for (int i = 0; known && i < means.length; i++) {
            variances[i] = variance(sums.covariance(i, i), means[i]);
        }
        ArmMoments arm = ArmMoments.of(
                sums.n(),
                means,
                (a, b) -> known ? OptionalDouble.of(covariance(sums, a, b, variances)) : OptionalDouble.empty());
        double[] third = sums.thirdCentralMoments();
        return third == null ? arm : arm.withThirdMoments(third);
    }

    /** Returns the centred moments of one variable of at least two units. */
    static ArmMoments of(PowerSums sums, int variable) {
        double mean = sums.mean(variable);
        return ArmMoments.of(sums.n(), mean, variance(sums.covariance(variable, variable), mean));
    }

    /** The products that were summed are doubles: what is left of a constant by their rounding is no variance. */
    private static double variance(double variance, double mean) {
        return variance <= ROUNDING * (variance + mean * mean) ? 0 : variance;
    }

    /** No covariance is larger than the variances allow, which rounding does not know. */
    private static double covariance(PowerSums sums, int first, int second, double[] variances) {
        if (first == second) {
            return variances[first];
        }
        double most = Math.sqrt(variances[first]) * Math.sqrt(variances[second]);
        return Math.clamp(sums.covariance(first, second), -most, most);
    }
}
