package northstar.statistics;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * Group-sequential test: a two-sided test of "no effect" at several looks that share one error, for experiments whose end is
 * planned.
 *
 * <p>Each look spends, on each side, what the spending function allows up to its time, {@code f(t; alpha/2)}; the critical
 * value c follows from the information of the looks so far (Lan and DeMets 1983; Armitage, McPherson and Rowe 1969). The
 * interval {@code effect +- c standardError} holds at all looks together. The p-value of a look is the smallest alpha whose
 * bounds would stop there, that of the test the smallest so far.
 *
 * <p>Looks may be any number at any time, as long as these do not depend on the effects seen:
 *
 * <ul>
 *   <li>The final look spends the rest, however much of the plan has passed; if it is the only one, it is the {@link
 *       FixedTest}.
 *   <li>A look before which no more of the plan has passed repeats the boundary of the last one and decides nothing new.
 *   <li>A final look after a final one (late data) takes its place.
 *   <li>Where the information falls, the largest so far counts, flagged {@link Reason#INFO_DECREASED}.
 * </ul>
 *
 * <p>Immutable.
 *
 * @param alpha two-sided error rate over all looks, in (0, 1)
 * @param spending how the error is spread over the time
 * @param burnIn what a look must have to count; it spends nothing before. The final look always counts
 */
public record GroupSequentialTest(double alpha, SpendingFunction spending, BurnIn burnIn)
        implements SequentialMethod<Look, GroupSequentialState, TwoSidedResult> {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public GroupSequentialTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    /**
     * Returns the test with O'Brien-Fleming type spending and the standard burn-in.
     *
     * @param alpha two-sided error rate, in (0, 1)
     * @return the test
     */
    public static GroupSequentialTest of(double alpha) {
        return new GroupSequentialTest(alpha, new SpendingFunction.OBrienFleming(), BurnIn.STANDARD);
    }

    @Override
    public GroupSequentialState initialState() {
        return GroupSequentialState.START;
    }

    /**
     * Evaluates the next look.
     *
     * @throws IllegalArgumentException if a look before the final one has no spending time
     */
    @Override
    public Step<GroupSequentialState, TwoSidedResult> step(GroupSequentialState state, Look look) {
        return switch (look.comparison()) {
            case Comparison.Estimated estimated -> step(state, look, estimated);
            case Comparison.Undefined undefined ->
                new Step<>(state, new TwoSidedResult.Undefined(undefined.reason(), Set.of()));
        };
    }

    /**
     * Reads another estimate of the same effect, for instance the unadjusted one, at the boundary of a look.
     *
     * @param state state left by the look before
     * @param look the look
     * @param other another comparison of the same data
     * @return what this look alone would say of it
     * @throws IllegalArgumentException if a look before the final one has no spending time
     */
    public TwoSidedResult reading(GroupSequentialState state, Look look, Comparison.Estimated other) {
        if (!(look.comparison() instanceof Comparison.Estimated estimated)) {
            return step(state, look).result();
        }
        Set<Reason> concerns = burnIn.concerns(estimated.support());
        if (isTooEarly(state, look, concerns)) {
            return new TwoSidedResult.Undefined(Reason.BURN_IN, concerns);
        }
        Turn turn = Turn.of(state, look, estimated.information());
        if (turn.isSingle()) {
            return new FixedTest(alpha).test(other);
        }
        Reading reading = new Reading(turn, other);
        if (!reading.interval.isFinite()) {
            return new TwoSidedResult.Undefined(Reason.OVERFLOW, concerns);
        }
        double pValue = reading.pValueBelow(1).orElse(1);
        return reading.result(pValue, OptionalDouble.of(pValue), reading.crosses(), other.flags());
    }

    private static boolean isTooEarly(GroupSequentialState state, Look look, Set<Reason> concerns) {
        return state.analyses().isEmpty() && !look.isFinal() && !concerns.isEmpty();
    }

    private Step<GroupSequentialState, TwoSidedResult> step(
            GroupSequentialState state, Look look, Comparison.Estimated comparison) {
        Set<Reason> concerns = burnIn.concerns(comparison.support());
        if (isTooEarly(state, look, concerns)) {
            return new Step<>(state, new TwoSidedResult.Undefined(Reason.BURN_IN, concerns));
        }
        Turn turn = Turn.of(state, look, comparison.information());
        int sign = (int) Math.signum(comparison.effect());
        if (turn.isSingle()) {
            TwoSidedResult result = new FixedTest(alpha).test(comparison);
            return result instanceof TwoSidedResult.Tested tested
                    ? new Step<>(turn.after(state, tested.lookPValue(), tested.significant() ? sign : 0), result)
                    : new Step<>(state, result);
        }
        Reading reading = new Reading(turn, comparison);
        if (!reading.interval.isFinite()) {
            return new Step<>(state, new TwoSidedResult.Undefined(Reason.OVERFLOW, concerns));
        }
        OptionalDouble pValue = turn.isNew() ? reading.pValueBelow(turn.smallestBefore()) : OptionalDouble.empty();
        GroupSequentialState next = turn.after(state, pValue, reading.crosses() ? sign : 0);
        TwoSidedResult result = reading.result(
                next.smallestPValue(),
                pValue,
                sign != 0 && next.hasCrossed(sign),
                burnIn.flags(comparison, concerns, state.information()));
        return new Step<>(next, result);
    }

    /** One comparison at the boundary of a look. */
    private final class Reading {
        private final Turn turn;
        private final Comparison.Estimated comparison;
        private final double criticalValue;
        private final Interval interval;

        Reading(Turn turn, Comparison.Estimated comparison) {
            this.turn = turn;
            this.comparison = comparison;
            this.criticalValue = turn.criticalValue(spending, Sides.TWO, alpha);
            this.interval = Interval.around(comparison, criticalValue);
        }

        boolean crosses() {
            return interval.lower() > 0 || interval.upper() < 0;
        }

        OptionalDouble pValueBelow(double limit) {
            return turn.pValueBelow(limit, spending, Sides.TWO, Math.abs(comparison.statistic()), alpha, crosses());
        }

        TwoSidedResult result(double pValue, OptionalDouble lookPValue, boolean significant, Set<Reason> flags) {
            return new TwoSidedResult.Tested(
                    pValue,
                    lookPValue,
                    OptionalDouble.empty(),
                    criticalValue,
                    interval.lower(),
                    interval.upper(),
                    comparison.relativeAt(criticalValue),
                    significant,
                    flags);
        }
    }
}
