package northstar.statistics;

import java.util.OptionalDouble;

/**
 * One evaluation of an experiment, while or after it runs.
 *
 * @param comparison treatment against control on all data of the look
 * @param isFinal whether no later look is planned
 * @param spendingTime share of the planned duration or information that has passed, in (0, 1]; needed only by methods
 *     that spend their error over time
 */
public record Look(Comparison comparison, boolean isFinal, OptionalDouble spendingTime) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code spendingTime} is not in (0, 1]
     */
    public Look {
        if (spendingTime.isPresent() && !(spendingTime.getAsDouble() > 0 && spendingTime.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("spendingTime == " + spendingTime.getAsDouble() + ", must be in (0, 1]");
        }
    }

    /**
     * Returns a look after which others follow.
     *
     * @param comparison treatment against control
     * @return the look
     */
    public static Look interim(Comparison comparison) {
        return new Look(comparison, false, OptionalDouble.empty());
    }

    /**
     * Returns the last look.
     *
     * @param comparison treatment against control
     * @return the look
     */
    public static Look last(Comparison comparison) {
        return new Look(comparison, true, OptionalDouble.of(1));
    }
}
