package northstar.portfolio;

import northstar.statistics.StandardNormal;

/**
 * What is believed of a true effect, or of a sum of them: a mixture of normal distributions over the grid of tau.
 *
 * <p>Given tau and the common mean mu it is {@code base + slope mu + N(0, residual)}, and independent of the effects of other
 * experiments. Not changed once made.
 */
final class EffectPosterior {
    private static final double PRECISION = 1e-13;
    private static final double SMALL_STEP = 1e-7;
    private static final int STEPS_AT_MOST = 200;

    private final EffectPrior prior;
    private final double[] base;
    private final double[] slope;
    private final double[] residual;
    private final double[] means;
    private final double[] sds;
    private final double mean;
    private final double sd;

    EffectPosterior(EffectPrior prior, double[] base, double[] slope, double[] residual) {
        this.prior = prior;
        this.base = base;
        this.slope = slope;
        this.residual = residual;
        this.means = new double[base.length];
        this.sds = new double[base.length];
        for (int g = 0; g < base.length; g++) {
            means[g] = base[g] + slope[g] * prior.mean(g);
            sds[g] = Math.sqrt(residual[g] + slope[g] * slope[g] * prior.meanVariance(g));
        }
        this.mean = prior.average(means);
        double variance = 0;
        for (int g = 0; g < base.length; g++) {
            double deviation = means[g] - mean;
            variance += prior.weight(g) * (sds[g] * sds[g] + deviation * deviation);
        }
        this.sd = Math.sqrt(variance);
    }

    double mean() {
        return mean;
    }

    double sd() {
        return sd;
    }

    /** Returns P(effect > 0). */
    double probabilityPositive() {
        double sum = 0;
        for (int g = 0; g < means.length; g++) {
            sum += prior.weight(g) * StandardNormal.cumulative(means[g] / sds[g]);
        }
        return Math.min(1, sum);
    }

    /** Returns {@code E[max(effect, 0)]}: what is won by those who may leave it when it turns out to hurt. */
    double expectedGain() {
        double sum = 0;
        for (int g = 0; g < means.length; g++) {
            sum += prior.weight(g) * positivePart(means[g], sds[g]);
        }
        return sum;
    }

    /** Returns {@code E[max(-effect, 0)]}: what is lost on average to the chance that it hurts. */
    double expectedLoss() {
        double sum = 0;
        for (int g = 0; g < means.length; g++) {
            sum += prior.weight(g) * positivePart(-means[g], sds[g]);
        }
        return sum;
    }

    /**
     * Returns the x with P(effect <= x) = p.
     *
     * @param p in (0, 1)
     */
    double quantile(double p) {
        double z = StandardNormal.quantile(p);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < means.length; g++) {
            low = Math.min(low, means[g] + z * sds[g]);
            high = Math.max(high, means[g] + z * sds[g]);
        }
        double x = Math.clamp(mean + z * sd, low, high);
        for (int step = 0; step < STEPS_AT_MOST && high - low > PRECISION * sd; step++) {
            double excess = -p;
            double density = 0;
            for (int g = 0; g < means.length; g++) {
                double distance = (x - means[g]) / sds[g];
                excess += prior.weight(g) * StandardNormal.cumulative(distance);
                density += prior.weight(g) * StandardNormal.density(distance) / sds[g];
            }
            if (excess > 0) {
                high = x;
            } else {
                low = x;
            }
            double newton = x - excess / density;
            boolean inside = newton > low && newton < high;
            // Newton's error is squared with each step: after one this small nothing is left of it.
            if (inside && Math.abs(newton - x) <= SMALL_STEP * sd) {
                return newton;
            }
            x = inside ? newton : low + (high - low) / 2;
        }
        return x;
    }

    /** Returns the sum with the effect of another experiment, learned under the same prior. */
    EffectPosterior plus(EffectPosterior other) {
        return new EffectPosterior(
                prior, sum(base, other.base), sum(slope, other.slope), sum(residual, other.residual));
    }

    /** Returns the part of E[effect | tau, mu] that mu has no share in. */
    double base(int point) {
        return base[point];
    }

    /** Returns what a unit of mu adds to E[effect | tau, mu]. */
    double slope(int point) {
        return slope[point];
    }

    /** Returns Var(effect | tau, mu). */
    double residual(int point) {
        return residual[point];
    }

    private static double positivePart(double mean, double sd) {
        double distance = mean / sd;
        return Math.max(0, sd * StandardNormal.density(distance) + mean * StandardNormal.cumulative(distance));
    }

    private static double[] sum(double[] left, double[] right) {
        double[] sum = new double[left.length];
        for (int g = 0; g < left.length; g++) {
            sum[g] = left[g] + right[g];
        }
        return sum;
    }
}
