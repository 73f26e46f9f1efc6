package northstar.domain;

/**
 * Why a number is absent, or what to keep in mind when it is read.
 *
 * <p>The names are part of the contract: they stand in the JSON of evaluations and rankings, either as {@code undefined}
 * (the number is {@code null}) or among {@code flags} (the number is there).
 */
public enum Reason {
    /** The sample ratio contradicts the declared allocation: find the cause, do not read the effects. */
    INVALID_SRM,
    /** The weights were left out, so the sample ratio cannot be checked: declare them. */
    ALLOCATION_UNKNOWN,
    /** No third moment was reported, so the skewness guard could not be applied. */
    SKEWNESS_UNKNOWN,
    /** The method tests at the final look only: wait for it. */
    NOT_FINAL,
    /** An exact sum does not fit its decimal: cap the metric or change its unit. */
    OVERFLOW,
    /** The metric's window is not over for enough units: wait. */
    IMMATURE,
    /** The cap is not fixed yet: wait for 1,000 mature units in each arm. */
    CAP_PENDING,
    /** The metric is tested only after the North Star Metric has won in every arm. */
    GATED,
    /** The metric cannot be judged from the numbers that were reported: bring the values. */
    METHOD_NOT_AVAILABLE,
    /** The metric's definition changed during the run and everything was measured again. */
    METRIC_CHANGED,
    /** An arm has no units: check the assignment. */
    ONE_VARIANT,
    /** Probably a gain (posterior probability at least 0.9) without verdict SHIP: consider a longer test. */
    PROMISING,
    /** The variance is unknown or zero: report it, or check the metric. */
    NO_VARIANCE,
    /** More than 0.1 % of the units met two variants: check the assignment. */
    MULTI_EXPOSURE,
    /** More than 0.1 % of the units were exposed before the start: check the start. */
    EARLY_EXPOSURE,
    /** A covariate differs between the arms before exposure: check the randomisation. */
    PRE_BIAS,
    /** Adjusted and raw effect lie further apart than chance allows: check that covariates precede exposure. */
    COVARIATE_TAINTED,
    /** The control mean is too near zero for a relative effect: read the absolute one. */
    RELATIVE_UNDEFINED,
    /** Too few units: collect more. */
    LOW_N,
    /** Too skewed for the normal approximation: cap the metric or collect more. */
    SKEWED,
    /** Fewer than 40 clusters: intervals are approximate. */
    FEW_CLUSTERS,
    /** The sequential guarantee does not hold yet: wait. */
    BURN_IN,
    /** The information fell against an earlier look: the larger one is used. */
    INFO_DECREASED,
    /** The quantile lies outside what the sums support: move the thresholds. */
    QUANTILE_UNSUPPORTED,
    /** The sketch is too coarse for the quantile. */
    SKETCH_TOO_COARSE,
    /** The guardrail has no margin, so non-inferiority cannot be tested. */
    MARGIN_MISSING,
    /** The cross-products with the North Star Metric are not known. */
    NO_CROSS_PRODUCTS,
    /** More covariates than the units support, or they are collinear: the unadjusted effect is shown. */
    COLLINEAR,
    /** The order of the best features depends on the prior. */
    RANK_SENSITIVE,
    /** Fewer features than the prior can be learned from: the fixed prior decides. */
    PRIOR_DOMINATED,
    /** The effect fades with the days since exposure: read the late effect. */
    NOVELTY,
    /** The effect grows with the days since exposure: read the late effect. */
    PRIMACY,
    /** Surprisingly large: check the data before believing it. */
    TWYMAN,
    /** The metric's tests were found not to keep their promise (calibrate): cap it, or choose another. */
    UNCALIBRATED,
    /** The units a year are unknown, so its worth cannot be compared with that of others: state {@code reach.unitsPerYear}. */
    SCALE_UNKNOWN,
    /** Nothing has been measured for it yet. */
    NO_DATA
}
