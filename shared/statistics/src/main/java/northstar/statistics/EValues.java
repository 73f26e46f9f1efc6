package northstar.statistics;

/**
 * e-BH: which of a family's e-values are evidence enough when only a share of the rejections may be false (Wang and Ramdas
 * 2022). It holds under every dependence and at every stopping time.
 */
public final class EValues {
    private EValues() {}

    /**
     * Returns, for each hypothesis, the smallest share of false rejections at which it is rejected: the smallest q with
     * {@code k e_(k) / m >= 1/q} for a rank k at or below its own.
     *
     * @param eValues evidence against each hypothesis, each at least 0; infinite where it is beyond doubt
     * @return one number in [0, 1] for each, in the order given
     * @throws IllegalArgumentException if an e-value is negative or NaN
     */
    public static double[] adjusted(double... eValues) {
        double[] pValues = new double[eValues.length];
        for (int i = 0; i < eValues.length; i++) {
            if (!(eValues[i] >= 0)) {
                throw new IllegalArgumentException("eValues[" + i + "] == " + eValues[i] + ", must be >= 0");
            }
            pValues[i] = Math.min(1, 1 / eValues[i]);
        }
        double[] ranked = Multiplicity.BENJAMINI_HOCHBERG.adjustedPValues(pValues);
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = Math.min(1, ranked[i]);
        }
        return ranked;
    }

    /**
     * Returns how many hypotheses are rejected: the largest k with {@code k e_(k) / m >= 1/q}.
     *
     * @param q accepted share of false rejections, in (0, 1)
     * @param eValues evidence against each hypothesis
     * @return the number
     * @throws IllegalArgumentException if {@code q} or an e-value is out of its range
     */
    public static int rejections(double q, double... eValues) {
        Arguments.requireOpenUnit("q", q);
        int rejected = 0;
        for (double adjusted : adjusted(eValues)) {
            rejected += adjusted <= q * (1 + 1e-12) ? 1 : 0;
        }
        return rejected;
    }
}
