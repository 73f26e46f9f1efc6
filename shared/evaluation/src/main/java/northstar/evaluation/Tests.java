package northstar.evaluation;

import java.util.Set;
import northstar.domain.evaluation.SequentialState.OneSided;
import northstar.domain.evaluation.SequentialState.TwoSided;
import northstar.statistics.BurnIn;
import northstar.statistics.Claim;
import northstar.statistics.Comparison;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.FixedTest;
import northstar.statistics.Look;
import northstar.statistics.OneSidedConfidenceSequence;
import northstar.statistics.OneSidedFixedTest;
import northstar.statistics.OneSidedResult;
import northstar.statistics.Reason;
import northstar.statistics.SequentialMethod.Step;
import northstar.statistics.TwoSidedResult;
import org.jspecify.annotations.Nullable;

/** Applies the method of a plan to one comparison, going on from the state that the look before it left. */
final class Tests {
    private final Plan plan;

    Tests(Plan plan) {
        this.plan = plan;
    }

    /** A two-sided result with the state for the next look; the state is null where the method carries none. */
    record TwoSidedStep(TwoSidedResult result, @Nullable TwoSided state) {}

    /** A one-sided result with the state for the next look. */
    record OneSidedStep(OneSidedResult result, @Nullable OneSided state) {}

    /**
     * Tests that there is no effect.
     *
     * @param alpha error of this test's interval; the confidence sequence stays tuned to the plan's alpha
     */
    TwoSidedStep effect(Comparison comparison, double alpha, @Nullable TwoSided before) {
        return switch (plan.method()) {
            case UNAVAILABLE ->
                new TwoSidedStep(new TwoSidedResult.Undefined(Reason.METHOD_NOT_AVAILABLE, Set.of()), before);
            case FIXED -> {
                FixedTest test = new FixedTest(alpha);
                yield new TwoSidedStep(
                        test.step(test.initialState(), look(comparison)).result(), null);
            }
            case ANYTIME -> {
                double r2 = ConfidenceSequence.exactTuning(plan.alpha()) / plan.tuningUnits();
                ConfidenceSequence sequence = new ConfidenceSequence(alpha, r2, BurnIn.STANDARD);
                Step<ConfidenceSequence.State, TwoSidedResult> step =
                        sequence.step(before == null ? sequence.initialState() : restored(before), look(comparison));
                yield new TwoSidedStep(step.result(), kept(step.state()));
            }
        };
    }

    /** Tests a one-sided claim. */
    OneSidedStep claim(Claim claim, double alpha, Comparison comparison, @Nullable OneSided before) {
        return switch (plan.method()) {
            case UNAVAILABLE ->
                new OneSidedStep(new OneSidedResult.Undefined(Reason.METHOD_NOT_AVAILABLE, Set.of()), before);
            case FIXED -> {
                OneSidedFixedTest test = new OneSidedFixedTest(claim, alpha);
                yield new OneSidedStep(
                        test.step(test.initialState(), look(comparison)).result(), null);
            }
            case ANYTIME -> {
                OneSidedConfidenceSequence sequence =
                        OneSidedConfidenceSequence.tightestAt(claim, alpha, plan.tuningUnits());
                Step<OneSidedConfidenceSequence.State, OneSidedResult> step =
                        sequence.step(before == null ? sequence.initialState() : restored(before), look(comparison));
                yield new OneSidedStep(step.result(), kept(step.state()));
            }
        };
    }

    private Look look(Comparison comparison) {
        return plan.isFinal() ? Look.last(comparison) : Look.interim(comparison);
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
}
