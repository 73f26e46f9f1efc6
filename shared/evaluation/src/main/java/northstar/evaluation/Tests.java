package northstar.evaluation;

import java.util.OptionalDouble;
import northstar.domain.definition.Metric;
import northstar.domain.evaluation.SequentialState.Analysis;
import northstar.domain.evaluation.SequentialState.GroupSequential;
import northstar.domain.evaluation.SequentialState.OneSided;
import northstar.domain.evaluation.SequentialState.TestState;
import northstar.domain.evaluation.SequentialState.TwoSided;
import northstar.statistics.BurnIn;
import northstar.statistics.Claim;
import northstar.statistics.Comparison;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.Estimand;
import northstar.statistics.FixedTest;
import northstar.statistics.GroupSequentialState;
import northstar.statistics.GroupSequentialTest;
import northstar.statistics.GuardedTest;
import northstar.statistics.Look;
import northstar.statistics.OneSidedConfidenceSequence;
import northstar.statistics.OneSidedFixedTest;
import northstar.statistics.OneSidedGroupSequentialTest;
import northstar.statistics.OneSidedGuardedTest;
import northstar.statistics.OneSidedResult;
import northstar.statistics.SequentialMethod.Step;
import northstar.statistics.TwoSidedResult;
import org.jspecify.annotations.Nullable;

/** Applies the method of a plan to one comparison, going on from the state that the look before it left. */
final class Tests {
    private final Plan plan;
    private final Metric metric;
    private final boolean isNorthStar;
    private final UnitTests units;

    Tests(Plan plan, Metric metric, boolean isNorthStar, UnitTests units) {
        this.units = units;
        this.plan = plan;
        this.metric = metric;
        this.isNorthStar = isNorthStar;
    }

    /**
     * A two-sided result with the state for the next look.
     *
     * @param comparison what was tested: the one given, or the same without covariates where the test has no place for them
     * @param state null where the method carries none
     * @param kind the test that was chosen where there was a choice, else null
     */
    record TwoSidedStep(
            Comparison comparison,
            TwoSidedResult result,
            @Nullable TestState state,
            GuardedTest.@Nullable Kind kind) {}

    /** A one-sided result with the state for the next look. */
    record OneSidedStep(OneSidedResult result, @Nullable TestState state) {}

    /**
     * Tests that there is no effect.
     *
     * @param alpha error of this test's interval; the confidence sequence stays tuned to the plan's alpha
     */
    TwoSidedStep effect(Comparison comparison, double alpha, @Nullable TestState before) {
        Look look = look(comparison);
        return switch (plan.method()) {
            case FIXED -> {
                if (!look.isFinal()) {
                    FixedTest test = new FixedTest(alpha);
                    yield new TwoSidedStep(
                            comparison, test.step(test.initialState(), look).result(), null, null);
                }
                GuardedTest.Guarded guarded = guarded(comparison, alpha);
                yield new TwoSidedStep(guarded.comparison(), guarded.result(), null, guarded.kind());
            }
            case ANYTIME -> {
                ConfidenceSequence sequence = sequence(alpha);
                Step<ConfidenceSequence.State, TwoSidedResult> step = sequence.step(
                        before instanceof TwoSided state ? restored(state) : sequence.initialState(), look);
                yield new TwoSidedStep(comparison, step.result(), kept(step.state()), null);
            }
            case GROUP_SEQUENTIAL -> {
                GroupSequentialState state = restored(before);
                Step<GroupSequentialState, TwoSidedResult> step =
                        groupSequential(alpha).step(state, look);
                if (isSingle(state, look)) {
                    GuardedTest.Guarded guarded = guarded(comparison, alpha);
                    yield new TwoSidedStep(guarded.comparison(), guarded.result(), kept(step.state()), guarded.kind());
                }
                yield new TwoSidedStep(comparison, step.result(), kept(step.state()), null);
            }
        };
    }

    /**
     * Tests another estimate of the same effect as this look alone would.
     *
     * @param comparison the estimate that the test is about
     * @param other the other one
     */
    TwoSidedResult reading(
            Comparison comparison, Comparison.Estimated other, double alpha, @Nullable TestState before) {
        return switch (plan.method()) {
            case FIXED ->
                plan.isFinal()
                        ? guarded(other, alpha).result()
                        : new FixedTest(alpha)
                                .step(new FixedTest.State(), look(other))
                                .result();
            case ANYTIME -> {
                ConfidenceSequence sequence = sequence(alpha);
                yield sequence.step(sequence.initialState(), look(other)).result();
            }
            case GROUP_SEQUENTIAL -> {
                GroupSequentialState state = restored(before);
                Look look = look(comparison);
                yield isSingle(state, look)
                        ? guarded(other, alpha).result()
                        : groupSequential(alpha).reading(state, look, other);
            }
        };
    }

