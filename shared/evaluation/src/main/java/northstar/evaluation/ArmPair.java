package northstar.evaluation;

import northstar.domain.Reason;
import northstar.domain.definition.Metric;
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
        if (metric instanceof Metric.Quantile quantile) {
            return of(
                    quantile,
                    Arms.quantile(measurement, control, metric.key()),
                    Arms.quantile(measurement, treatment, metric.key()));
        }
        Estimand estimand = Arms.estimand(metric);
        return estimand == null
                ? new None(Reason.METHOD_NOT_AVAILABLE)
                : of(
                        estimand,
                        Arms.moments(measurement, control, metric.key()),
                        Arms.moments(measurement, treatment, metric.key()));
    }

    private static ArmPair of(
            Metric.Quantile metric, @Nullable QuantileSums control, @Nullable QuantileSums treatment) {
        if (control == null && treatment == null) {
            return new None(Reason.METHOD_NOT_AVAILABLE);
        }
        QuantileEstimator estimator = new QuantileEstimator(metric.level());
        return new Compared(
                estimator.compare(estimator.estimate(Arms.of(control)), estimator.estimate(Arms.of(treatment))));
    }

    private static ArmPair of(Estimand estimand, @Nullable MetricMoments control, @Nullable MetricMoments treatment) {
        MetricMoments known = control == null ? treatment : control;
        if (known == null) {
            return new None(Reason.NO_DATA);
        }
        int columns = known.sums().variables();
        return new Compared(EffectEstimator.withDefaults()
                .compare(estimand, Arms.of(control, columns), Arms.of(treatment, columns)));
    }
}
