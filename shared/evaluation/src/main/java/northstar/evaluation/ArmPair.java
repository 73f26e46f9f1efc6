package northstar.evaluation;

import northstar.domain.Reason;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Metric;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.QuantileSums;
import northstar.statistics.Comparison;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.QuantileEstimator;
import org.jspecify.annotations.Nullable;

/** What is known of one metric in control and one treatment. */
sealed interface ArmPair {
    /**
     * Nothing that a comparison could be made from.
     *
     * @param reason why
     */
    record None(Reason reason) implements ArmPair {}

    /**
     * Something known of at least one of the arms.
     *
     * @param comparison treatment against control
     */
    record Compared(Comparison comparison) implements ArmPair {}

    /** Returns what a measurement knows of two variants. */
    static ArmPair of(Measurement measurement, Metric metric, String control, String treatment) {
        Reason absence = absence(measurement, metric);
        if (metric instanceof Metric.Quantile quantile) {
            return of(
                    quantile,
                    Arms.quantile(measurement, control, metric.key()),
                    Arms.quantile(measurement, treatment, metric.key()),
                    absence);
        }
        Estimand estimand = Arms.estimand(metric);
        return estimand == null
                ? new None(Reason.METHOD_NOT_AVAILABLE)
                : of(
                        estimand,
                        Arms.moments(measurement, control, metric.key()),
                        Arms.moments(measurement, treatment, metric.key()),
                        absence);
    }

    /** Why a measurement would know nothing of a metric. */
    private static Reason absence(Measurement measurement, Metric metric) {
        boolean isQuantile = metric instanceof Metric.Quantile;
        if (measurement.engine().equals(AggregateReport.ENGINE) || measurement.units() == 0) {
            return isQuantile ? Reason.METHOD_NOT_AVAILABLE : Reason.NO_DATA;
        }
        long immature = measurement.preview().stream()
                .filter(level -> level.metric().equals(metric.key()))
                .mapToLong(Immature::n)
                .sum();
        boolean isCapped = metric instanceof Metric.Mean mean && mean.cap() instanceof Cap.Quantile;
        return (isQuantile || isCapped) && immature < measurement.units() ? Reason.CAP_PENDING : Reason.IMMATURE;
    }

    private static ArmPair of(
            Metric.Quantile metric, @Nullable QuantileSums control, @Nullable QuantileSums treatment, Reason absence) {
        if (control == null && treatment == null) {
            return new None(absence);
        }
        QuantileEstimator estimator = new QuantileEstimator(metric.level());
        return new Compared(
                estimator.compare(estimator.estimate(Arms.of(control)), estimator.estimate(Arms.of(treatment))));
    }

    private static ArmPair of(
            Estimand estimand, @Nullable MetricMoments control, @Nullable MetricMoments treatment, Reason absence) {
        MetricMoments known = control == null ? treatment : control;
        if (known == null) {
            return new None(absence);
        }
        int columns = known.sums().variables();
        return new Compared(EffectEstimator.withDefaults()
                .compare(estimand, Arms.of(control, columns), Arms.of(treatment, columns)));
    }
}
