package northstar.statistics;

/** How the errors of an experiment are shared among the intervals and tests of its families. */
public final class FamilyErrors {
    private FamilyErrors() {}

    /**
     * Returns the error of each interval of a family whose intervals all have to hold together (Bonferroni).
     *
     * @param alpha error of the family, in (0, 1)
     * @param size number of hypotheses in the family, those that cannot be tested included; at least 1
     * @return {@code alpha / size}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double ofEachInterval(double alpha, int size) {
        Arguments.requireOpenUnit("alpha", alpha);
        requirePositive("size", size);
        return alpha / size;
    }

    /**
     * Returns the error of the intervals of selected hypotheses, such that the expected share of intervals that miss is q
     * (Benjamini and Yekutieli 2005).
     *
     * @param q accepted share, in (0, 1)
     * @param selected number of selected hypotheses R, from 0; with 0 the error of one that were selected
     * @param size number of hypotheses m, at least 1 and {@code selected}
     * @return {@code R q / m}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double ofSelectedIntervals(double q, int selected, int size) {
        Arguments.requireOpenUnit("q", q);
        requirePositive("size", size);
        if (selected < 0 || selected > size) {
            throw new IllegalArgumentException("selected == " + selected + ", must be in [0, " + size + "]");
        }
        return Math.max(1, selected) * q / size;
    }

    /**
     * Returns the one-sided error of each deterioration test, all of which share a budget.
     *
     * @param budget error of all of them together, in (0, 1)
     * @param guardrails number of guardrails, at least 0
     * @param treatments number of treatments, at least 1
     * @return {@code budget / ((1 + guardrails) treatments)}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double ofEachDeterioration(double budget, int guardrails, int treatments) {
        Arguments.requireOpenUnit("budget", budget);
        requireCount("guardrails", guardrails);
        requirePositive("treatments", treatments);
        return budget / ((1.0 + guardrails) * treatments);
    }

    /**
     * Returns the error of the second kind at which each metric has to be planned, so that a truly good change ships with the
     * promised chance although every one of its metrics has a say.
     *
     * @param beta chance that a good change does not ship, in (0, 1)
     * @param falseAlarms chance of a false deterioration or quality alarm, at least 0 and below {@code beta}
     * @param guardrails number of guardrails, at least 0
     * @return {@code (beta - falseAlarms) / (guardrails + 1)}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double betaOfEachMetric(double beta, double falseAlarms, int guardrails) {
        Arguments.requireOpenUnit("beta", beta);
        if (!(falseAlarms >= 0 && falseAlarms < beta)) {
            throw new IllegalArgumentException("falseAlarms == " + falseAlarms + ", must be in [0, " + beta + ")");
        }
        requireCount("guardrails", guardrails);
        return (beta - falseAlarms) / (guardrails + 1);
    }

    /**
     * Returns how many times the units of a single-metric test are needed to plan each metric at another beta.
     *
     * @param alpha two-sided error, in (0, 1)
     * @param beta error of the second kind of the single-metric test, in (0, 1)
     * @param betaOfEach error of the second kind of each metric, in (0, 1)
     * @return {@code ((z_alpha + z_betaOfEach) / (z_alpha + z_beta))^2}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static double unitsFactor(double alpha, double beta, double betaOfEach) {
        Arguments.requireOpenUnit("alpha", alpha);
        double test = -StandardNormal.quantile(alpha / 2);
        double factor = (test - StandardNormal.quantile(betaOfEach)) / (test - StandardNormal.quantile(beta));
        return factor * factor;
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " == " + value + ", must be >= 1");
        }
    }

    private static void requireCount(String what, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " == " + value + ", must be >= 0");
        }
    }
}
