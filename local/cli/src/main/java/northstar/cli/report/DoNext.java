package northstar.cli.report;

import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature;

/** Says in one sentence what to do with a feature next. */
final class DoNext {
    private DoNext() {}

    static String sentence(RankedFeature feature, Group group) {
        Verdict verdict = feature.lead().verdict();
        return switch (feature.action().name()) {
            case SHIP -> "Ship it.";
            case ROLL_BACK -> "Roll it back: it does harm.";
            case FIX_THE_DATA -> "Find out what is wrong with its data, then test again.";
            case STOP -> "Stop it: " + stop(verdict);
            case RUN_LONGER ->
                feature.lead().status() == Status.RUNNING
                        ? "Let it run: " + wait(verdict)
                        : "Test it on more units: it probably helps.";
            case ITERATE -> "Change it and test again: " + iterate(verdict);
            case NONE -> none(verdict, group);
        };
    }

    private static String stop(Verdict verdict) {
        return switch (verdict) {
            case HARMFUL -> "it does harm.";
            case NEUTRAL -> "it makes no real difference.";
            case SHIP, GUARDRAIL_UNPROVEN, INCONCLUSIVE, INVALID, TOO_EARLY -> "it is unlikely to help.";
        };
    }

    private static String wait(Verdict verdict) {
        return switch (verdict) {
            case SHIP -> "seen beside all others, its win may be luck.";
            case GUARDRAIL_UNPROVEN -> "it wins, but its safety is not shown yet.";
            case TOO_EARLY -> "it is too early to tell.";
            case HARMFUL, NEUTRAL, INCONCLUSIVE, INVALID -> "more data may settle it.";
        };
    }

    private static String iterate(Verdict verdict) {
        return switch (verdict) {
            case SHIP -> "seen beside all others, its win may be luck.";
            case GUARDRAIL_UNPROVEN -> "it wins, but its safety was not shown.";
            case NEUTRAL -> "as it is, it makes no real difference.";
            case HARMFUL, INCONCLUSIVE, INVALID, TOO_EARLY -> "this test cannot tell if it helps.";
        };
    }

    private static String none(Verdict verdict, Group group) {
        return switch (group) {
            case SHIPPED -> "Nothing: it is out.";
            case RUNNING -> "Nothing yet.";
            case DECIDE_NOW, DROPPED ->
                verdict == Verdict.HARMFUL
                        ? "Nothing: it did harm, and the control stays."
                        : "Nothing: it is unlikely to help, and the control stays.";
        };
    }
}
