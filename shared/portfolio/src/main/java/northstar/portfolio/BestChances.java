package northstar.portfolio;

import java.util.Arrays;
import northstar.statistics.StandardNormal;

/**
 * The chance of each of several independent normal gains to be the largest, and what the largest is expected to be (METHODS
 * 8.8).
 *
 * <p>One common grid of {@value #POINTS} points serves all gains. It is placed where the largest gain lies: point g is the x
 * with {@code G(x) = prod Phi((x - m_j) / sd_j) = Phi(t_g)}, t_g in equal steps from -6 to 6. On a cell between two points the
 * largest gain falls with probability {@code Delta G}, and it is gain k in the share {@code Delta log Phi_k / Delta log G} of
 * these cases. So gains of very different spread are told apart, and the chances sum to 1. {@code E[max] = integral of x dG}
 * on the same grid. Not changed once made.
 */
final class BestChances {
    private static final int POINTS = 2_048;
    private static final double FARTHEST = 6;
    private static final int STEPS_AT_MOST = 200;

    private final double[] means;
    private final double[] sds;
    private final double[] points = new double[POINTS];
    private final double[] probabilities;
    private final double expectedMaximum;

    private BestChances(double[] means, double[] sds) {
        this.means = means;
        this.sds = sds;
        place();
        this.probabilities = compare();
        this.expectedMaximum = integrate();
    }

    /**
     * Compares some gains.
     *
     * @param means expected gains, one or more
     * @param sds their standard deviations; one that is 0 is taken as the least that a double can tell apart
     */
    static BestChances of(double[] means, double[] sds) {
        double scale = Arrays.stream(means).map(Math::abs).max().orElseThrow()
                + Arrays.stream(sds).max().orElseThrow();
        double[] spreads = new double[sds.length];
        for (int k = 0; k < sds.length; k++) {
            double least = Math.max(1e-12 * Math.abs(means[k]), scale > 0 ? 1e-15 * scale : 1);
            spreads[k] = Math.max(sds[k], least);
        }
        return new BestChances(means.clone(), spreads);
    }

    /** Returns the chance that a gain is the largest, in [0, 1]. */
    double probability(int gain) {
        return probabilities[gain];
    }

    /** Returns E[max]. */
    double expectedMaximum() {
        return expectedMaximum;
    }

    /** Returns {@code E[max] - max E}: what choosing the gain with the largest mean is expected to lose. */
    double regret() {
        return Math.max(0, expectedMaximum - Arrays.stream(means).max().orElseThrow());
    }

    /** Finds the points. log G is concave, so that Newton's steps come from the left and never pass the solution. */
    private void place() {
        double x = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < POINTS; g++) {
            double t = level(g);
            for (int k = 0; k < means.length; k++) {
                x = Math.max(x, means[k] + sds[k] * t);
            }
            points[g] = solve(Math.log(StandardNormal.cumulative(t)), x);
            x = points[g];
        }
    }

    private double solve(double target, double start) {
        double x = start;
        for (int step = 0; step < STEPS_AT_MOST; step++) {
            double value = -target;
            double slope = 0;
            for (int k = 0; k < means.length; k++) {
                double z = (x - means[k]) / sds[k];
                value += LogCumulative.value(z);
                slope += LogCumulative.slope(z) / sds[k];
            }
            if (value >= 1e-8 * target || !(slope > 0)) {
                break;
            }
            x -= value / slope;
        }
        return x;
    }

    private double[] compare() {
        double[] before = logs(points[0]);
        double[] chances = new double[means.length];
        for (int g = 1; g < POINTS; g++) {
            double[] after = logs(points[g]);
            double logBefore = Arrays.stream(before).sum();
            double rise = Arrays.stream(after).sum() - logBefore;
            if (rise > 0) {
                double perRise = Math.exp(logBefore) * Math.expm1(rise) / rise;
                for (int k = 0; k < chances.length; k++) {
                    chances[k] += perRise * (after[k] - before[k]);
                }
            }
            before = after;
        }
        double total = Arrays.stream(chances).sum();
        return Arrays.stream(chances)
                .map(chance -> Math.clamp(chance / total, 0, 1))
                .toArray();
    }

    private double[] logs(double x) {
        double[] logs = new double[means.length];
        for (int k = 0; k < logs.length; k++) {
            logs[k] = LogCumulative.value((x - means[k]) / sds[k]);
        }
        return logs;
    }

    private double integrate() {
        double weights = 0;
        double offset = Arrays.stream(means).max().orElseThrow();
        double sum = 0;
        for (int g = 0; g < POINTS; g++) {
            double weight = StandardNormal.density(level(g));
            weights += weight;
            sum += weight * (points[g] - offset);
        }
        return offset + sum / weights;
    }

    private static double level(int point) {
        return FARTHEST * (2.0 * point / (POINTS - 1) - 1);
    }
}
