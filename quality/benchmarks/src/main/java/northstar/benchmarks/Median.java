package northstar.benchmarks;

import java.util.Arrays;

/** The middle of some numbers, which a few slow runs do not move. */
public final class Median {
    private Median() {}

    /**
     * Returns the middle number, or the mean of the two middle ones.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static double of(double... numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("numbers.length == 0, must be at least 1");
        }
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
