package northstar.statistics;

/**
 * Estimates the effect of a treatment on one metric from the moments of two arms, adjusted for covariates where there are
 * any.
 *
 * <p>Immutable.
 */
public final class EffectEstimator {
    private static final EffectEstimator DEFAULTS = new EffectEstimator(50, 20);

    private final int mostCovariates;
    private final double unitsPerCovariate;

    private EffectEstimator(int mostCovariates, double unitsPerCovariate) {
        this.mostCovariates = mostCovariates;
        this.unitsPerCovariate = unitsPerCovariate;
    }

    /**
     * Returns the estimator that adjusts for at most {@code min(50, N/20)} covariates, N being the units of both arms.
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
     * @param unitsEach units of both arms needed for each covariate, at least 1
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
        throw new UnsupportedOperationException();
    }
}
