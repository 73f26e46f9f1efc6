package northstar.statistics;

/**
 * Test of a {@link Claim} at the final look alone. Earlier looks are {@link Reason#NOT_FINAL}.
 *
 * <p>Immutable.
 *
 * @param claim what is to be shown
 * @param alpha one-sided error rate, in (0, 1)
 */
public record OneSidedFixedTest(Claim claim, double alpha)
        implements SequentialMethod<Look, FixedTest.State, OneSidedResult> {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public OneSidedFixedTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    @Override
    public FixedTest.State initialState() {
        return new FixedTest.State();
    }

    @Override
    public Step<FixedTest.State, OneSidedResult> step(FixedTest.State state, Look look) {
        throw new UnsupportedOperationException();
    }

    /**
     * Tests a comparison whose data are complete.
     *
     * @param comparison treatment against control
     * @return the result
     */
    public OneSidedResult test(Comparison comparison) {
        throw new UnsupportedOperationException();
    }
}
