package northstar.statistics;

import java.util.List;

/** Result of checking that units arrived in the arms in the intended shares. */
public sealed interface SampleRatio {
    /**
     * A check with numbers, all finite.
     *
     * @param expected units expected in each arm, given the total
     * @param statistic Pearson's chi-square
     * @param degreesOfFreedom arms with a weight above 0, less one
     * @param pValue of the chi-square test, for one reading of complete data
     * @param logEValue natural logarithm of the sequential evidence against the intended shares; valid at every look
     * @param alarm whether the evidence reached {@code 1/alpha}, now or at an earlier look
     */
    record Tested(
            List<Double> expected,
            double statistic,
            int degreesOfFreedom,
            double pValue,
            double logEValue,
            boolean alarm)
            implements SampleRatio {
        /** Copies the expectations. */
        public Tested {
            expected = List.copyOf(expected);
        }

        /**
         * Returns the sequential evidence.
         *
         * @return at most {@link Double#MAX_VALUE}
         */
        public double eValue() {
            return Math.min(Math.exp(logEValue), Double.MAX_VALUE);
        }
    }

    /**
     * Units are in an arm that was to receive none: a mismatch beyond doubt, with p-value 0.
     *
     * @param expected units expected in each arm, given the total
     */
    record Impossible(List<Double> expected) implements SampleRatio {
        /** Copies the expectations. */
        public Impossible {
            expected = List.copyOf(expected);
        }
    }

    /**
     * Nothing to check.
     *
     * @param reason {@link Reason#ALLOCATION_UNKNOWN}, {@link Reason#LOW_N} without units, {@link Reason#ONE_VARIANT}
     *     where fewer than two arms are to receive units
     */
    record Undefined(Reason reason) implements SampleRatio {}
}
