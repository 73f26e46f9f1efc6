package northstar.portfolio;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which ranks of each feature are credible (METHODS 8.8): ranks of gains drawn together, first tau, then mu, then the effects.
 *
 * <p>Features are independent given tau and mu, since no two of them share an experiment. Not changed once made.
 */
final class RankIntervals {
    private static final int DRAWS = 20_000;

    private final char[][] counts;

    private RankIntervals(char[][] counts) {
        this.counts = counts;
    }

    /**
     * Draws gains and counts their ranks.
     *
     * @param prior the prior of all effects
     * @param effects one per row, best row first, which settles ties
     * @param scales what a row's effect is multiplied with to become its gain
     * @param random where the draws come from
     */
    static RankIntervals draw(
            EffectPrior prior, List<EffectPosterior> effects, double[] scales, SplittableRandom random) {
        char[][] counts = new char[effects.size()][effects.size()];
        int[] draws = drawPoints(prior, random);
        for (int g = 0; g < draws.length; g++) {
            if (draws[g] > 0) {
                Conditional gains = Conditional.of(effects, scales, g);
                double muSd = Math.sqrt(prior.meanVariance(g));
                for (int draw = 0; draw < draws[g]; draw++) {
                    count(gains, prior.mean(g) + muSd * random.nextGaussian(), random, counts);
                }
            }
        }
        return new RankIntervals(counts);
    }

    /** Returns the 2.5 % quantile of a row's rank, from 1. */
    int lower(int row) {
        return quantile(row, DRAWS / 40);
    }

    /** Returns the 97.5 % quantile of a row's rank, from 1. */
    int upper(int row) {
        return quantile(row, DRAWS - DRAWS / 40);
    }

    /** Quantiles of type 1: the smallest rank that at least so many draws do not exceed. */
    private int quantile(int row, int least) {
        int rank = 0;
        int seen = 0;
        while (seen < least) {
            seen += counts[row][rank++];
        }
        return rank;
    }

    /** Returns how many of the draws fall on each value of tau. */
    private static int[] drawPoints(EffectPrior prior, SplittableRandom random) {
        int[] draws = new int[prior.points()];
        double[] cumulative = new double[prior.points()];
        double total = 0;
        for (int g = 0; g < cumulative.length; g++) {
            total += prior.weight(g);
            cumulative[g] = total;
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * total);
            draws[Math.min(found < 0 ? -found - 1 : found + 1, draws.length - 1)]++;
        }
        return draws;
    }

    /**
     * Draws the gains once and counts their ranks.
     *
     * <p>A gain becomes a number that sorts best first, its lowest bits replaced by its row: sorting plain numbers is several
     * times faster than sorting rows by their gains.
     */
    private static void count(Conditional gains, double mu, SplittableRandom random, char[][] counts) {
        int rows = counts.length;
        long rowBits = Long.highestOneBit(rows) * 2 - 1;
        long[] keys = new long[rows];
        for (int k = 0; k < rows; k++) {
            // Adding 0.0 makes -0.0 and 0.0 the same.
            double gain = gains.base[k] + gains.slope[k] * mu + gains.sd[k] * random.nextGaussian() + 0.0;
            long bits = Double.doubleToRawLongBits(gain);
            long ascending = bits ^ ((bits >> 63) & Long.MAX_VALUE);
            keys[k] = (~ascending & ~rowBits) | k;
        }
        Arrays.sort(keys);
        for (int rank = 0; rank < rows; rank++) {
            counts[(int) (keys[rank] & rowBits)][rank]++;
        }
    }

    /** The gains' means and spread once tau is known. */
    private static final class Conditional {
        private final double[] base;
        private final double[] slope;
        private final double[] sd;

        private Conditional(int rows) {
            base = new double[rows];
            slope = new double[rows];
            sd = new double[rows];
        }

        static Conditional of(List<EffectPosterior> effects, double[] scales, int point) {
            Conditional gains = new Conditional(scales.length);
            for (int k = 0; k < scales.length; k++) {
                EffectPosterior effect = effects.get(k);
                gains.base[k] = scales[k] * effect.base(point);
                gains.slope[k] = scales[k] * effect.slope(point);
                gains.sd[k] = scales[k] * Math.sqrt(effect.residual(point));
            }
            return gains;
        }
    }
}
