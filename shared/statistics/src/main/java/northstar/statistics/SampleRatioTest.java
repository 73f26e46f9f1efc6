package northstar.statistics;

import java.util.List;

/**
 * Test that units arrive in the arms in the intended shares: chi-square for complete data, and the sequential
 * Dirichlet-multinomial test of Lindon and Malek (2022) for every look before.
 *
 * <p>The e-value is the mean of the e-values at concentration 100, quick at gross errors, and 10,000, sensitive to small
 * ones at scale. Arms of weight 0 count neither in the statistic nor in its degrees of freedom. Immutable.
 */
public final class SampleRatioTest implements SequentialMethod<List<Long>, SampleRatioTest.State, SampleRatio> {
    private final List<Double> weights;
    private final double alpha;

    private SampleRatioTest(List<Double> weights, double alpha) {
        this.weights = weights;
        this.alpha = alpha;
    }

    /**
     * What a look hands on to the next.
     *
     * @param alarm whether a look has raised the alarm
     */
    public record State(boolean alarm) {}

    /**
     * Returns the test of declared weights at alpha 0.001.
     *
     * @param weights intended share of each arm, each in [0, 1], sum 1 within 1e-6
     * @return the test
     * @throws IllegalArgumentException if a weight or their sum is out of its range
     */
    public static SampleRatioTest of(List<Double> weights) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the test of an allocation that nobody declared: always undefined.
     *
     * @return the test
     */
    public static SampleRatioTest ofUnknownAllocation() {
        return new SampleRatioTest(List.of(), 0.001);
    }

    /**
     * Returns a copy with another error rate of the alarm.
     *
     * @param other error rate over all looks, in (0, 1)
     * @return the copy
     * @throws IllegalArgumentException if it is not in (0, 1)
     */
    public SampleRatioTest withAlpha(double other) {
        Arguments.requireOpenUnit("alpha", other);
        return new SampleRatioTest(weights, other);
    }

    @Override
    public State initialState() {
        return new State(false);
    }

    /**
     * Checks the counts of one look.
     *
     * @param state state left by the look before
     * @param counts units of each arm so far, in the order of the weights
     * @return state and result
     * @throws IllegalArgumentException if a count is negative or their number is not that of the weights
     */
    @Override
    public Step<State, SampleRatio> step(State state, List<Long> counts) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks the counts as if this were the only look.
     *
     * @param counts units of each arm, in the order of the weights
     * @return the result
     * @throws IllegalArgumentException if a count is negative or their number is not that of the weights
     */
    public SampleRatio test(List<Long> counts) {
        return step(initialState(), counts).result();
    }
}
