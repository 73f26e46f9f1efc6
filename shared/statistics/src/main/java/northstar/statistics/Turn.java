package northstar.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import northstar.statistics.Continuation.Fineness;
import northstar.statistics.GroupSequentialState.Analysis;

/**
 * One look's turn in a group-sequential test: which analyses went before, and what the look counts with.
 *
 * @param before analyses that stay
 * @param time share of the plan that the look may spend up to
 * @param information that the look counts with
 * @param isNew whether the look spends; one that finds no more of the plan passed repeats the boundary of the last analysis
 */
record Turn(List<Analysis> before, double time, double information, boolean isNew) {
    /** Before the final look time stops here, so that something is left for what comes after the last cohort. */
    static final double LAST_INTERIM_TIME = 0.98;

    private static final double LARGEST_STATISTIC = 37;
    private static final double HIGHEST = 1 - 1e-12;
    private static final double FIRST_STRIDE = 0.125;
    private static final double PRECISION = 1e-7;
    private static final int MOST_EVALUATIONS = 200;

    /** Returns the turn of a look; a final look that follows another one takes its place. */
    static Turn of(GroupSequentialState state, Look look, double information) {
        List<Analysis> before = state.analyses();
        if (look.isFinal()) {
            before = before.stream()
                    .filter(analysis -> analysis.spendingTime() < 1)
                    .toList();
            return new Turn(before, 1, counted(before, information), true);
        }
        double time = Math.min(
                LAST_INTERIM_TIME,
                look.spendingTime()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "spendingTime == absent, must be given before the final look")));
        if (state.spendingTime() >= time) {
            Analysis last = before.getLast();
            return new Turn(before.subList(0, before.size() - 1), last.spendingTime(), last.information(), false);
        }
        return new Turn(before, time, counted(before, information), true);
    }

    private static double counted(List<Analysis> before, double information) {
        return SpendingWalk.effective(before.isEmpty() ? 0 : before.getLast().information(), information);
    }

    /** Whether the look is the only one, at the end. */
    boolean isSingle() {
        return before.isEmpty() && time == 1;
    }

    /** Returns the critical value. */
    double criticalValue(SpendingFunction spending, Sides sides, double alpha) {
        SpendingWalk walk = new SpendingWalk(Fineness.FINE, spending, sides, sides.errorOfOneSide(alpha));
        before.forEach(analysis -> walk.look(analysis.spendingTime(), analysis.information()));
        return walk.look(time, information);
    }

    /** Whether a statistic reaches the upper critical value. */
    boolean crosses(SpendingFunction spending, Sides sides, double alpha, double statistic) {
        // A test crosses by now at least as often as its statistic of now alone is so large.
        return StandardNormal.survival(statistic) <= spending.spent(time, sides.errorOfOneSide(alpha))
                && statistic >= criticalValue(spending, sides, alpha);
    }

    /**
     * Returns the smallest alpha whose bounds would stop at this look, if it is below a limit.
     *
     * @param statistic of the upper side
     * @param limit in (0, 1]
     * @return empty if it is not
     */
    OptionalDouble pValueBelow(double limit, SpendingFunction spending, Sides sides, double statistic) {
        double value = Math.min(statistic, LARGEST_STATISTIC);
        double top = StandardNormal.quantile(Math.min(sides.errorOfOneSide(limit), HIGHEST));
        if (!(scoreSpent(spending, top) > -value)) {
            return OptionalDouble.empty();
        }
        double low = withoutOtherLooks(spending, value, top);
        double lowExcess = excess(spending, sides, value, low);
        double stride = FIRST_STRIDE;
        while (lowExcess > 0) {
            if (low == top) {
                return OptionalDouble.empty();
            }
            double high = Math.min(top, low + stride);
            double highExcess = excess(spending, sides, value, high);
            if (highExcess <= 0) {
                low = root(score -> excess(spending, sides, value, score), low, lowExcess, high, highExcess);
                break;
            }
            low = high;
            lowExcess = highExcess;
            stride *= 2;
        }
        return OptionalDouble.of(Math.min(limit, sides.errorOfAll(StandardNormal.cumulative(low))));
    }

    /** Returns the score of the smallest alpha that would do if the other looks cost nothing: they only add to it. */
    double withoutOtherLooks(SpendingFunction spending, double statistic, double top) {
        double low = -LARGEST_STATISTIC;
        double high = top;
        while (high - low > PRECISION) {
            double middle = low + (high - low) / 2;
            if (scoreSpent(spending, middle) > -statistic) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /**
     * The Illinois variant of regula falsi: all but straight lines need three steps or four.
     *
     * @param excess falls through 0 between the two ends
     * @param positive where it is above 0
     * @param above its value there
     * @param negative where it is at most 0
     * @param below its value there
     */
    static double root(DoubleUnaryOperator excess, double positive, double above, double negative, double below) {
        double low = positive;
        double high = negative;
        double lowExcess = above;
        double highExcess = below;
        int side = 0;
        for (int i = 0; i < MOST_EVALUATIONS && high - low > PRECISION; i++) {
            double next = (low * highExcess - high * lowExcess) / (highExcess - lowExcess);
            double value = excess.applyAsDouble(next);
            if (Math.abs(value) <= PRECISION) {
                return next;
            }
            if (value > 0) {
                low = next;
                lowExcess = value;
                highExcess /= side > 0 ? 2 : 1;
                side = 1;
            } else {
                high = next;
                highExcess = value;
                lowExcess /= side < 0 ? 2 : 1;
                side = -1;
            }
        }
        return high;
    }

    private double scoreSpent(SpendingFunction spending, double score) {
        return score(spending.spent(time, StandardNormal.cumulative(score)));
    }

    /**
     * By how much an error of one side would be overspent if the critical value were the statistic, all as normal scores: almost a
     * straight line.
     */
    private double excess(SpendingFunction spending, Sides sides, double statistic, double score) {
        SpendingWalk walk = new SpendingWalk(Fineness.COARSE, spending, sides, StandardNormal.cumulative(score));
        before.forEach(analysis -> walk.look(analysis.spendingTime(), analysis.information()));
        return score(walk.spentAt(statistic, information)) - scoreSpent(spending, score);
    }

    private static double score(double probability) {
        return StandardNormal.quantile(Math.clamp(probability, Double.MIN_NORMAL, HIGHEST));
    }

    /**
     * Returns the p-value of this look if it is below a limit; it never contradicts whether the look crosses its boundary.
     *
     * @param statistic of the upper side
     */
    OptionalDouble pValueBelow(
            double limit, SpendingFunction spending, Sides sides, double statistic, double alpha, boolean crosses) {
        if (crosses) {
            double pValue = pValueBelow(Math.min(limit, alpha), spending, sides, statistic)
                    .orElse(alpha);
            return pValue <= limit ? OptionalDouble.of(pValue) : OptionalDouble.empty();
        }
        if (limit <= alpha) {
            return OptionalDouble.empty();
        }
        OptionalDouble pValue = pValueBelow(limit, spending, sides, statistic);
        return pValue.isEmpty() ? pValue : OptionalDouble.of(Math.max(pValue.getAsDouble(), Math.nextUp(alpha)));
    }

    /** Returns the smallest p-value over the analyses before. */
    double smallestBefore() {
        return before.isEmpty() ? 1 : before.getLast().pValue();
    }

    /** Returns the state after the look. */
    GroupSequentialState after(GroupSequentialState state, OptionalDouble pValue, int crossed) {
        if (!isNew) {
            return state;
        }
        List<Analysis> analyses = new ArrayList<>(before);
        double smallest = Math.min(smallestBefore(), pValue.orElse(1));
        analyses.add(new Analysis(time, information, smallest, crossed));
        return new GroupSequentialState(analyses);
    }
}
