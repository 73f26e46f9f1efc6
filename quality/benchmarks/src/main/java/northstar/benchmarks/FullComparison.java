package northstar.benchmarks;

import northstar.statistics.Adjustment;
import northstar.statistics.BurnIn;
import northstar.statistics.Comparison;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.FixedTest;
import northstar.statistics.GuardedTest;
import northstar.statistics.GuardedTest.Guarded;
import northstar.statistics.GuardedTest.Kind;
import northstar.statistics.Look;
import northstar.statistics.RelativeEffect;
import northstar.statistics.TwoSidedResult;

/**
 * All that is said of one metric in one treatment: the effect adjusted for one covariate; Welch's test, interval and Fieller's
 * interval; the interval of a confidence sequence; and the guard, which has to take Hall's transformation.
 */
final class FullComparison {
    private static final double ALPHA = 0.05;
    private static final EffectEstimator ESTIMATOR = EffectEstimator.withDefaults();
    private static final FixedTest FIXED = new FixedTest(ALPHA);
    private static final GuardedTest GUARDED = new GuardedTest(ALPHA);
    private static final ConfidenceSequence SEQUENCE =
            ConfidenceSequence.tightestAt(ALPHA, 20_000).withBurnIn(BurnIn.NONE);

    private FullComparison() {}

    /** What came out. */
    record Results(Comparison comparison, TwoSidedResult fixed, TwoSidedResult atAnyTime, Guarded guarded) {
        /** Whether nothing was left out: adjusted, relative and transformed. */
        boolean isFull() {
            return comparison instanceof Comparison.Estimated estimated
                    && estimated.adjustment() instanceof Adjustment.ControlVariates
                    && fixed instanceof TwoSidedResult.Tested tested
                    && tested.relative() instanceof RelativeEffect.Relative
                    && atAnyTime instanceof TwoSidedResult.Tested
                    && guarded.kind() == Kind.HALL
                    && guarded.result() instanceof TwoSidedResult.Tested;
        }
    }

    static Results of(UnequalArms arms) {
        Comparison comparison = ESTIMATOR.compare(Estimand.MEAN, arms.control(), arms.treatment());
        return new Results(
                comparison,
                FIXED.test(comparison),
                SEQUENCE.step(SEQUENCE.initialState(), Look.interim(comparison)).result(),
                GUARDED.test(Estimand.MEAN, comparison));
    }
}
