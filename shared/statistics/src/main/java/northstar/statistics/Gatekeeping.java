package northstar.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Families of hypotheses tested one after the other, so that the chance of any false rejection in all of them stays at
 * alpha (Dmitrienko, Tamhane and Wiens 2008).
 */
public enum Gatekeeping {
    /** A family is tested, by Holm at alpha, only if every hypothesis of the family before is rejected. */
    SERIAL {
        @Override
        List<Boolean> rejected(List<double[]> families, double alpha, boolean[][] rejections) {
            List<Boolean> open = new ArrayList<>();
            boolean isOpen = true;
            for (int f = 0; f < families.size(); f++) {
                open.add(isOpen);
                rejections[f] = truncated(families.get(f), isOpen ? alpha : 0, 1);
                isOpen &= accepted(rejections[f]) == 0;
            }
            return open;
        }
    },
    /**
     * A family is tested if at least one hypothesis of the family before is rejected, with the error that family left over.
     * All but the last use the truncated Holm procedure, half Holm and half Bonferroni, which leaves something over.
     */
    PARALLEL {
        @Override
        List<Boolean> rejected(List<double[]> families, double alpha, boolean[][] rejections) {
            List<Boolean> open = new ArrayList<>();
            double left = alpha;
            for (int f = 0; f < families.size(); f++) {
                open.add(left > 0);
                double gamma = f < families.size() - 1 ? TRUNCATION : 1;
                rejections[f] = truncated(families.get(f), left, gamma);
                left -= used(left, gamma, accepted(rejections[f]), rejections[f].length);
            }
            return open;
        }
    };

    private static final double TRUNCATION = 0.5;
    private static final int STEPS = 400;
    private static final double PRECISION = 1e-14;

    abstract List<Boolean> rejected(List<double[]> families, double alpha, boolean[][] rejections);

    /**
     * What became of one hypothesis.
     *
     * @param adjustedPValue the smallest alpha at which it is rejected, in [0, 1]
     * @param isOpen whether its family is tested at all at the given alpha
     */
    public record Outcome(double adjustedPValue, boolean isOpen) {}

    /**
     * Tests families.
     *
     * @param families p-values of each family, each in [0, 1], in the order of testing
     * @param alpha error of all families together, in (0, 1)
     * @return one outcome for each hypothesis; an open family's hypothesis is rejected where its adjusted p-value is at most
     *     alpha
     * @throws IllegalArgumentException if {@code alpha} or a p-value is out of its range
     */
    public List<List<Outcome>> test(List<double[]> families, double alpha) {
        Arguments.requireOpenUnit("alpha", alpha);
        for (double[] family : families) {
            for (double p : family) {
                if (!(p >= 0 && p <= 1)) {
                    throw new IllegalArgumentException("p-value == " + p + ", must be in [0, 1]");
                }
            }
        }
        List<Boolean> open = rejected(families, alpha, new boolean[families.size()][]);
        List<List<Outcome>> outcomes = new ArrayList<>();
        for (int f = 0; f < families.size(); f++) {
            List<Outcome> family = new ArrayList<>();
            for (int i = 0; i < families.get(f).length; i++) {
                family.add(new Outcome(adjusted(families, f, i), open.get(f)));
            }
            outcomes.add(List.copyOf(family));
        }
        return List.copyOf(outcomes);
    }

    /** Bisection: what is rejected at one alpha is rejected at every larger one. */
    private double adjusted(List<double[]> families, int family, int index) {
        double below = 0;
        double above = 1;
        if (!isRejected(families, family, index, above)) {
            return 1;
        }
        for (int i = 0; i < STEPS && above - below > PRECISION * above; i++) {
            // First by powers of ten: adjusted p-values may be tiny.
            double middle = below == 0 ? above / 10 : (below + above) / 2;
            if (isRejected(families, family, index, middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    private boolean isRejected(List<double[]> families, int family, int index, double alpha) {
        boolean[][] rejections = new boolean[families.size()][];
        rejected(families, alpha, rejections);
        return rejections[family][index];
    }

    /** Holm's procedure with the shares {@code gamma / (m - j + 1) + (1 - gamma) / m} of alpha. */
    static boolean[] truncated(double[] pValues, double alpha, double gamma) {
        int m = pValues.length;
        boolean[] rejected = new boolean[m];
        for (int step = 0; step < m && alpha > 0; step++) {
            int smallest = -1;
            for (int i = 0; i < m; i++) {
                if (!rejected[i] && (smallest < 0 || pValues[i] < pValues[smallest])) {
                    smallest = i;
                }
            }
            double share = gamma / (m - step) + (1 - gamma) / m;
            if (!(pValues[smallest] <= share * alpha)) {
                break;
            }
            rejected[smallest] = true;
        }
        return rejected;
    }

    static int accepted(boolean[] rejected) {
        int accepted = 0;
        for (boolean one : rejected) {
            accepted += one ? 0 : 1;
        }
        return accepted;
    }

    /** The error that a family used up: none if all its hypotheses are rejected. */
    static double used(double alpha, double gamma, int accepted, int size) {
        return accepted == 0 ? 0 : alpha * (gamma + (1 - gamma) * accepted / size);
    }
}
