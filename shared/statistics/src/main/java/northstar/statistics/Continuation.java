package northstar.statistics;

import java.util.Arrays;

/**
 * Where the statistic of a test lies that has not stopped by a look: masses at the nodes of a quadrature (Armitage, McPherson
 * and Rowe 1969).
 *
 * <p>At information I the statistic is {@code Z ~ N(drift sqrt(I), 1)}, and the scores {@code Z sqrt(I)} have independent
 * increments. Before the first look all mass is at the score 0.
 */
final class Continuation {
    /** Beyond so many standard deviations a normal distribution has less than 2e-12 of its mass. */
    private static final double REACH = 7;

    /** From here on a tail adds nothing even to the smallest error that is spent. */
    private static final double FAR = 14;

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private final Fineness fineness;
    private final double drift;
    private final double information;
    private final double[] scores;
    private final double[] masses;

    /** How close the nodes lie. */
    enum Fineness {
        /** At least 64 nodes, and chances to nine digits. */
        FINE(64, 2, 1e-13),
        /** Chances to six digits, for searches. */
        COARSE(32, 1.2, 1e-8);

        private final int least;
        private final double nodesPerWidth;
        private final double precision;

        Fineness(int least, double nodesPerWidth, double precision) {
            this.least = least;
            this.nodesPerWidth = nodesPerWidth;
            this.precision = precision;
        }

        /** How exact critical values need to be. */
        double precision() {
            return precision;
        }

        private GaussLegendre rule(double widths) {
            return GaussLegendre.ofAtLeast(Math.max(least, nodesPerWidth * widths));
        }
    }

    private Continuation(Fineness fineness, double drift, double information, double[] scores, double[] masses) {
        this.fineness = fineness;
        this.drift = drift;
        this.information = information;
        this.scores = scores;
        this.masses = masses;
    }

    /** Returns the start of a test. */
    static Continuation atStart(Fineness fineness, double drift) {
        return new Continuation(fineness, drift, 0, new double[] {0}, new double[] {1});
    }

    /** Returns the chance to go on to the next look, which has this information, and to be at least at a bound there. */
    double above(double bound, double next) {
        double gain = next - information;
        double spread = Math.sqrt(gain);
        double start = bound * Math.sqrt(next) - drift * gain;
        double sum = 0;
        for (int i = first(start - FAR * spread); i < masses.length; i++) {
            sum += masses[i] * StandardNormal.survival((start - scores[i]) / spread);
        }
        return sum;
    }

    /** Returns the chance to go on to the next look and to be at most at a bound there. */
    double below(double bound, double next) {
        double gain = next - information;
        double spread = Math.sqrt(gain);
        double start = bound * Math.sqrt(next) - drift * gain;
        double sum = 0;
        for (int i = 0; i < masses.length; i++) {
            sum += masses[i] * StandardNormal.survival((scores[i] - start) / spread);
        }
        return sum;
    }

    /** Returns the density of the statistic at the next look. */
    double density(double statistic, double next) {
        double gain = next - information;
        double scale = 1 / Math.sqrt(gain);
        double centre = (statistic * Math.sqrt(next) - drift * gain) * scale;
        double sum = 0;
        for (int i = first((centre - REACH) / scale); i < masses.length; i++) {
            double x = centre - scores[i] * scale;
            if (x < -REACH) {
                break;
            }
            sum += masses[i] * Math.exp(-0.5 * x * x);
        }
        return sum * Math.sqrt(next) * scale / ROOT_TWO_PI;
    }

    /** Returns the index of the first score that is at least a bound. */
    private int first(double bound) {
        int found = Arrays.binarySearch(scores, bound);
        return found < 0 ? -found - 1 : found;
    }

    /**
     * Returns where the tests are that go on from the next look.
     *
     * @param next information of that look
     * @param lower the tests below it stop there
     * @param upper the tests above it stop there
     * @param afterNext information of the look after that, which decides how fine the nodes must be
     */
    Continuation after(double next, double lower, double upper, double afterNext) {
        double middle = drift * Math.sqrt(next);
        double from = Math.max(lower, middle - REACH);
        double to = Math.min(upper, middle + REACH);
        if (!(to > from)) {
            return new Continuation(fineness, drift, next, new double[0], new double[0]);
        }
        double width = Math.sqrt(afterNext / next - 1);
        GaussLegendre rule = fineness.rule((to - from) / width);
        double half = (to - from) / 2;
        double[] nextScores = new double[rule.size()];
        double[] nextMasses = new double[rule.size()];
        double root = Math.sqrt(next);
        for (int i = 0; i < nextScores.length; i++) {
            double statistic = from + half * (1 + rule.node(i));
            nextScores[i] = statistic * root;
            nextMasses[i] = half * rule.weight(i) * density(statistic, next);
        }
        return new Continuation(fineness, drift, next, nextScores, nextMasses);
    }
}
