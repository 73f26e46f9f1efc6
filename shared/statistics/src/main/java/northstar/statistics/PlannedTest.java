package northstar.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * A test as it is planned: with how many units it finds an effect, with which chance, and what the smallest is that it finds.
 *
 * <p>It is found when the statistic reaches its critical value on the side of the effect, at any look. With a single look that
 * takes the drift {@code z_{1-a} + z_{power}} (a the error of that side), and n units in each of two equal arms are {@code (z +
 * z)^2 2 s^2 / delta^2}; with any other {@link StoppingRule} the drift follows from its course.
 *
 * <p>Immutable.
 */
public final class PlannedTest {
    private static final double LARGEST_DRIFT = 60;
    private static final double PRECISION = 1e-10;
    private static final int MOST_EVALUATIONS = 200;

    private final StoppingRule rule;
    private final double power;
    private final double drift;

    private PlannedTest(StoppingRule rule, double power, double drift) {
        this.rule = rule;
        this.power = power;
        this.drift = drift;
    }

    /**
     * Returns the test at a single look, by the normal distribution.
     *
     * @param sides whether it is two-sided
     * @param alpha error rate, of both sides together, in (0, 1)
     * @param power chance to find the effect that is planned for, in (0, 1), above the error of a side
     * @return the test
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static PlannedTest fixed(Sides sides, double alpha, double power) {
        Arguments.requireOpenUnit("alpha", alpha);
        double criticalValue = -StandardNormal.quantile(sides.errorOfOneSide(alpha));
        return of(new StoppingRule(sides, List.of(1.0), List.of(criticalValue)), power);
    }

    /**
     * Returns the test that stops by a rule.
     *
     * @param rule its looks and critical values
     * @param power chance to find the effect that is planned for, in (0, 1), above that to find one where there is none
     * @return the test
     * @throws IllegalArgumentException if {@code power} is out of its range
     */
    public static PlannedTest of(StoppingRule rule, double power) {
        Arguments.requireOpenUnit("power", power);
        double without = found(rule, 0);
        if (!(power > without)) {
            throw new IllegalArgumentException("power == " + power + ", must be above " + without);
        }
        double drift = rule.information().size() == 1
                ? rule.criticalValues().getFirst() + StandardNormal.quantile(power)
                : new BrentSolver(PRECISION, PRECISION, 0)
                        .solve(MOST_EVALUATIONS, mean -> found(rule, mean) - power, 0, LARGEST_DRIFT);
        return new PlannedTest(rule, power, drift);
    }

    /**
     * Returns the chance at which each of several metrics has to be planned, all of which have to succeed: {@code 1 - (beta -
     * falseAlarms) / metrics}. By the union bound they then succeed together with the chance {@code 1 - beta}, however they
     * depend on each other.
     *
     * @param power {@code 1 - beta}, the chance that all succeed and no alarm is false, in (0, 1)
     * @param falseAlarms chance of a false alarm that would spoil it, at least 0 and below beta
     * @param metrics how many have to succeed, at least 1
     * @return the chance of each, in (0, 1)
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static double powerOfEach(double power, double falseAlarms, int metrics) {
        Arguments.requireOpenUnit("power", power);
        if (metrics < 1) {
            throw new IllegalArgumentException("metrics == " + metrics + ", must be >= 1");
        }
        if (!(falseAlarms >= 0 && falseAlarms < 1 - power)) {
            throw new IllegalArgumentException(
                    "falseAlarms == " + falseAlarms + ", must be in [0, " + (1 - power) + ")");
        }
        return 1 - (1 - power - falseAlarms) / metrics;
    }

    private static double found(StoppingRule rule, double drift) {
        return rule.under(drift).upward().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /**
     * Returns the rule that it stops by.
     *
     * @return the rule
     */
    public StoppingRule rule() {
        return rule;
    }

    /**
     * Returns the chance that it is planned for.
     *
     * @return in (0, 1)
     */
    public double power() {
        return power;
    }

    /**
     * Returns the mean of the statistic at the last look that bears the planned chance.
     *
     * @return the drift, above 0
     */
    public double drift() {
        return drift;
    }

    /**
     * Returns the units that find an effect with the planned chance, if the test goes on to its last look.
     *
     * @param effect what is to be found
     * @param split shares of the two arms
     * @return units of all arms together, not rounded
     */
    public double units(PlannedEffect effect, Split split) {
        double ratio = drift / effect.distance();
        return ratio * ratio * effect.unitVariance(split);
    }

    /**
     * Returns the chance that an effect is found.
     *
     * @param effect the true effect
     * @param split shares of the two arms
     * @param units of all arms together at the last look, above 0
     * @return in [0, 1]
     */
    public double chance(PlannedEffect effect, Split split, double units) {
        return Math.clamp(found(rule, Math.min(LARGEST_DRIFT, effect.drift(split, units))), 0, 1);
    }

    /**
     * Returns the smallest size of an effect that a number of units finds with the planned chance.
     *
     * @param ofSize the effect of a size, the easier to find the larger it is
     * @param most size that is tried at most, above 0
     * @param split shares of the two arms
     * @param units of all arms together at the last look, above 0
     * @return the size; empty if even {@code most} takes more units
     */
    public OptionalDouble smallest(DoubleFunction<PlannedEffect> ofSize, double most, Split split, double units) {
        Arguments.requirePositive("most", most);
        Arguments.requirePositive("units", units);
        if (units(ofSize.apply(most), split) > units) {
            return OptionalDouble.empty();
        }
        double low = 0;
        double high = most;
        for (int i = 0; i < MOST_EVALUATIONS; i++) {
            double middle = low + (high - low) / 2;
            if (!(middle > low && middle < high) || middle < Double.MIN_NORMAL) {
                break;
            }
            if (units(ofSize.apply(middle), split) > units) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(high);
    }

    /**
     * Returns what its looks cost: its largest number of units, and the average ones, as multiples of those of another test,
     * as a rule the one at a single look.
     *
     * @param other the test that it is compared with, with the same chance
     * @return the cost; {@code errorRate} is the chance to stop on any side without effect
     */
    public StoppingRule.Price priceAgainst(PlannedTest other) {
        double ratio = drift / other.drift;
        double largest = ratio * ratio;
        StoppingRule.Course none = rule.under(0);
        return new StoppingRule.Price(
                largest,
                largest * rule.under(drift).expectedInformation(),
                largest * none.expectedInformation(),
                none.rejection());
    }
}
