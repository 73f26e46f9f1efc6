package northstar.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import northstar.statistics.Continuation.Fineness;
import northstar.statistics.GroupSequentialState.Analysis;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

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
    private static final double STRIDE = 0.5;
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
        double highest = Math.min(sides.errorOfOneSide(limit), HIGHEST);
        DoubleUnaryOperator excess = score -> excess(spending, sides, value, StandardNormal.cumulative(score));
        double top = StandardNormal.quantile(highest);
        double low = Math.min(-value, top);
        if (low >= top || excess.applyAsDouble(top) > 0) {
            return OptionalDouble.empty();
        }
        double high = low;
        while (high < top && excess.applyAsDouble(high) > 0) {
            low = high;
            high = Math.min(top, high + STRIDE);
        }
        double score = low < high
                ? new BrentSolver(PRECISION, PRECISION, 0).solve(MOST_EVALUATIONS, excess::applyAsDouble, low, high)
                : low;
        return OptionalDouble.of(Math.min(limit, sides.errorOfAll(StandardNormal.cumulative(score))));
    }

    /**
     * By how much an error of one side of alpha would be overspent if the critical value were the statistic, both sums as
     * normal scores: their difference is almost a straight line.
     */
    private double excess(SpendingFunction spending, Sides sides, double statistic, double alpha) {
        SpendingWalk walk = new SpendingWalk(Fineness.COARSE, spending, sides, alpha);
        before.forEach(analysis -> walk.look(analysis.spendingTime(), analysis.information()));
        return score(walk.spentAt(statistic, information)) - score(spending.spent(time, alpha));
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
