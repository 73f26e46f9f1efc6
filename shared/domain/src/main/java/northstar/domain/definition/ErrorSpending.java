package northstar.domain.definition;

import northstar.domain.Arguments;

/** How a group-sequential test shares its error among its looks; fixed at the start. */
public sealed interface ErrorSpending {
    /** What is used where nothing is said. */
    ErrorSpending USUAL = new OBrienFleming();

    /** Little early, at the end almost as much as a single test. */
    record OBrienFleming() implements ErrorSpending {}

    /** About as much at each look: clear effects are found sooner, small ones need more units. */
    record Pocock() implements ErrorSpending {}

    /**
     * In between: the share of the time that has passed, to a power.
     *
     * @param exponent in (0, 10]; 1 is close to Pocock, 3 to O'Brien and Fleming
     */
    record Power(double exponent) implements ErrorSpending {
        private static final double MOST = 10;

        public Power {
            if (!(exponent > 0 && exponent <= MOST)) {
                throw Arguments.refusal("power", exponent, "in (0, 10]");
            }
        }
    }
}
