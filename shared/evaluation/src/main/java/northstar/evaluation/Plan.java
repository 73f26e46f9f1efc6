package northstar.evaluation;

import java.time.Duration;
import java.time.Instant;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.PinnedExperiment;
import northstar.statistics.ConfidenceSequence;

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
 */
record Plan(
        Testing method,
        double alpha,
        int treatments,
        int guardrails,
        double tuningUnits,
        boolean isFinal,
        boolean isFullWeek) {
    /** One-sided error of each guardrail's non-inferiority test; not corrected (METHODS 6.2 b). */
    static final double NON_INFERIORITY_ALPHA = 0.05;

    /** Error of all deterioration tests of an experiment together (METHODS 6.2 c). */
    static final double DETERIORATION_BUDGET = 0.01;

    private static final Duration WEEK = Duration.ofDays(7);

    /** What can be computed at a look. */
    enum Testing {
        /** A single test at the end. */
        FIXED,
        /** A confidence sequence. */
        ANYTIME,
        /** The declared method is not there yet. */
        UNAVAILABLE
    }

    static Plan of(PinnedExperiment pinned, Instant at, int look) {
        boolean isFinal = pinned.isFinal(at);
        Analysis analysis = pinned.experiment().analysis();
        Testing testing = switch (analysis.method()) {
            case FIXED -> Testing.FIXED;
            case ANYTIME -> Testing.ANYTIME;
            case GROUP_SEQUENTIAL -> isFinal && look == 1 ? Testing.FIXED : Testing.UNAVAILABLE;
        };
        Long planned = analysis.plannedUnits();
        return new Plan(
                testing,
                analysis.alpha(),
                pinned.experiment().treatments().size(),
                pinned.guardrails().size(),
                planned == null ? ConfidenceSequence.DEFAULT_TUNING_UNITS : planned / 2.0,
                isFinal,
                !at.isBefore(pinned.experiment().start().plus(WEEK)));
    }

    /** Returns the one-sided error of one deterioration test. */
    double deteriorationAlpha() {
        return DETERIORATION_BUDGET / ((1 + guardrails) * treatments);
    }
}
