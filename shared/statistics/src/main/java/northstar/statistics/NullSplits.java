package northstar.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A/A splits of units that nothing was done to: halves drawn at random, compared as an experiment's arms would be.
 *
 * <p>Immutable; the same seed gives the same splits.
 *
 * @param splits how many
 * @param seed of the draws
 */
public record NullSplits(int splits, long seed) {
    /** Splits by default. */
    public static final int DEFAULT_SPLITS = 1_000;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code splits} is below 2
     */
    public NullSplits {
        if (splits < 2) {
            throw new IllegalArgumentException("splits == " + splits + ", must be >= 2");
        }
    }

    /**
     * Splits units and tests each split as complete data.
     *
     * @param estimand what the leading columns mean
     * @param rows one row per unit: the metric's columns, then its covariates
     * @return the splits that could be compared; empty if one could not
     * @throws IllegalArgumentException if rows differ in length or a value is not finite
     */
    public Optional<List<CalibrationCheck.Split>> of(Estimand estimand, double[][] rows) {
        if (rows.length < 4) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] order = rows.clone();
        List<CalibrationCheck.Split> results = new ArrayList<>();
        for (int i = 0; i < splits; i++) {
            shuffle(order, random);
            Comparison comparison = EffectEstimator.withDefaults()
                    .compare(
                            estimand,
                            moments(order, 0, order.length / 2),
                            moments(order, order.length / 2, order.length));
            if (!(comparison instanceof Comparison.Estimated estimated)
                    || !(new FixedTest(0.05).test(estimated) instanceof TwoSidedResult.Tested tested)) {
                return Optional.empty();
            }
            results.add(new CalibrationCheck.Split(estimated.effect(), estimated.standardError(), tested.pValue()));
        }
        return Optional.of(List.copyOf(results));
    }

    private static void shuffle(double[][] order, SplittableRandom random) {
        for (int i = 0; i < order.length / 2; i++) {
            int other = i + random.nextInt(order.length - i);
            double[] row = order[other];
            order[other] = order[i];
            order[i] = row;
        }
    }

    private static ArmMoments moments(double[][] rows, int from, int to) {
        return RowMoments.of(java.util.Arrays.copyOfRange(rows, from, to));
    }
}
