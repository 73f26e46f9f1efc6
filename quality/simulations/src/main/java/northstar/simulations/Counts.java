package northstar.simulations;

import java.util.Arrays;
import java.util.List;
import northstar.statistics.QuantileTable;

/** Counts of one arm's values at or below thresholds, added up unit by unit. */
final class Counts {
    private final List<Double> thresholds;
    private final double[] points;
    private final long[] below;
    private final long[] belowSquared;
    private final long[] belowEvents;
    private long units;
    private long events;
    private long eventsSquared;

    Counts(double[] thresholds) {
        this.points = thresholds.clone();
        this.thresholds = Arrays.stream(points).boxed().toList();
        this.below = new long[points.length];
        this.belowSquared = new long[points.length];
        this.belowEvents = new long[points.length];
    }

    /** Adds a unit: its values, in any order. */
    void add(double[] values) {
        units++;
        events += values.length;
        eventsSquared += (long) values.length * values.length;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int b = 0; b < points.length; b++) {
            while (count < sorted.length && sorted[count] <= points[b]) {
                count++;
            }
            below[b] += count;
            belowSquared[b] += (long) count * count;
            belowEvents[b] += (long) count * sorted.length;
        }
    }

    QuantileTable table() {
        return new QuantileTable(
                units, thresholds, events, eventsSquared, list(below), list(belowSquared), list(belowEvents));
    }

    private static List<Long> list(long[] sums) {
        return Arrays.stream(sums).boxed().toList();
    }
}
