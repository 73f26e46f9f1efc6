package northstar.statistics;

/**
 * Arm levels centred at the pooled covariate mean, whose difference is the adjusted effect.
 *
 * <p>Variances are before the small-sample factor, and {@code v_T + v_C - 2 v_TC} is the variance of the adjusted effect.
 *
 * @param control level of the control arm
 * @param treatment level of the treatment arm
 * @param controlVariance variance of the control level
 * @param treatmentVariance variance of the treatment level
 * @param covariance of the two levels, which share the pooled mean
 * @param controlResidual variance of the control mean of what the covariates leave
 * @param treatmentResidual the same of the treatment; both sum to the variance of the adjusted effect
 */
record AdjustedLevels(
        double control,
        double treatment,
        double controlVariance,
        double treatmentVariance,
        double covariance,
        double controlResidual,
        double treatmentResidual) {
    static AdjustedLevels of(LinearisedArm c, LinearisedArm t, ControlVariates variates) {
        double shareT = t.n() / (t.n() + c.n());
        double shareC = c.n() / (t.n() + c.n());
        double hT = variates.slopeWithMetric(t) / t.n();
        double hC = variates.slopeWithMetric(c) / c.n();
        double qT = variates.slopeVariance(t) / t.n();
        double qC = variates.slopeVariance(c) / c.n();
        return new AdjustedLevels(
                c.level() + shareT * variates.foretold(),
                t.level() - shareC * variates.foretold(),
                Math.max(0, c.levelVariance() - 2 * shareT * hC + shareT * shareT * (qC + qT)),
                Math.max(0, t.levelVariance() - 2 * shareC * hT + shareC * shareC * (qC + qT)),
                shareT * hT + shareC * hC - shareT * shareC * (qT + qC),
                Math.max(0, c.levelVariance() - 2 * hC + qC),
                Math.max(0, t.levelVariance() - 2 * hT + qT));
    }

    /** Whether nothing left the range of a double. */
    boolean isFinite() {
        return Double.isFinite(control)
                && Double.isFinite(treatment)
                && Double.isFinite(controlVariance + treatmentVariance)
                && Double.isFinite(covariance)
                && Double.isFinite(controlResidual + treatmentResidual);
    }
}
