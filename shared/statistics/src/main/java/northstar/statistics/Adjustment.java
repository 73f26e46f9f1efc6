package northstar.statistics;

/** Whether, and how, pre-exposure covariates sharpened a comparison. */
public sealed interface Adjustment {
    /** The comparison is that of the plain arm levels. */
    record None() implements Adjustment {}

    /**
     * Control variates (CUPED): the part of the difference that the covariates foretold was removed.
     *
     * @param covariates number of covariates used, after those that carry nothing of their own were dropped
     * @param varianceReduction {@code 1 - V_adj / V}, without the small-sample factor; in [0, 1)
     * @param unadjusted the same comparison without covariates
     */
    record ControlVariates(int covariates, double varianceReduction, Comparison.Estimated unadjusted)
            implements Adjustment {}
}
