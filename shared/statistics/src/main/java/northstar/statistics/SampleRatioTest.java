package northstar.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Test that units arrive in the arms in the intended shares: chi-square for complete data, and the sequential
 * Dirichlet-multinomial test of Lindon and Malek (2022) for every look before.
 *
 * <p>The e-value is the mean of the e-values at concentration 100, quick at gross errors, and 10,000, sensitive to small
 * ones at scale. Arms of weight 0 count neither in the statistic nor in its degrees of freedom. Immutable.
 */
public final class SampleRatioTest implements SequentialMethod<List<Long>, SampleRatioTest.State, SampleRatio> {
    private static final double QUICK = 100;
    private static final double SENSITIVE = 10_000;
    static final double DEFAULT_ALPHA = 0.001;

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
        double sum = 0;
        for (int i = 0; i < weights.size(); i++) {
            double weight = weights.get(i);
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException("weights[" + i + "] == " + weight + ", must be in [0, 1]");
            }
            sum += weight;
        }
        if (!(Math.abs(sum - 1) <= 1e-6)) {
            throw new IllegalArgumentException("sum of weights == " + sum + ", must be 1 within 1e-6");
        }
        double total = sum;
        return new SampleRatioTest(
                weights.stream().map(weight -> weight / total).toList(), DEFAULT_ALPHA);
    }

    /**
     * Returns the test of an allocation that nobody declared: always undefined.
     *
     * @return the test
     */
    public static SampleRatioTest ofUnknownAllocation() {
        return new SampleRatioTest(List.of(), DEFAULT_ALPHA);
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
        if (weights.isEmpty()) {
            return new Step<>(state, new SampleRatio.Undefined(Reason.ALLOCATION_UNKNOWN));
        }
        if (counts.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "counts.size() == " + counts.size() + ", must be the number of weights == " + weights.size());
        }
        double total = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) < 0) {
                throw new IllegalArgumentException("counts[" + i + "] == " + counts.get(i) + ", must be >= 0");
            }
            total += counts.get(i);
        }
        if (total == 0) {
            return new Step<>(state, new SampleRatio.Undefined(Reason.LOW_N));
        }
        return check(state, counts, total);
    }

    private Step<State, SampleRatio> check(State state, List<Long> counts, double total) {
        List<Double> expected = new ArrayList<>(weights.size());
        List<Double> openWeights = new ArrayList<>(weights.size());
        List<Long> openCounts = new ArrayList<>(weights.size());
        boolean impossible = false;
        for (int i = 0; i < weights.size(); i++) {
            double weight = weights.get(i);
            expected.add(total * weight);
            if (weight > 0) {
                openWeights.add(weight);
                openCounts.add(counts.get(i));
            } else {
                impossible |= counts.get(i) > 0;
            }
        }
        if (impossible) {
            return new Step<>(new State(true), new SampleRatio.Impossible(expected));
        }
        if (openWeights.size() < 2) {
            return new Step<>(state, new SampleRatio.Undefined(Reason.ONE_VARIANT));
        }
        DirichletMultinomial deviation = new DirichletMultinomial(openWeights, openCounts, total);
        double statistic = deviation.chiSquare();
        int degreesOfFreedom = openWeights.size() - 1;
        double logEValue = deviation.logMeanEValue(QUICK, SENSITIVE);
        boolean alarm = state.alarm() || logEValue >= -Math.log(alpha);
        double pValue = ChiSquare.survival(statistic, degreesOfFreedom);
        return new Step<>(
                new State(alarm),
                new SampleRatio.Tested(expected, statistic, degreesOfFreedom, pValue, logEValue, alarm));
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
