package northstar.portfolio;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What all measured effects together say about the distribution N(mu, tau^2) of true effects.
 *
 * <p>Full Bayes on a grid over tau (METHODS 8.4; Gelman et al., BDA3, chapter 5): given tau, mu is normal and everything else
 * follows in closed form, so that the answer has no sampling error. With {@code Sigma = V + tau^2 I}, {@code Var_mu = 1 / (1'
 * Sigma^-1 1)} and {@code r = x - mu 1}:
 *
 * <pre>log p(tau | x) = log pi(tau) + log(Var_mu) / 2 - log|Sigma| / 2 - r' Sigma^-1 r / 2</pre>
 *
 * <p>Fewer than {@value #LEARNABLE} effects teach nothing: the prior is then N(0, 0.05^2). Below {@value #WELL_KNOWN} effects
 * pi is half-normal with scale 0.05, else uniform. Not changed once made.
 */
final class EffectPrior {
    /** The smallest number of effects that a prior is learned from. */
    static final int LEARNABLE = 5;

    private static final int WELL_KNOWN = 8;
    private static final double FIXED_SD = 0.05;
    private static final double NEGLIGIBLE = 1e-16;

    private final int effects;
    private final double[] weights;
    private final double[] taus;
    private final double[] means;
    private final double[] meanVariances;

    /** Where the distribution of true effects is centred. */
    enum Centre {
        /** At mu, estimated together with tau under a uniform prior. */
        ESTIMATED,
        /** At 0: the sceptic's view. */
        ZERO
    }

    private EffectPrior(int effects, double[] weights, double[] taus, double[] means, double[] meanVariances) {
        this.effects = effects;
        this.weights = weights;
        this.taus = taus;
        this.means = means;
        this.meanVariances = meanVariances;
    }

    /** Returns the prior that the effects support. */
    static EffectPrior of(List<EffectBlock> blocks, Centre centre) {
        int count = blocks.stream().mapToInt(EffectBlock::size).sum();
        if (count < LEARNABLE) {
            return known(0, FIXED_SD, 0, 0);
        }
        double precision = 1 / (2 * FIXED_SD * FIXED_SD);
        DoubleUnaryOperator logDensity = count < WELL_KNOWN ? tau -> -tau * tau * precision : tau -> 0;
        return learned(blocks, TauGrid.of(blocks, centre), logDensity, centre);
    }

    /**
     * Returns the prior learned on a grid.
     *
     * @param blocks the measured effects
     * @param grid values of tau
     * @param logDensity log pi, up to a constant
     * @param centre where the true effects are centred
     */
    static EffectPrior learned(List<EffectBlock> blocks, TauGrid grid, DoubleUnaryOperator logDensity, Centre centre) {
        int points = grid.size();
        double[] logs = new double[points];
        double[] means = new double[points];
        double[] meanVariances = new double[points];
        for (int g = 0; g < points; g++) {
            GivenTau given = GivenTau.of(blocks, grid.value(g), centre);
            logs[g] = logDensity.applyAsDouble(grid.value(g)) + given.logLikelihood();
            means[g] = given.mean();
            meanVariances[g] = given.meanVariance();
        }
        double[] weights = grid.weights(logs);
        int[] kept =
                IntStream.range(0, points).filter(g -> weights[g] > NEGLIGIBLE).toArray();
        return new EffectPrior(
                blocks.stream().mapToInt(EffectBlock::size).sum(),
                select(kept, g -> weights[g]),
                select(kept, grid::value),
                select(kept, g -> means[g]),
                select(kept, g -> meanVariances[g]));
    }

    /**
     * Returns the prior for a known tau, which makes every posterior a single normal distribution (METHODS 8.3).
     *
     * @param effects how many effects it was learned from
     * @param tau standard deviation of the true effects
     * @param mean E[mu]
     * @param meanVariance Var(mu)
     */
    static EffectPrior known(int effects, double tau, double mean, double meanVariance) {
        return new EffectPrior(
                effects, new double[] {1}, new double[] {tau}, new double[] {mean}, new double[] {meanVariance});
    }

    /** Returns how many measured effects it was learned from; 0 if it is the fixed one. */
    int effects() {
        return effects;
    }

    boolean isLearned() {
        return effects > 0;
    }

    /** Returns E[mu]. */
    double mean() {
        return average(means);
    }

    /** Returns E[tau]. */
    double sd() {
        return average(taus);
    }

    /** Returns the variance of an effect that nobody has measured, {@code E[tau^2 + Var_mu] + Var(mu)}. */
    double variance() {
        EffectPosterior unmeasured = unmeasured();
        return unmeasured.sd() * unmeasured.sd();
    }

    /** Returns how many values of tau are kept; those of negligible weight are not. */
    int points() {
        return weights.length;
    }

    /** Returns the posterior probability of a value of tau; they sum to 1. */
    double weight(int point) {
        return weights[point];
    }

    /** Returns E[mu | tau]. */
    double mean(int point) {
        return means[point];
    }

    /** Returns Var(mu | tau). */
    double meanVariance(int point) {
        return meanVariances[point];
    }

    /** Returns what is believed of an effect that was measured as one arm of a block. */
    EffectPosterior posterior(EffectBlock block, int arm) {
        int points = points();
        double[] base = new double[points];
        double[] slope = new double[points];
        double[] residual = new double[points];
        for (int g = 0; g < points; g++) {
            double between = taus[g] * taus[g];
            for (int i = 0; i < block.size(); i++) {
                double weight = 1 / (block.variance(i) + between);
                double loading = block.loading(arm, i);
                base[g] += loading * between * weight * block.observed(i);
                slope[g] += loading * block.variance(i) * weight * block.ones(i);
                residual[g] += loading * loading * between * block.variance(i) * weight;
            }
        }
        return new EffectPosterior(this, base, slope, residual);
    }

    /** Returns what is believed of an effect without a measurement that can be trusted. */
    EffectPosterior unmeasured() {
        double[] slope = new double[points()];
        double[] residual = new double[points()];
        for (int g = 0; g < points(); g++) {
            slope[g] = 1;
            residual[g] = taus[g] * taus[g];
        }
        return new EffectPosterior(this, new double[points()], slope, residual);
    }

    double average(double[] values) {
        double sum = 0;
        for (int g = 0; g < weights.length; g++) {
            sum += weights[g] * values[g];
        }
        return sum;
    }

    private static double[] select(int[] points, IntToDoubleFunction values) {
        return Arrays.stream(points).mapToDouble(values).toArray();
    }
}
