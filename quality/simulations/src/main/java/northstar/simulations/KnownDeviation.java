package northstar.simulations;

import java.util.List;
import java.util.Optional;

/**
 * A rate that is known to be another one than promised.
 *
 * @param scenario name of the scenario
 * @param method who does not keep the promise
 * @param quantity of what
 * @param value the rate that is to be expected instead
 * @param reason why
 */
record KnownDeviation(String scenario, Method method, Quantity quantity, double value, String reason) {
    private static final String FEW_TREATED =
            "a tenth of the units is treated: looks count up to a skewness of 0.3, and the last one always";
    private static final String POWER =
            "the standard error grows with the estimate, where theory takes it as known and the estimate as normal";
    private static final String EPOCHS =
            "the epochs' weights change from look to look, so that looks are more alike than those of a plain sum";

    private static final List<KnownDeviation> ALL = List.of(
            new KnownDeviation("skewed mean", Method.ANYTIME, Quantity.POWER, 0.4363, POWER),
            new KnownDeviation("skewed mean 90:10", Method.FIXED, Quantity.POWER, 0.7453, POWER),
            new KnownDeviation("skewed mean 90:10", Method.ANYTIME, Quantity.POWER, 0.2725, POWER),
            new KnownDeviation(
                    "skewed mean 90:10", Method.GROUP_SEQUENTIAL, Quantity.FALSE_POSITIVES, 0.0590, FEW_TREATED),
            new KnownDeviation("skewed mean 90:10", Method.GROUP_SEQUENTIAL, Quantity.COVERAGE, 0.9410, FEW_TREATED),
            new KnownDeviation(
                    "skewed mean 90:10", Method.GROUP_SEQUENTIAL, Quantity.COVERAGE_WITH_EFFECT, 0.9345, FEW_TREATED),
            new KnownDeviation("proportion 2 % 90:10", Method.FIXED, Quantity.POWER, 0.7108, POWER),
            new KnownDeviation("proportion 2 % 90:10", Method.ANYTIME, Quantity.POWER, 0.2300, POWER),
            new KnownDeviation(
                    "proportion 2 % 90:10",
                    Method.GROUP_SEQUENTIAL, Quantity.COVERAGE_WITH_EFFECT, 0.9406, FEW_TREATED),
            new KnownDeviation("ramp-up 10 to 50 %", Method.ANYTIME, Quantity.POWER, 0.2903, EPOCHS),
            new KnownDeviation("ramp-up 10 to 50 %", Method.GROUP_SEQUENTIAL, Quantity.FALSE_POSITIVES, 0.0428, EPOCHS),
            new KnownDeviation("ramp-up 10 to 50 %", Method.GROUP_SEQUENTIAL, Quantity.COVERAGE, 0.9572, EPOCHS),
            new KnownDeviation(
                    "ramp-up 10 to 50 %", Method.GROUP_SEQUENTIAL, Quantity.COVERAGE_WITH_EFFECT, 0.9579, EPOCHS),
            new KnownDeviation("ramp-up 10 to 50 %", Method.GROUP_SEQUENTIAL, Quantity.POWER, 0.6078, EPOCHS));

    /** Returns all of them. */
    static List<KnownDeviation> all() {
        return ALL;
    }

    /** Returns the exception of a rate, if it is one. */
    static Optional<KnownDeviation> of(Scenario scenario, Method method, Quantity quantity) {
        return ALL.stream()
                .filter(known ->
                        known.scenario.equals(scenario.name()) && known.method == method && known.quantity == quantity)
                .findFirst();
    }
}