    /** Tests a one-sided claim. */
    OneSidedStep claim(Claim claim, double alpha, Comparison comparison, @Nullable TestState before) {
        Look look = look(comparison);
        return switch (plan.method()) {
            case FIXED -> {
                if (look.isFinal()) {
                    yield new OneSidedStep(guarded(claim, alpha, comparison), null);
                }
                OneSidedFixedTest test = new OneSidedFixedTest(claim, alpha);
                yield new OneSidedStep(test.step(test.initialState(), look).result(), null);
            }
            case ANYTIME -> {
                OneSidedConfidenceSequence sequence =
                        OneSidedConfidenceSequence.tightestAt(claim, alpha, plan.tuningUnits());
                Step<OneSidedConfidenceSequence.State, OneSidedResult> step = sequence.step(
                        before instanceof OneSided state ? restored(state) : sequence.initialState(), look);
                yield new OneSidedStep(step.result(), kept(step.state()));
            }
            case GROUP_SEQUENTIAL -> {
                OneSidedGroupSequentialTest test =
                        new OneSidedGroupSequentialTest(claim, alpha, plan.spending(), BurnIn.STANDARD);
                GroupSequentialState state = restored(before);
                Step<GroupSequentialState, OneSidedResult> step = test.step(state, look);
                OneSidedResult result = isSingle(state, look) ? guarded(claim, alpha, comparison) : step.result();
                yield new OneSidedStep(result, kept(step.state()));
            }
        };
    }

    /** One test on complete data, by what they support. */
    private GuardedTest.Guarded guarded(Comparison comparison, double alpha) {
        Estimand estimand = Arms.estimand(metric);
        return estimand == null
                ? new GuardedTest.Guarded(GuardedTest.Kind.NORMAL, comparison, new FixedTest(alpha).test(comparison))
                : new GuardedTest(alpha).test(estimand, comparison, units.evidence(alpha));
    }

    private OneSidedResult guarded(Claim claim, double alpha, Comparison comparison) {
        return new OneSidedGuardedTest(claim, alpha).test(comparison, units.pValue(claim));
    }

    /** Whether the final look is the only one that counts. */
    private static boolean isSingle(GroupSequentialState state, Look look) {
        return look.isFinal() && state.analyses().stream().allMatch(analysis -> analysis.spendingTime() >= 1);
    }

    private Look look(Comparison comparison) {
        if (plan.isFinal()) {
            return Look.last(comparison);
        }
        return comparison instanceof Comparison.Estimated estimated
                ? new Look(comparison, false, OptionalDouble.of(plan.spendingTime(metric, isNorthStar, estimated)))
                : Look.interim(comparison);
    }

    private ConfidenceSequence sequence(double alpha) {
        double r2 = ConfidenceSequence.exactTuning(plan.alpha()) / plan.tuningUnits();
        return new ConfidenceSequence(alpha, r2, BurnIn.STANDARD);
    }

    private GroupSequentialTest groupSequential(double alpha) {
        return new GroupSequentialTest(alpha, plan.spending(), BurnIn.STANDARD);
    }

    private static ConfidenceSequence.State restored(TwoSided state) {
        return new ConfidenceSequence.State(
                state.burnedIn(),
                state.smallestPValue(),
                state.rejectedUp(),
                state.rejectedDown(),
                state.information());
    }

    private static TwoSided kept(ConfidenceSequence.State state) {
        return new TwoSided(
                state.burnedIn(),
                state.smallestPValue(),
                state.rejectedUp(),
                state.rejectedDown(),
                state.largestInformation());
    }

    private static OneSidedConfidenceSequence.State restored(OneSided state) {
        return new OneSidedConfidenceSequence.State(state.burnedIn(), state.smallestPValue(), state.information());
    }

    private static OneSided kept(OneSidedConfidenceSequence.State state) {
        return new OneSided(state.burnedIn(), state.smallestPValue(), state.largestInformation());
    }

    private static GroupSequentialState restored(@Nullable TestState state) {
        return state instanceof GroupSequential kept
                ? new GroupSequentialState(kept.analyses().stream()
                        .map(analysis -> new GroupSequentialState.Analysis(
                                analysis.spendingTime(), analysis.information(), analysis.pValue(), analysis.crossed()))
                        .toList())
                : GroupSequentialState.START;
    }

    private static GroupSequential kept(GroupSequentialState state) {
        return new GroupSequential(state.analyses().stream()
                .map(analysis -> new Analysis(
                        analysis.spendingTime(), analysis.information(), analysis.pValue(), analysis.crossed()))
                .toList());
    }
}
