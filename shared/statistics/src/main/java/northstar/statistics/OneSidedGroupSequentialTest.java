package northstar.statistics;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Test of a {@link Claim} at several looks that share one error, as {@link GroupSequentialTest} does for two sides.
 *
 * <p>A look shows the claim when its statistic reaches the critical value. There is no bound below: a test that looks
 * hopeless may go on without costing error.
 *
 * <p>Immutable.
 *
 * @param claim what is to be shown
 * @param alpha one-sided error rate over all looks, in (0, 1)
 * @param spending how the error is spread over the time
 * @param burnIn what a look must have to count
 */
public record OneSidedGroupSequentialTest(Claim claim, double alpha, SpendingFunction spending, BurnIn burnIn)
        implements SequentialMethod<Look, GroupSequentialState, OneSidedResult> {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public OneSidedGroupSequentialTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    /**
     * Returns the test with O'Brien-Fleming type spending and the standard burn-in.
     *
     * @param claim what is to be shown
     * @param alpha one-sided error rate, in (0, 1)
     * @return the test
     */
    public static OneSidedGroupSequentialTest of(Claim claim, double alpha) {
        return new OneSidedGroupSequentialTest(claim, alpha, new SpendingFunction.OBrienFleming(), BurnIn.STANDARD);
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
    public Step<GroupSequentialState, OneSidedResult> step(GroupSequentialState state, Look look) {
        return switch (look.comparison()) {
            case Comparison.Estimated estimated -> step(state, look, estimated);
            case Comparison.Undefined undefined ->
                new Step<>(state, new OneSidedResult.Undefined(undefined.reason(), Set.of()));
        };
    }

    private Step<GroupSequentialState, OneSidedResult> step(
            GroupSequentialState state, Look look, Comparison.Estimated comparison) {
        Set<Reason> concerns = burnIn.concerns(comparison.support());
        if (state.analyses().isEmpty() && !look.isFinal() && !concerns.isEmpty()) {
            return new Step<>(state, new OneSidedResult.Undefined(Reason.BURN_IN, concerns));
        }
        OptionalDouble statistic = claim.contrast(comparison).statistic();
        if (statistic.isEmpty()) {
            return new Step<>(state, new OneSidedResult.Undefined(Reason.NO_VARIANCE, concerns));
        }
        double value = statistic.getAsDouble();
        Turn turn = Turn.of(state, look, comparison.information());
        if (turn.isSingle()) {
            OneSidedResult result = new OneSidedFixedTest(claim, alpha).test(comparison);
            return result instanceof OneSidedResult.Tested tested
                    ? new Step<>(turn.after(state, OptionalDouble.of(tested.pValue()), tested.shown() ? 1 : 0), result)
                    : new Step<>(state, result);
        }
        boolean crosses = turn.crosses(spending, Sides.ONE, alpha, value);
        OptionalDouble pValue = turn.isNew()
                ? turn.pValueBelow(turn.smallestBefore(), spending, Sides.ONE, value, alpha, crosses)
                : OptionalDouble.empty();
        GroupSequentialState next = turn.after(state, pValue, crosses ? 1 : 0);
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        flags.addAll(claim.flags(comparison));
        flags.addAll(burnIn.flags(comparison, concerns, state.information()));
        return new Step<>(next, new OneSidedResult.Tested(value, next.smallestPValue(), next.hasCrossed(1), flags));
    }
}
