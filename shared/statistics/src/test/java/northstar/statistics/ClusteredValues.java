package northstar.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Values of units for the tests of quantiles: drawn, or made into a table. */
final class ClusteredValues {
    private ClusteredValues() {}

    static QuantileTable table(List<double[]> units, List<Double> thresholds) {
        long[][] sums = new long[3][thresholds.size()];
        long events = 0;
        long eventsSquared = 0;
        for (double[] unit : units) {
            long all = unit.length;
            events += all;
            eventsSquared += all * all;
            for (int b = 0; b < thresholds.size(); b++) {
                long low = below(unit, thresholds.get(b));
                sums[0][b] += low;
                sums[1][b] += low * low;
                sums[2][b] += low * all;
            }
        }
        return new QuantileTable(
                units.size(), thresholds, events, eventsSquared, list(sums[0]), list(sums[1]), list(sums[2]));
    }

    private static long below(double[] unit, double threshold) {
        long below = 0;
        for (double value : unit) {
            below += value <= threshold ? 1 : 0;
        }
        return below;
    }

    private static List<Long> list(long[] sums) {
        return Arrays.stream(sums).boxed().toList();
    }

    /** Returns units of 1 to 6 normal values that share {@code rho} of their variance. */
    static List<double[]> draw(Random random, int units, double rho) {
        List<double[]> drawn = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            double shared = Math.sqrt(rho) * random.nextGaussian();
            double[] values = new double[1 + random.nextInt(6)];
            for (int j = 0; j < values.length; j++) {
                values[j] = shared + Math.sqrt(1 - rho) * random.nextGaussian();
            }
            drawn.add(values);
        }
        return drawn;
    }

    /** Returns the pooled quantiles (type 7) at {@code p -+ w (j/64)^2}, w half of the thinner side. */
    static List<Double> thresholds(double p, List<double[]> first, List<double[]> second) {
        List<double[]> both = new ArrayList<>(first);
        both.addAll(second);
        double[] sorted = both.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        double width = Math.min(p, 1 - p) / 2;
        List<Double> thresholds = new ArrayList<>();
        for (int j = -64; j <= 64; j++) {
            double rank = (sorted.length - 1) * (p + Math.signum(j) * width * j * j / 4096);
            int low = (int) rank;
            thresholds.add(sorted[low] + (rank - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]));
        }
        return thresholds.stream().distinct().toList();
    }
}
