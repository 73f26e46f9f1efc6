package northstar.statistics;

/**
 * How much of its error one side of a group-sequential test may have spent by a time (Lan and DeMets 1983).
 *
 * <p>The time is the share of the planned duration or of the planned information that has passed. Because only what has
 * been spent counts, neither the number of looks nor their times need be planned.
 */
public sealed interface SpendingFunction {
    /** {@code 2 - 2 Phi(Phi^-1(1 - alpha/2) / sqrt(t))}: strict early, at the end almost the fixed test. */
    record OBrienFleming() implements SpendingFunction {
        @Override
        public double spent(double time, double alpha) {
            check(time, alpha);
            double score = -StandardNormal.quantile(alpha / 2);
            return Math.min(alpha, 2 * StandardNormal.survival(score / Math.sqrt(time)));
        }
    }

    /** {@code alpha ln(1 + (e - 1) t)}: about equally strict at all looks. */
    record Pocock() implements SpendingFunction {
        @Override
        public double spent(double time, double alpha) {
            check(time, alpha);
            return Math.min(alpha, alpha * Math.log1p((Math.E - 1) * time));
        }
    }

    /**
     * {@code alpha t^exponent}.
     *
     * @param exponent above 0; the larger, the stricter early
     */
    record Power(double exponent) implements SpendingFunction {
        /**
         * Checks the component.
         *
         * @throws IllegalArgumentException if {@code exponent} is not finite and above 0
         */
        public Power {
            Arguments.requirePositive("exponent", exponent);
        }

        @Override
        public double spent(double time, double alpha) {
            check(time, alpha);
            return alpha * Math.pow(time, exponent);
        }
    }

    /**
     * Returns the error that one side may have spent.
     *
     * @param time in [0, 1]
     * @param alpha error of the side, in (0, 1)
     * @return in [0, alpha]; 0 at time 0, alpha at time 1, never falling in between
     * @throws IllegalArgumentException if an argument is out of its range
     */
    double spent(double time, double alpha);

    private static void check(double time, double alpha) {
        if (!(time >= 0 && time <= 1)) {
            throw new IllegalArgumentException("time == " + time + ", must be in [0, 1]");
        }
        Arguments.requireOpenUnit("alpha", alpha);
    }
}
