package northstar.statistics;

import java.util.Optional;

/**
 * Comparison of two proportions with few successes or failures: Newcombe's hybrid of Wilson's intervals (1998, method 10)
 * and Fisher's exact test.
 *
 * @param alpha two-sided error of the interval, in (0, 1)
 */
public record ProportionTest(double alpha) {
    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public ProportionTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    /**
     * Successes among the units of one arm.
     *
     * @param successes at least 0
     * @param units at least {@code successes} and 1
     */
    public record Share(long successes, long units) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Share {
            if (units < 1) {
                throw new IllegalArgumentException("units == " + units + ", must be >= 1");
            }
            if (successes < 0 || successes > units) {
                throw new IllegalArgumentException("successes == " + successes + ", must be in [0, " + units + "]");
            }
        }

        double value() {
            return (double) successes / units;
        }

        /** End of Wilson's interval: the lower one for z below 0. */
        double wilson(double z) {
            double square = z * z;
            double failures = (double) units - successes;
            double half = z * Math.sqrt(successes * (failures / units) + square / 4);
            return Math.clamp((successes + square / 2 + half) / (units + square), 0, 1);
        }
    }

    /**
     * The difference of two proportions.
     *
     * @param difference treatment minus control
     * @param ciLower lower end of the interval, at least -1
     * @param ciUpper upper end, at most 1
     * @param pValue of Fisher's exact test, two-sided: never rejects too often
     * @param midPValue the same with half the probability of the observed table and those equally likely: less cautious
     */
    public record Tested(double difference, double ciLower, double ciUpper, double pValue, double midPValue) {}

    /**
     * Compares two proportions.
     *
     * @param control the control arm
     * @param treatment the treatment arm
     * @return the comparison; empty where successes and failures are both so many (over a million) that no exact test is
     *     needed
     */
    public Optional<Tested> test(Share control, Share treatment) {
        double z = -StandardNormal.quantile(alpha / 2);
        double difference = treatment.value() - control.value();
        double below = Math.hypot(treatment.value() - treatment.wilson(-z), control.wilson(z) - control.value());
        double above = Math.hypot(treatment.wilson(z) - treatment.value(), control.value() - control.wilson(-z));
        return FisherTest.of(control, treatment)
                .map(fisher -> new Tested(
                        difference,
                        Math.max(-1, difference - below),
                        Math.min(1, difference + above),
                        fisher.pValue(),
                        fisher.midPValue()));
    }
}
