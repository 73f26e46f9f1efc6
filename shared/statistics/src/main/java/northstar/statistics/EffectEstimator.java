package northstar.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Estimates the effect of a treatment on one metric from the moments of two arms, adjusted for covariates where there are
 * any.
 *
 * <p>Immutable.
 */
public final class EffectEstimator {
    private static final EffectEstimator DEFAULTS = new EffectEstimator(50, 20);

    /** Beyond this share of the variance explained there is nothing left to test but rounding. */
    private static final double ALL_EXPLAINED = 1 - 1e-12;

    /** Standard errors that an adjustment may move the effect before its covariates are suspect. */
    private static final double TAINTED = 3;

    private final int mostCovariates;
    private final double unitsPerCovariate;

    private EffectEstimator(int mostCovariates, double unitsPerCovariate) {
        this.mostCovariates = mostCovariates;
        this.unitsPerCovariate = unitsPerCovariate;
    }

    /**
     * Returns the estimator that adjusts for at most {@code min(50, N/20)} covariates, N being twice the units of the smaller
     * arm: with equal arms the units of both, and with unequal ones the smaller decides how well slopes are known.
     *
     * @return the estimator
     */
    public static EffectEstimator withDefaults() {
        return DEFAULTS;
    }

    /**
     * Returns a copy with other limits to the number of covariates; beyond them the comparison stays unadjusted and is
     * flagged {@link Reason#LOW_N}.
     *
     * @param most largest number of covariates, at least 0; with 0 nothing is adjusted and nothing flagged
     * @param unitsEach units needed for each covariate, counting twice the smaller arm; at least 1
     * @return the copy
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public EffectEstimator withCovariateLimits(int most, double unitsEach) {
        if (most < 0) {
            throw new IllegalArgumentException("most == " + most + ", must be >= 0");
        }
        if (!(unitsEach >= 1)) {
            throw new IllegalArgumentException("unitsEach == " + unitsEach + ", must be >= 1");
        }
        return new EffectEstimator(most, unitsEach);
    }

    /**
     * Compares treatment with control.
     *
     * @param estimand what the leading columns mean
     * @param control moments of the control arm
     * @param treatment moments of the treatment arm, of the same columns
     * @return the comparison; undefined with {@link Reason#ONE_VARIANT}, {@link Reason#LOW_N}, {@link
     *     Reason#NO_VARIANCE}, {@link Reason#NO_CROSS_PRODUCTS} (of a ratio) or {@link Reason#OVERFLOW}
     * @throws IllegalArgumentException if the arms' columns differ in number, are fewer than the estimand's, or if a
     *     proportion is not in [0, 1]
     */
    public Comparison compare(Estimand estimand, ArmMoments control, ArmMoments treatment) {
        if (control.columns() < estimand.columns()) {
            throw new IllegalArgumentException(
                    "control.columns() == " + control.columns() + ", must be >= " + estimand.columns());
        }
        if (treatment.columns() != control.columns()) {
            throw new IllegalArgumentException("treatment.columns() == " + treatment.columns()
                    + ", must be control.columns() == " + control.columns());
        }
        OptionalDouble controlLevel = estimand.level(control);
        OptionalDouble treatmentLevel = estimand.level(treatment);
        if (controlLevel.isEmpty() || treatmentLevel.isEmpty() || control.n() < 2 || treatment.n() < 2) {
            boolean lone = (control.n() == 0) != (treatment.n() == 0);
            return undefined(lone ? Reason.ONE_VARIANT : Reason.LOW_N, estimand, control, treatment);
        }
        LinearisedArm c = LinearisedArm.of(estimand, control, controlLevel.getAsDouble());
        LinearisedArm t = LinearisedArm.of(estimand, treatment, treatmentLevel.getAsDouble());
        if (!c.hasOwnVariances() || !t.hasOwnVariances()) {
            return undefined(Reason.NO_VARIANCE, estimand, control, treatment);
        }
        if (!c.hasOwnCovariances() || !t.hasOwnCovariances()) {
            return undefined(Reason.NO_CROSS_PRODUCTS, estimand, control, treatment);
        }
        double variance = c.levelVariance() + t.levelVariance();
        double statistic = (t.level() - c.level()) / Math.sqrt(variance);
        if (variance == 0) {
            return undefined(Reason.NO_VARIANCE, estimand, control, treatment);
        }
        if (!Double.isFinite(variance) || !Double.isFinite(statistic)) {
            return undefined(Reason.OVERFLOW, estimand, control, treatment);
        }
        return estimated(c, t, support(estimand, c, t, variance));
    }

    private static Comparison.Undefined undefined(
            Reason reason, Estimand estimand, ArmMoments control, ArmMoments treatment) {
        return new Comparison.Undefined(reason, partial(estimand, control), partial(estimand, treatment));
    }

