package northstar.statistics;

import java.util.SplittableRandom;

/**
 * Permutation test of "no effect on any unit" with the studentised (Welch) statistic, which keeps its level for large samples
 * also where only the means are equal (Janssen 1997; Chung and Romano 2013).
 *
 * <p>All assignments are tried where there are at most 100,000 of them; otherwise as many random ones as told, of which the
 * observed one counts as one more: {@code p = (1 + #{|t*| >= |t|}) / (B + 1)}. Units are shuffled within their strata;
 * clusters as wholes. Immutable; the same seed gives the same result.
 *
 * @param draws number of random assignments B, at least 1
 * @param seed of the random assignments
 */
public record PermutationTest(int draws, long seed) {
    /** Random assignments by default: p-values down to 0.0001. */
    public static final int DEFAULT_DRAWS = 9_999;

    /** Most assignments that are all tried. */
    static final double MOST_EXACT = 100_000;

    /** Statistics this close, relatively, are the same: they differ by the order of additions. */
    private static final double TIE = 1e-9;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code draws} is below 1
     */
    public PermutationTest {
        if (draws < 1) {
            throw new IllegalArgumentException("draws == " + draws + ", must be >= 1");
        }
    }

    /**
     * Returns the test with 9,999 draws.
     *
     * @param seed of the random assignments
     * @return the test
     */
    public static PermutationTest ofSeed(long seed) {
        return new PermutationTest(DEFAULT_DRAWS, seed);
    }

    /** Result of a permutation test. */
    public sealed interface Result {
        /**
         * A result with numbers.
         *
         * @param statistic the observed effect divided by its standard error
         * @param pValue two-sided
         * @param upperPValue that an effect would be as high
         * @param lowerPValue that an effect would be as low
         * @param assignments number of assignments compared with, the observed one included
         * @param isExact whether these are all
         */
        record Tested(
                double statistic,
                double pValue,
                double upperPValue,
                double lowerPValue,
                long assignments,
                boolean isExact)
                implements Result {}

        /**
         * Nothing to test.
         *
         * @param reason {@link Reason#LOW_N} with fewer than two units in an arm of a stratum, {@link Reason#NO_VARIANCE}
         *     where no assignment gives a statistic other than 0, {@link Reason#OVERFLOW}
         */
        record Undefined(Reason reason) implements Result {}
    }

    /**
     * Tests the assignment that was observed against others.
     *
     * @param data the units
     * @return the result
     */
    public Result test(UnitData data) {
        if (!data.isTestable()) {
            return new Result.Undefined(Reason.LOW_N);
        }
        if (!data.isFinite()) {
            return new Result.Undefined(Reason.OVERFLOW);
        }
        double observed = Assignment.observed(data).statistic();
        if (Double.isNaN(observed)) {
            return new Result.Undefined(Reason.OVERFLOW);
        }
        double assignments = Assignment.count(data);
        boolean isExact = assignments <= MOST_EXACT;
        Tally tally = new Tally(observed);
        if (isExact) {
            new Assignment(data).all(tally::add);
        } else {
            tally.add(observed);
            SplittableRandom random = new SplittableRandom(seed);
            Assignment assignment = new Assignment(data);
            for (int i = 0; i < draws; i++) {
                assignment.shuffle(random);
                tally.add(assignment.statistic());
            }
        }
        return tally.result(isExact);
    }

    /** Counts the assignments whose statistics are as far out as the observed one. */
    private static final class Tally {
        private final double observed;
        private final double slack;
        private long all;
        private long far;
        private long high;
        private long low;
        private boolean varies;

        Tally(double observed) {
            this.observed = observed;
            slack = Double.isInfinite(observed) ? 0 : TIE * Math.abs(observed);
        }

        void add(double statistic) {
            all++;
            varies |= statistic != 0;
            far += Math.abs(statistic) >= Math.abs(observed) - slack ? 1 : 0;
            high += statistic >= observed - slack ? 1 : 0;
            low += statistic <= observed + slack ? 1 : 0;
        }

        Result result(boolean isExact) {
            if (!varies) {
                return new Result.Undefined(Reason.NO_VARIANCE);
            }
            double n = all;
            double statistic = Math.clamp(observed, -Double.MAX_VALUE, Double.MAX_VALUE);
            return new Result.Tested(statistic, far / n, high / n, low / n, all, isExact);
        }
    }
}
