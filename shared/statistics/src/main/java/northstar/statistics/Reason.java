package northstar.statistics;

/** Why a result is undefined, or what its reader has to bear in mind. Each constant says what to do about it. */
public enum Reason {
    /** The variance is zero or was not reported. Report variances, or choose a metric that varies between units. */
    NO_VARIANCE,
    /** Too few units, successes or failures, or no denominator at all. Wait for more data. */
    LOW_N,
    /** Only one of the two arms has units. Check the assignment and the exposure log. */
    ONE_VARIANT,
    /** A number left the range of a double. Report the metric in a larger unit. */
    OVERFLOW,
    /** The control mean is too close to zero for a relative effect. Read the absolute effect. */
    RELATIVE_UNDEFINED,
    /** No look counts yet, because a large-sample guarantee would not hold. Wait for more units. */
    BURN_IN,
    /** No third moment is known, so the normal approximation was not checked. Report third moments. */
    SKEWNESS_UNKNOWN,
    /** The difference is too skewed for the normal approximation. Cap the metric, or wait for more units. */
    SKEWED,
    /** A fixed test counts at the final look only. Wait for it, or declare a sequential method next time. */
    NOT_FINAL,
    /** The declared method cannot be computed here. Declare another method before the start. */
    METHOD_NOT_AVAILABLE,
    /** No intended allocation was declared, so the sample ratio cannot be checked. Declare the weights. */
    ALLOCATION_UNKNOWN,
    /** A needed covariance between two columns was not reported. Report the cross-products. */
    NO_CROSS_PRODUCTS,
    /**
     * The adjustment moved the effect further than chance allows, or the covariates explain the metric completely. Check
     * that covariates are measured before the first exposure.
     */
    COVARIATE_TAINTED,
    /** The effect became less precise than at an earlier look. Look for late outliers or restated data. */
    INFO_DECREASED,
    /**
     * The quantile's interval reaches beyond the thresholds, holds too few of them, or has no width because many values are
     * the same. Set other thresholds, or compare the share of values beyond a limit.
     */
    QUANTILE_UNSUPPORTED,
    /** A non-inferiority claim has no margin. Declare one before the start. */
    MARGIN_MISSING,
    /** Too few clusters: below 10 in an arm nothing is tested, below 40 in all intervals are approximate. Add clusters. */
    FEW_CLUSTERS
}
