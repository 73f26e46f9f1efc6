package northstar.statistics;

/**
 * Two-sided test at the final look alone: Welch's t test, or the normal test where the comparison has no degrees of
 * freedom. Earlier looks are {@link Reason#NOT_FINAL}; peeking at them is not covered.
 *
 * <p>Immutable.
 *
 * @param alpha two-sided error rate, in (0, 1)
 */
public record FixedTest(double alpha) implements SequentialMethod<Look, FixedTest.State, TwoSidedResult> {
    /** A fixed test remembers nothing. */
    public record State() {}

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public FixedTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    @Override
    public State initialState() {
        return new State();
    }

    @Override
    public Step<State, TwoSidedResult> step(State state, Look look) {
        throw new UnsupportedOperationException();
    }

    /**
     * Tests a comparison whose data are complete.
     *
     * @param comparison treatment against control
     * @return the result
     */
    public TwoSidedResult test(Comparison comparison) {
        throw new UnsupportedOperationException();
    }
}
