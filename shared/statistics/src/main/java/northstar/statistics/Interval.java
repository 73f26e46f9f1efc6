package northstar.statistics;

/**
 * Interval about an absolute effect.
 *
 * @param lower lower end
 * @param upper upper end
 */
record Interval(double lower, double upper) {
    static Interval around(Comparison.Estimated comparison, double criticalValue) {
        double half = criticalValue * comparison.standardError();
        return new Interval(comparison.effect() - half, comparison.effect() + half);
    }

    /** Whether both ends are numbers that can be reported. */
    boolean isFinite() {
        return Double.isFinite(lower) && Double.isFinite(upper);
    }
}
