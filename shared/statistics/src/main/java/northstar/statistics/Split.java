package northstar.statistics;

/**
 * How the units of an experiment are split between the two arms of a comparison.
 *
 * @param control share of all units that go to the control, in (0, 1)
 * @param treatment share of all units that go to the treatment, in (0, 1); with further arms the two sum to less than 1
 */
public record Split(double control, double treatment) {
    /** Half and half. */
    public static final Split EVEN = new Split(0.5, 0.5);

    private static final double ROUNDING = 1e-6;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a share is not in (0, 1) or both sum to more than 1
     */
    public Split {
        Arguments.requireOpenUnit("control", control);
        Arguments.requireOpenUnit("treatment", treatment);
        if (!(control + treatment <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "control + treatment == " + (control + treatment) + ", must be at most 1");
        }
    }
}
