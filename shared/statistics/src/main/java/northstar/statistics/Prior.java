package northstar.statistics;

import java.util.List;

/**
 * What relative effects are believed to be before the data: a mixture of normal distributions.
 *
 * <p>Immutable.
 *
 * @param name what to call it where its reading is shown
 * @param components the normal distributions, at least one; their weights sum to 1 within 1e-6
 */
public record Prior(String name, List<Component> components) {
    /** N(0, 0.05^2): most changes move a metric by less than 10 %, half of them down. */
    public static final Prior SCEPTICAL = normal("N(0, 0.05^2)", 0, 0.05);

    /**
     * One normal distribution of the mixture.
     *
     * @param weight its share, in [0, 1]
     * @param mean its mean
     * @param standardDeviation its standard deviation, at least 0
     */
    public record Component(double weight, double mean, double standardDeviation) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Component {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException("weight == " + weight + ", must be in [0, 1]");
            }
            Arguments.requireFinite("mean", mean);
            Arguments.requireNonNegative("standardDeviation", standardDeviation);
        }
    }

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if there is none or their weights do not sum to 1 within 1e-6
     */
    public Prior {
        components = List.copyOf(components);
        double sum = components.stream().mapToDouble(Component::weight).sum();
        if (!(Math.abs(sum - 1) <= 1e-6)) {
            throw new IllegalArgumentException("sum of weights == " + sum + ", must be 1 within 1e-6");
        }
    }

    /**
     * Returns a single normal distribution.
     *
     * @param name what to call it
     * @param mean its mean
     * @param standardDeviation its standard deviation, at least 0
     * @return the prior
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static Prior normal(String name, double mean, double standardDeviation) {
        return new Prior(name, List.of(new Component(1, mean, standardDeviation)));
    }
}
