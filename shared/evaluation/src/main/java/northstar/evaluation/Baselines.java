package northstar.evaluation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.domain.moments.QuantileSums;
import northstar.statistics.Adjustment;
import northstar.statistics.ArmMoments;
import northstar.statistics.Comparison;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.QuantileEstimate;
import northstar.statistics.QuantileEstimator;
import northstar.statistics.StandardNormal;

/** Reads the baselines of an experiment's metrics off what was measured, the units of all variants taken together. */
public final class Baselines {
    private Baselines() {}

    /**
     * Returns the baselines of the metrics that are known well enough.
     *
     * @param pinned the experiment
     * @param measurement of it, or of units that did not take part in any
     * @return by metric key; without the metrics that have no units, no variance or no known one
     */
    public static SortedMap<String, Baseline> of(PinnedExperiment pinned, Measurement measurement) {
        SortedMap<String, Baseline> baselines = new TreeMap<>();
        for (Metric metric : pinned.metrics().values()) {
            of(metric, measurement).ifPresent(baseline -> baselines.put(metric.key(), baseline));
        }
        return baselines;
    }

    private static Optional<Baseline> of(Metric metric, Measurement measurement) {
        Estimand estimand = Arms.estimand(metric);
        if (estimand == null) {
            return metric instanceof Metric.Quantile quantile ? of(quantile, measurement) : Optional.empty();
        }
        Optional<MetricMoments> pooled = moments(measurement)
                .map(moments -> moments.metrics().get(metric.key()))
                .flatMap(Stream::ofNullable)
                .reduce(MetricMoments::plus);
        if (pooled.isEmpty()) {
            return Optional.empty();
        }
        ArmMoments units = Arms.of(pooled.get(), pooled.get().sums().variables());
        // The units against themselves: no effect, but their level, its variance and what covariates explain of it.
        return EffectEstimator.withDefaults().compare(estimand, units, units) instanceof Comparison.Estimated estimated
                ? of(estimated)
                : Optional.empty();
    }

    private static Optional<Baseline> of(Comparison.Estimated estimated) {
        return switch (estimated.adjustment()) {
            case Adjustment.None _ ->
                of(
                        estimated.control().mean(),
                        estimated.control().standardError(),
                        estimated.control().n(),
                        0);
            case Adjustment.ControlVariates adjusted -> {
                Comparison.Estimated raw = adjusted.unadjusted();
                yield of(
                        raw.control().mean(),
                        raw.control().standardError(),
                        raw.control().n(),
                        Math.clamp(adjusted.varianceReduction(), 0, Math.nextDown(1.0)));
            }
        };
    }

    private static Optional<Baseline> of(Metric.Quantile metric, Measurement measurement) {
        Optional<QuantileSums> pooled = moments(measurement)
                .map(moments -> moments.quantiles().get(metric.key()))
                .flatMap(Stream::ofNullable)
                .reduce(QuantileSums::plus);
        return pooled.map(sums -> new QuantileEstimator(metric.level()).estimate(Arms.of(sums)))
                .filter(QuantileEstimate.Estimated.class::isInstance)
                .map(QuantileEstimate.Estimated.class::cast)
                .flatMap(estimate -> of(estimate.value(), standardError(estimate), estimate.units(), 0));
    }

    /** The width of the interval tells the density there (METHODS 12.1); the error of the thresholds' grid does not fall with n. */
    private static double standardError(QuantileEstimate.Estimated estimate) {
        return (estimate.ciUpper() - estimate.ciLower()) / (2 * StandardNormal.quantile(0.975));
    }

    private static Optional<Baseline> of(double mean, double standardError, long units, double explained) {
        double variance = standardError * standardError * units;
        return variance > 0 && Double.isFinite(variance)
                ? Optional.of(new Baseline(mean, variance, explained))
                : Optional.empty();
    }

    private static Stream<Moments> moments(Measurement measurement) {
        return measurement.variants().values().stream();
    }
}
