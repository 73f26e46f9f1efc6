package northstar.statistics;

/**
 * What a test of two arms is to find, before there are data: the distance of the truth from the hypothesis that the test is to
 * reject, and the variances under that truth.
 *
 * <p>With n_C and n_T units the difference that is tested has the variance {@code V = v_C/n_C + v_T/n_T}, and its statistic the
 * mean {@code distance / sqrt(V)}, the drift. Variances are those of one unit and <em>effective</em>: {@code s^2} for a mean,
 * {@code p(1-p)} for a proportion, that of the linearised value for a ratio, {@code deff p(1-p)/f(q)^2} for a quantile, times
 * {@code 1 - R^2} where covariates explain {@code R^2} of them.
 *
 * @param distance size of the difference in the metric's own unit, above 0
 * @param controlVariance effective variance of a control unit, above 0
 * @param treatmentVariance effective variance of a treatment unit, above 0
 */
public record PlannedEffect(double distance, double controlVariance, double treatmentVariance) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is not finite and above 0
     */
    public PlannedEffect {
        Arguments.requirePositive("distance", distance);
        Arguments.requirePositive("controlVariance", controlVariance);
        Arguments.requirePositive("treatmentVariance", treatmentVariance);
    }

    /**
     * Returns an effect in the metric's own unit that leaves the variance as it is.
     *
     * @param effect treatment mean minus control mean, not 0
     * @param variance effective variance of a unit, above 0
     * @return the effect
     */
    public static PlannedEffect absolute(double effect, double variance) {
        return new PlannedEffect(Math.abs(effect), variance, variance);
    }

    /**
     * Returns an effect that multiplies every value: {@code v_T = (1 + L)^2 v_C}, so that n units in each arm bear a squared
     * relative error of {@code (s^2/m^2) (1 + (1 + L)^2) / n}.
     *
     * @param mean control mean, not 0
     * @param variance effective variance of a control unit, above 0
     * @param relativeEffect L, above -1 and not 0
     * @return the effect
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static PlannedEffect relative(double mean, double variance, double relativeEffect) {
        if (!(relativeEffect > -1)) {
            throw new IllegalArgumentException("relativeEffect == " + relativeEffect + ", must be above -1");
        }
        double scale = 1 + relativeEffect;
        return new PlannedEffect(Math.abs(relativeEffect * mean), variance, scale * scale * variance);
    }

    /**
     * Returns the difference of two proportions, variances not pooled.
     *
     * @param control share of the control, in (0, 1)
     * @param treatment another share, in (0, 1)
     * @return the effect
     * @throws IllegalArgumentException if a share is not in (0, 1) or both are the same
     */
    public static PlannedEffect shares(double control, double treatment) {
        Arguments.requireOpenUnit("control", control);
        Arguments.requireOpenUnit("treatment", treatment);
        return new PlannedEffect(Math.abs(treatment - control), control * (1 - control), treatment * (1 - treatment));
    }

    /**
     * Returns what a non-inferiority test is to show where nothing changes: that the treatment is not worse by a margin (see
     * {@link Claim.NonInferiority}, whose contrast weighs the control with {@code 1 - s d}).
     *
     * @param mean mean of both arms, not 0
     * @param variance effective variance of a unit, above 0
     * @param margin d, largest accepted worsening as a fraction of |mean|, in (0, 1]
     * @param better which way is better
     * @return the effect
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static PlannedEffect nonInferiority(double mean, double variance, double margin, Direction better) {
        double weight = 1 - better.sign() * new Claim.NonInferiority(margin, better).margin() * Math.signum(mean);
        return new PlannedEffect(
                margin * Math.abs(mean), Math.max(Double.MIN_NORMAL, weight * weight * variance), variance);
    }

    /**
     * Returns the effect where covariates explain a part of the variances.
     *
     * @param explained R^2, in [0, 1)
     * @return the effect with {@code 1 - R^2} of the variances
     * @throws IllegalArgumentException if {@code explained} is not in [0, 1)
     */
    public PlannedEffect explained(double explained) {
        if (!(explained >= 0 && explained < 1)) {
            throw new IllegalArgumentException("explained == " + explained + ", must be in [0, 1)");
        }
        return inflated(1 - explained);
    }

    /**
     * Returns the effect where the units of a cluster are alike, each cluster being randomised whole: variances times {@code
     * 1 + ((cv^2 + 1) m - 1) icc}.
     *
     * @param size m, mean units of a cluster, at least 1
     * @param variation cv, standard deviation of that size divided by its mean, at least 0
     * @param correlation icc, correlation of two units of a cluster, in [0, 1]
     * @return the effect
     * @throws IllegalArgumentException if a number is out of its range
     */
    public PlannedEffect clustered(double size, double variation, double correlation) {
        return inflated(designEffect(size, variation, correlation));
    }

    /**
     * Returns how much larger the variance is where clusters are randomised whole.
     *
     * @param size m, mean units of a cluster, at least 1
     * @param variation cv, standard deviation of that size divided by its mean, at least 0
     * @param correlation icc, correlation of two units of a cluster, in [0, 1]
     * @return {@code 1 + ((cv^2 + 1) m - 1) icc}
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static double designEffect(double size, double variation, double correlation) {
        if (!(size >= 1 && size < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("size == " + size + ", must be finite and >= 1");
        }
        Arguments.requireNonNegative("variation", variation);
        if (!(correlation >= 0 && correlation <= 1)) {
            throw new IllegalArgumentException("correlation == " + correlation + ", must be in [0, 1]");
        }
        return 1 + ((variation * variation + 1) * size - 1) * correlation;
    }

    private PlannedEffect inflated(double factor) {
        return new PlannedEffect(distance, controlVariance * factor, treatmentVariance * factor);
    }

    /**
     * Returns the variance that the difference would have if the experiment had a single unit, split up.
     *
     * @param split shares of the two arms
     * @return {@code v_C/w_C + v_T/w_T}
     */
    public double unitVariance(Split split) {
        return controlVariance / split.control() + treatmentVariance / split.treatment();
    }

    /**
     * Returns the standard error of the difference.
     *
     * @param split shares of the two arms
     * @param units of all arms together, above 0
     * @return the standard error, in the metric's own unit
     */
    public double standardError(Split split, double units) {
        Arguments.requirePositive("units", units);
        return Math.sqrt(unitVariance(split) / units);
    }

    /**
     * Returns the mean of the statistic.
     *
     * @param split shares of the two arms
     * @param units of all arms together, above 0
     * @return the drift, above 0
     */
    public double drift(Split split, double units) {
        return distance / standardError(split, units);
    }
}