    private static PartialLevel partial(Estimand estimand, ArmMoments arm) {
        OptionalDouble level = estimand.level(arm);
        OptionalDouble standardError = OptionalDouble.empty();
        if (level.isPresent() && arm.n() >= 2) {
            double error = Math.sqrt(
                    LinearisedArm.of(estimand, arm, level.getAsDouble()).levelVariance());
            standardError = Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
        }
        return new PartialLevel(arm.n(), level, standardError);
    }

    private static SampleSupport support(Estimand estimand, LinearisedArm c, LinearisedArm t, double variance) {
        OptionalDouble skewness = OptionalDouble.empty();
        if (c.thirdMoment().isPresent() && t.thirdMoment().isPresent()) {
            double third = t.thirdMoment().getAsDouble() / t.n() / t.n()
                    - c.thirdMoment().getAsDouble() / c.n() / c.n();
            double value = third / variance / Math.sqrt(variance);
            skewness = Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
        OptionalDouble count = estimand.smallestCount(c.arm());
        if (count.isPresent()) {
            count = OptionalDouble.of(Math.min(
                    count.getAsDouble(), estimand.smallestCount(t.arm()).orElse(0)));
        }
        return new SampleSupport(Math.min(c.arm().n(), t.arm().n()), count, skewness);
    }

    private Comparison.Estimated estimated(LinearisedArm c, LinearisedArm t, SampleSupport support) {
        if (c.covariates().length == 0) {
            return unadjusted(c, t, support, List.of(), Set.of());
        }
        List<CovariateCheck> checks = ControlVariates.checks(c, t);
        if (mostCovariates == 0) {
            return unadjusted(c, t, support, checks, Set.of());
        }
        if (!c.hasCrossProducts() || !t.hasCrossProducts()) {
            return unadjusted(c, t, support, checks, Set.of(Reason.NO_CROSS_PRODUCTS));
        }
        return adjusted(c, t, support, checks);
    }

    private static Comparison.Estimated unadjusted(
            LinearisedArm c, LinearisedArm t, SampleSupport support, List<CovariateCheck> checks, Set<Reason> flags) {
        return new Comparison.Estimated(
                new ArmLevel(c.arm().n(), c.level(), Math.sqrt(c.levelVariance())),
                new ArmLevel(t.arm().n(), t.level(), Math.sqrt(t.levelVariance())),
                t.level() - c.level(),
                Math.sqrt(t.levelVariance() + c.levelVariance()),
                0,
                OptionalDouble.of(Welch.degreesOfFreedom(c.levelVariance(), c.n(), t.levelVariance(), t.n())),
                support,
                new Adjustment.None(),
                checks,
                flags);
    }

    private Comparison.Estimated adjusted(
            LinearisedArm c, LinearisedArm t, SampleSupport support, List<CovariateCheck> checks) {
        ControlVariates variates = ControlVariates.of(c, t);
        int used = variates.used().length;
        if (used == 0) {
            return unadjusted(c, t, support, checks, Set.of());
        }
        if (used > Math.min(mostCovariates, 2 * Math.min(c.n(), t.n()) / unitsPerCovariate)) {
            return unadjusted(c, t, support, checks, Set.of(Reason.LOW_N));
        }
        double variance = c.levelVariance() + t.levelVariance();
        if (variates.explained() > ALL_EXPLAINED * variance) {
            return unadjusted(c, t, support, checks, Set.of(Reason.COVARIATE_TAINTED));
        }
        AdjustedArms arms = AdjustedArms.of(c, t, variates);
        if (arms.degreesOfFreedom() < 1) {
            return unadjusted(c, t, support, checks, Set.of(Reason.LOW_N));
        }
        if (!arms.isFinite() || !Double.isFinite(arms.degreesOfFreedom())) {
            return unadjusted(c, t, support, checks, Set.of(Reason.OVERFLOW));
        }
        double moved = Math.abs(variates.foretold());
        boolean tainted = moved > TAINTED * Math.sqrt(Math.max(0, variates.explained()));
        return new Comparison.Estimated(
                new ArmLevel(c.arm().n(), arms.control(), Math.sqrt(arms.controlVariance())),
                new ArmLevel(t.arm().n(), arms.treatment(), Math.sqrt(arms.treatmentVariance())),
                arms.effect(),
                Math.sqrt(arms.variance()),
                arms.covariance(),
                OptionalDouble.of(arms.degreesOfFreedom()),
                support,
                new Adjustment.ControlVariates(
                        used,
                        Math.max(0, variates.explained() / variance),
                        unadjusted(c, t, support, checks, Set.of())),
                checks,
                tainted ? Set.of(Reason.COVARIATE_TAINTED) : Set.of());
    }
}
