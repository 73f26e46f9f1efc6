package northstar.statistics;

/** Adjustment of the p-values of one family of hypotheses. */
public enum Multiplicity {
    /** Controls the chance of any false rejection, under every dependence: {@code m p}. */
    BONFERRONI,
    /** Controls the chance of any false rejection, under every dependence; never weaker than Bonferroni (Holm 1979). */
    HOLM,
    /** Controls the share of false among all rejections of independent or positively dependent tests (1995). */
    BENJAMINI_HOCHBERG,
    /** Controls the share of false among all rejections, under every dependence (Benjamini and Yekutieli 2001). */
    BENJAMINI_YEKUTIELI;

    /**
     * Returns the adjusted p-values, in the order given. Compare each with the family's alpha.
     *
     * @param pValues p-values of the family, each in [0, 1]
     * @return adjusted p-values, each at least its own p-value and at most 1
     * @throws IllegalArgumentException if a p-value is not in [0, 1]
     */
    public double[] adjustedPValues(double... pValues) {
        throw new UnsupportedOperationException();
    }
}
