package northstar.evaluation;

import java.time.Duration;
import java.time.Instant;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.LookPlan;
import northstar.domain.evaluation.SequentialState.GroupSequential;
import northstar.domain.evaluation.SequentialState.TestState;
import northstar.statistics.Comparison;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.FamilyErrors;
import northstar.statistics.Sides;
import northstar.statistics.SpendingFunction;
import northstar.statistics.StoppingRule;
import org.jspecify.annotations.Nullable;

/**
 * What a definition's analysis block asks for, spelled out for one look.
 *
 * @param method the method that decides
 * @param alpha two-sided error of the North Star Metric's test
 * @param treatments number of treatments
 * @param guardrails number of guardrails
 * @param tuningUnits units at which a confidence sequence is tightest
 * @param isFinal whether this is the final look
 * @param isFullWeek whether seven full days have passed since the start
 * @param calendar how much of the plan has passed
 * @param at the look's time
 * @param mdePerDrift where the time of a group-sequential test is its information, the smallest effect to be found divided
 *     by the statistic that it has to reach on average for the planned power; null where the time is the calendar
 * @param declared how a group-sequential test shares its error among the looks
 */
record Plan(
        Method method,
        double alpha,
        int treatments,
        int guardrails,
        double tuningUnits,
        boolean isFinal,
        boolean isFullWeek,
        PlanCalendar calendar,
        Instant at,
        @Nullable Double mdePerDrift,
        ErrorSpending declared) {
    /** One-sided error of each guardrail's non-inferiority test; not corrected (METHODS 6.2 b). */
    static final double NON_INFERIORITY_ALPHA = 0.05;

    /** Error of all deterioration tests of an experiment together (METHODS 6.2 c). */
    static final double DETERIORATION_BUDGET = 0.01;

    private static final int MOST_PLANNED_LOOKS = 60;
    private static final Duration WEEK = Duration.ofDays(7);

    static Plan of(PinnedExperiment pinned, Instant at) {
        Analysis analysis = pinned.experiment().analysis();
        Long planned = analysis.plannedUnits();
        PlanCalendar calendar = new PlanCalendar(pinned);
        return new Plan(
                analysis.method(),
                analysis.alpha(),
                pinned.experiment().treatments().size(),
                pinned.guardrails().size(),
                planned == null ? ConfidenceSequence.DEFAULT_TUNING_UNITS : planned / 2.0,
                pinned.isFinal(at),
                !at.isBefore(pinned.experiment().start().plus(WEEK)),
                calendar,
                at,
                mdePerDrift(pinned.experiment(), calendar),
                analysis.spending());
    }

    /** Returns the function by which error is shared. */
    static SpendingFunction function(ErrorSpending declared) {
        return switch (declared) {
            case ErrorSpending.OBrienFleming _ -> new SpendingFunction.OBrienFleming();
            case ErrorSpending.Pocock _ -> new SpendingFunction.Pocock();
            case ErrorSpending.Power power -> new SpendingFunction.Power(power.exponent());
        };
    }

    /** Returns how a group-sequential test shares its error among the looks. */
    SpendingFunction spending() {
        return function(declared);
    }

    private static @Nullable Double mdePerDrift(Experiment experiment, PlanCalendar calendar) {
        Analysis analysis = experiment.analysis();
        if (analysis.method() != Method.GROUP_SEQUENTIAL
                || analysis.mde() == null
                || analysis.plannedUnits() == null
                || experiment.data() instanceof DataSource.Units) {
            return null;
        }
        long looks = Duration.between(experiment.start(), calendar.firstEnd()).dividedBy(analysis.looks());
        return analysis.mde()
                / StoppingRule.spending(
                                function(analysis.spending()),
                                Sides.TWO,
                                analysis.alpha(),
                                Math.clamp(looks, 1, MOST_PLANNED_LOOKS))
                        .driftFor(analysis.power());
    }

    /**
     * Returns the share of the plan up to which a group-sequential test of a metric may spend.
     *
     * @param isNorthStar whether the metric is the one that {@code mde} is about
     * @return above 0, at most 1
     */
    double spendingTime(Metric metric, boolean isNorthStar, Comparison.Estimated comparison) {
        double time = calendar.passed(at, metric.window().to());
        if (isNorthStar && mdePerDrift != null && comparison.relativeEffect().isPresent()) {
            double share = mdePerDrift * Math.abs(comparison.control().mean()) / comparison.standardError();
            time = Math.min(1, share * share);
        }
        return Math.max(Double.MIN_NORMAL, time);
    }

    /** Returns the one-sided error of one deterioration test. */
    double deteriorationAlpha() {
        return FamilyErrors.ofEachDeterioration(DETERIORATION_BUDGET, guardrails, treatments);
    }

    /**
     * Returns how the exploratory metrics are corrected.
     *
     * @param looksBefore number of looks before this one
     */
    Families.Exploratory exploratory(int looksBefore) {
        return switch (method) {
            case FIXED -> Families.Exploratory.BENJAMINI_HOCHBERG;
            case ANYTIME -> Families.Exploratory.E_VALUES;
            case GROUP_SEQUENTIAL ->
                isFinal && looksBefore == 0 ? Families.Exploratory.BENJAMINI_HOCHBERG : Families.Exploratory.HOLM;
        };
    }

    /**
     * Returns the plan as a look reports it.
     *
     * @param northStar state that the look left of the North Star Metric's test, or null if there was none
     */
    LookPlan reported(@Nullable TestState northStar) {
        return switch (method) {
            case FIXED -> new LookPlan(method, alpha, null, null);
            case ANYTIME -> new LookPlan(method, alpha, null, tuningUnits);
            case GROUP_SEQUENTIAL -> {
                double time = northStar instanceof GroupSequential state
                                && !state.analyses().isEmpty()
                        ? state.analyses().getLast().spendingTime()
                        : 0;
                yield new LookPlan(
                        method,
                        alpha,
                        new LookPlan.Spending(
                                declared,
                                mdePerDrift == null ? LookPlan.Clock.CALENDAR : LookPlan.Clock.INFORMATION,
                                time,
                                2 * spending().spent(time, alpha / 2)),
                        null);
            }
        };
    }
}
