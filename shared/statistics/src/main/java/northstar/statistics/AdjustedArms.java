package northstar.statistics;

/**
 * What control variates leave of a comparison: arm levels centred at the pooled covariate mean, their difference, and the
 * variances of them all, times the small-sample factor {@code (N - 2) / (N - 2 - p)}.
 *
 * @param control level of the control arm
 * @param treatment level of the treatment arm
 * @param effect their difference
 * @param controlVariance variance of the control level
 * @param treatmentVariance variance of the treatment level
 * @param covariance of the two levels, which share the pooled mean
 * @param variance variance of the effect, {@code controlVariance + treatmentVariance - 2 covariance}
 * @param degreesOfFreedom Welch's, of the two arms' residuals, less p
 */
record AdjustedArms(
        double control,
        double treatment,
        double effect,
        double controlVariance,
        double treatmentVariance,
        double covariance,
        double variance,
        double degreesOfFreedom) {
    static AdjustedArms of(LinearisedArm c, LinearisedArm t, ControlVariates variates) {
        double units = t.n() + c.n();
        double shareT = t.n() / units;
        double shareC = c.n() / units;
        double hT = variates.slopeWithMetric(t) / t.n();
        double hC = variates.slopeWithMetric(c) / c.n();
        double qT = variates.slopeVariance(t) / t.n();
        double qC = variates.slopeVariance(c) / c.n();
        double controlResidual = Math.max(0, c.levelVariance() - 2 * hC + qC);
        double treatmentResidual = Math.max(0, t.levelVariance() - 2 * hT + qT);
        int used = variates.used().length;
        double factor = (units - 2) / (units - 2 - used);
        return new AdjustedArms(
                c.level() + shareT * variates.foretold(),
                t.level() - shareC * variates.foretold(),
                t.level() - c.level() - variates.foretold(),
                factor * Math.max(0, c.levelVariance() - 2 * shareT * hC + shareT * shareT * (qC + qT)),
                factor * Math.max(0, t.levelVariance() - 2 * shareC * hT + shareC * shareC * (qC + qT)),
                factor * (shareT * hT + shareC * hC - shareT * shareC * (qT + qC)),
                factor * (c.levelVariance() + t.levelVariance() - variates.explained()),
                Welch.degreesOfFreedom(controlResidual, c.n(), treatmentResidual, t.n()) - used);
    }

    /** Whether nothing left the range of a double. */
    boolean isFinite() {
        return Double.isFinite(control)
                && Double.isFinite(treatment)
                && Double.isFinite(controlVariance + treatmentVariance)
                && Double.isFinite(covariance)
                && Double.isFinite(variance)
                && Double.isFinite(effect / Math.sqrt(variance));
    }
}
