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
