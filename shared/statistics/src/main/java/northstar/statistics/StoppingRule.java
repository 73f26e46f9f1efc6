package northstar.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * A rule that stops at the first look whose statistic reaches its critical value, and what it costs.
 *
 * <p>Any rule of this form has a price here, however its critical values were found: group-sequential, confidence sequence,
 * or none at all.
 *
 * @param sides whether a statistic far below 0 stops too
 * @param information of the looks, above 0 and rising; only the ratios matter
 * @param criticalValues of the looks, finite
 */
public record StoppingRule(Sides sides, List<Double> information, List<Double> criticalValues) {
    private static final double LARGEST_DRIFT = 60;
    private static final double PRECISION = 1e-11;
    private static final int MOST_EVALUATIONS = 200;

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if the lists are empty or of different sizes, or a number is out of its range
     */
    public StoppingRule {
        information = List.copyOf(information);
        criticalValues = List.copyOf(criticalValues);
        if (information.isEmpty() || information.size() != criticalValues.size()) {
            throw new IllegalArgumentException("criticalValues.size == " + criticalValues.size()
                    + ", must be that of information (" + information.size() + ") and above 0");
        }
        double before = 0;
        for (int i = 0; i < information.size(); i++) {
            double next = information.get(i);
            if (!(next > before && next < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "information[" + i + "] == " + next + ", must be finite and above " + before);
            }
            before = next;
            Arguments.requireFinite("criticalValues[" + i + "]", criticalValues.get(i));
        }
    }

    /**
     * Returns the rule of a group-sequential test.
     *
     * @param spending how the error is spread over the time
     * @param sides on which sides it stops
     * @param alpha error rate of all sides together, in (0, 1)
     * @param times share of the plan that has passed at each look, in (0, 1], rising
     * @param information of the looks, above 0 and rising
     * @return the rule
     */
    public static StoppingRule spending(
            SpendingFunction spending, Sides sides, double alpha, List<Double> times, List<Double> information) {
        Arguments.requireOpenUnit("alpha", alpha);
        if (times.size() != information.size()) {
            throw new IllegalArgumentException(
                    "times.size == " + times.size() + ", must be that of information (" + information.size() + ")");
        }
        SpendingWalk walk = new SpendingWalk(Continuation.Fineness.FINE, spending, sides, sides.errorOfOneSide(alpha));
        List<Double> criticalValues = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            criticalValues.add(walk.look(times.get(i), information.get(i)));
        }
        return new StoppingRule(sides, information, criticalValues);
    }

    /**
     * Returns the rule of a group-sequential test with looks at equal distances.
     *
     * @param spending how the error is spread over the time
     * @param sides on which sides it stops
     * @param alpha error rate of all sides together, in (0, 1)
     * @param looks number of looks, at least 1
     * @return the rule
     */
    public static StoppingRule spending(SpendingFunction spending, Sides sides, double alpha, int looks) {
        if (looks < 1) {
            throw new IllegalArgumentException("looks == " + looks + ", must be >= 1");
        }
        List<Double> times = new ArrayList<>();
        for (int k = 1; k <= looks; k++) {
            times.add((double) k / looks);
        }
        return spending(spending, sides, alpha, times, times);
    }

    /**
     * What happens to a test under one true effect.
     *
     * @param upward chance to stop at each look with a large statistic
     * @param downward chance to stop at each look with a statistic far below 0; all 0 for a one-sided rule
     * @param expectedInformation mean information at which it stops, as a share of that of the last look
     */
    public record Course(List<Double> upward, List<Double> downward, double expectedInformation) {
        /** Copies the lists. */
        public Course {
            upward = List.copyOf(upward);
            downward = List.copyOf(downward);
        }

        /**
         * Returns the chance to stop at any look on either side.
         *
         * @return the error rate without effect; with one the power, as it is usually counted for two-sided tests
         */
        public double rejection() {
            return Stream.of(upward, downward)
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    /**
     * What a rule costs compared with a single test at the end.
     *
     * @param largest information of the last look that is needed for the power, in that of the single test
     * @param expected mean information at which it stops if the effect is as planned, in that of the single test
     * @param underNull mean information at which it stops without effect, in that of the single test
     * @param errorRate chance to stop without effect
     */
    public record Price(double largest, double expected, double underNull, double errorRate) {}

    /**
     * Returns the course of a test.
     *
     * @param drift mean of the statistic at the last look: true effect divided by its standard error there
     * @return the course
     */
    public Course under(double drift) {
        Arguments.requireFinite("drift", drift);
        double last = information.getLast();
        List<Double> upward = new ArrayList<>();
        List<Double> downward = new ArrayList<>();
        Continuation continuation = Continuation.atStart(Continuation.Fineness.FINE, drift);
        double expected = 1;
        for (int k = 0; k < information.size(); k++) {
            double share = information.get(k) / last;
            double bound = criticalValues.get(k);
            double up = continuation.above(bound, share);
            double down = sides == Sides.TWO ? continuation.below(-bound, share) : 0;
            upward.add(up);
            downward.add(down);
            expected -= (up + down) * (1 - share);
            if (k + 1 < information.size()) {
                continuation = continuation.after(share, sides.lowerBound(bound), bound, information.get(k + 1) / last);
            }
        }
        return new Course(upward, downward, expected);
    }

    /**
     * Returns the mean of the statistic at the last look that gives a power.
     *
     * @param power in (0, 1), above the chance to stop without effect
     * @return the drift, above 0
     */
    public double driftFor(double power) {
        Arguments.requireOpenUnit("power", power);
        double without = under(0).rejection();
        if (!(power > without)) {
            throw new IllegalArgumentException("power == " + power + ", must be above " + without);
        }
        return new BrentSolver(PRECISION, PRECISION, 0)
                .solve(MOST_EVALUATIONS, drift -> under(drift).rejection() - power, 0, LARGEST_DRIFT);
    }

    /**
     * Returns what the rule costs compared with a single test.
     *
     * @param alpha error rate of the single test, both sides together if the rule has two, in (0, 1)
     * @param power of both, in (0, 1)
     * @return the price
     */
    public Price price(double alpha, double power) {
        Arguments.requireOpenUnit("alpha", alpha);
        double drift = driftFor(power);
        double single = StandardNormal.quantile(power) - StandardNormal.quantile(sides.errorOfOneSide(alpha));
        double largest = Math.pow(drift / single, 2);
        Course planned = under(drift);
        Course none = under(0);
        return new Price(
                largest,
                largest * planned.expectedInformation(),
                largest * none.expectedInformation(),
                none.rejection());
    }
}
