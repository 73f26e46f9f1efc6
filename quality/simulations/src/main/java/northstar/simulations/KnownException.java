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
record KnownException(String scenario, Method method, Quantity quantity, double value, String reason) {
    private static final String FEW_TREATED =
            "a tenth of the units is treated: bounds for every look trust the normal approximation up to a skewness of 0.3";
    private static final String SKEWED_POWER =
            "estimate and standard error are correlated; theory takes the error as known";
    private static final String RAMP_UP =
            "the second epoch's weight grows while it fills, so that information grows less evenly than the plan";

    private static final String SKEWED = "skewed mean 90:10";
    private static final String RARE = "proportion 2 % 90:10";
    private static final String EPOCHS = "ramp-up 10 to 50 %";

    private static final List<KnownException> ALL = List.of();

    /** Returns all of them. */
    static List<KnownException> all() {
        return ALL;
    }

    /** Returns the exception of a rate, if it is one. */
    static Optional<KnownException> of(Scenario scenario, Method method, Quantity quantity) {
        return ALL.stream()
                .filter(known ->
                        known.scenario.equals(scenario.name()) && known.method == method && known.quantity == quantity)
                .findFirst();
    }
}
