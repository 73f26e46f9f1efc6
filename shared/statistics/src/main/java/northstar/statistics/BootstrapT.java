package northstar.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The distribution of the studentised effect in redrawn samples (bootstrap-t; Hall 1988): units are drawn with replacement
 * within their arm and stratum, and {@code t* = (effect* - effect) / standardError*}.
 *
 * <p>Immutable; the same seed gives the same distribution.
 */
public final class BootstrapT {
    private static final double SLACK = 1e-9;
    /** Redrawn samples by default. */
    public static final int DEFAULT_SAMPLES = 4_999;

    private final double[] sorted;

    private BootstrapT(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Redraws 4,999 samples.
     *
     * @param data the units
     * @param seed of the draws
     * @return the distribution; empty where an arm of a stratum has fewer than two units, or the effect no standard error
     */
    public static Optional<BootstrapT> of(UnitData data, long seed) {
        return of(data, DEFAULT_SAMPLES, seed);
    }

    /**
     * Redraws samples.
     *
     * @param data the units
     * @param samples how many, at least 1
     * @param seed of the draws
     * @return the distribution; empty where an arm of a stratum has fewer than two units, or the effect no standard error
     * @throws IllegalArgumentException if {@code samples} is below 1
     */
    public static Optional<BootstrapT> of(UnitData data, int samples, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("samples == " + samples + ", must be >= 1");
        }
        if (!data.isTestable() || !data.isFinite()) {
            return Optional.empty();
        }
        UnitData.Effect observed = Assignment.observed(data).effect();
        if (!(observed.standardError() > 0)) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] statistics = new double[samples];
        for (int i = 0; i < samples; i++) {
            UnitData.Effect drawn = redrawn(data, random);
            double statistic = new UnitData.Effect(drawn.value() - observed.value(), drawn.standardError()).statistic();
            if (Double.isNaN(statistic)) {
                return Optional.empty();
            }
            statistics[i] = statistic;
        }
        Arrays.sort(statistics);
        return Optional.of(new BootstrapT(statistics));
    }

    private static UnitData.Effect redrawn(UnitData data, SplittableRandom random) {
        double[][] treatment = new double[data.strata()][data.terms()];
        double[][] control = new double[data.strata()][data.terms()];
        for (int k = 0; k < data.strata(); k++) {
            int start = data.start(k);
            int treated = data.treated(k);
            int others = data.size(k) - treated;
            for (int i = 0; i < treated; i++) {
                data.add(start + random.nextInt(treated), treatment[k]);
            }
            for (int i = 0; i < others; i++) {
                data.add(start + treated + random.nextInt(others), control[k]);
            }
        }
        return data.effect(treatment, control);
    }

    /**
     * Returns whether an interval can be told: neither beyond the resolution of the draws nor, because redrawn arms have no
     * variance, unbounded.
     *
     * @param alpha error of the interval, in (0, 1)
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public boolean tells(double alpha) {
        Arguments.requireOpenUnit("alpha", alpha);
        return alpha / 2 * (sorted.length + 1) >= 1 - SLACK
                && quantile(alpha / 2) > -Double.MAX_VALUE
                && quantile(1 - alpha / 2) < Double.MAX_VALUE;
    }

    /**
     * Returns a quantile of the studentised effect: the order statistic of rank {@code p (B + 1)}, rounded outwards.
     *
     * @param p a probability in (0, 1)
     * @return the quantile, at most {@link Double#MAX_VALUE} in size
     * @throws IllegalArgumentException if {@code p} is not in (0, 1)
     */
    public double quantile(double p) {
        Arguments.requireOpenUnit("p", p);
        double rank = p * (sorted.length + 1);
        double slack = SLACK * rank;
        double outward = p < 0.5 ? Math.floor(rank + slack) : Math.ceil(rank - slack);
        double value = sorted[(int) Math.clamp(outward, 1, sorted.length) - 1];
        return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
