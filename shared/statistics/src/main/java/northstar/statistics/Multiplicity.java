package northstar.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

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
        for (int i = 0; i < pValues.length; i++) {
            if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
                throw new IllegalArgumentException("pValues[" + i + "] == " + pValues[i] + ", must be in [0, 1]");
            }
        }
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int m = pValues.length;
        return switch (this) {
            case BONFERRONI -> scaled(m, pValues);
            case HOLM -> stepDown(pValues, order);
            case BENJAMINI_HOCHBERG -> stepUp(pValues, order, m);
            case BENJAMINI_YEKUTIELI -> stepUp(pValues, order, m * harmonic(m));
        };
    }

    private static double[] scaled(double factor, double[] pValues) {
        double[] adjusted = new double[pValues.length];
        for (int i = 0; i < adjusted.length; i++) {
            adjusted[i] = Math.min(1, factor * pValues[i]);
        }
        return adjusted;
    }

    /** {@code max over j <= i of min(1, (m - j + 1) p_(j))}. */
    private static double[] stepDown(double[] pValues, int[] order) {
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int i = 0; i < order.length; i++) {
            largest = Math.max(largest, Math.min(1, (order.length - i) * pValues[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }

    /** {@code min over j >= i of min(1, factor p_(j) / j)}. */
    private static double[] stepUp(double[] pValues, int[] order, double factor) {
        double[] adjusted = new double[pValues.length];
        double smallest = 1;
        for (int i = order.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, Math.max(pValues[order[i]], factor / (i + 1) * pValues[order[i]]));
            adjusted[order[i]] = smallest;
        }
        return adjusted;
    }

    private static double harmonic(int m) {
        return IntStream.rangeClosed(1, m).mapToDouble(i -> 1.0 / i).sum();
    }
}
