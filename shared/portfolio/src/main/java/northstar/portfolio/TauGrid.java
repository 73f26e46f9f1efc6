package northstar.portfolio;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Values of tau at which everything is computed, ascending from 0, with the weights of the trapezoid rule. Not changed once
 * made.
 */
final class TauGrid {
    private static final int POINTS = 400;

    private final double[] values;

    private TauGrid(double[] values) {
        this.values = values;
    }

    /** Returns the default grid (METHODS 8.4): {@code 10 max(sqrt(tau2_PM), median s) (i / 399)^2}, denser near 0. */
    static TauGrid of(List<EffectBlock> blocks, EffectPrior.Centre centre) {
        double[] effects = all(blocks, EffectBlock::effect);
        double[] standardErrors = all(blocks, EffectBlock::standardError);
        double between = switch (centre) {
            case ESTIMATED -> BetweenVariance.pauleMandel(effects, standardErrors);
            case ZERO -> BetweenVariance.pauleMandelAroundZero(effects, standardErrors);
        };
        Arrays.sort(standardErrors);
        int count = standardErrors.length;
        double median = (standardErrors[(count - 1) / 2] + standardErrors[count / 2]) / 2;
        double widest = 10 * Math.max(Math.sqrt(between), median);
        return new TauGrid(IntStream.range(0, POINTS)
                .mapToDouble(i -> widest * i * i / ((POINTS - 1.0) * (POINTS - 1.0)))
                .toArray());
    }

    /** Returns a grid of equal steps from 0 to a largest value. */
    static TauGrid uniform(double step, int steps) {
        return new TauGrid(
                IntStream.rangeClosed(0, steps).mapToDouble(i -> i * step).toArray());
    }

    int size() {
        return values.length;
    }

    double value(int point) {
        return values[point];
    }

    /**
     * Returns the posterior probabilities of the values, which sum to 1.
     *
     * @param logDensity log p(tau | x) at each value, up to a constant
     */
    double[] weights(double[] logDensity) {
        double largest = Arrays.stream(logDensity).max().orElseThrow();
        double[] weights = new double[values.length];
        double total = 0;
        for (int g = 0; g < values.length; g++) {
            double before = values[Math.max(g - 1, 0)];
            double after = values[Math.min(g + 1, values.length - 1)];
            weights[g] = Math.exp(logDensity[g] - largest) * (after - before) / 2;
            total += weights[g];
        }
        for (int g = 0; g < values.length; g++) {
            weights[g] /= total;
        }
        return weights;
    }

    private static double[] all(List<EffectBlock> blocks, ToDoubleBiFunction<EffectBlock, Integer> property) {
        return blocks.stream()
                .flatMapToDouble(block ->
                        IntStream.range(0, block.size()).mapToDouble(arm -> property.applyAsDouble(block, arm)))
                .toArray();
    }
}
