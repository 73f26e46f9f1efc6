package northstar.cli.report;

import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;

/** Where a feature stands in a company's decisions. */
enum Group {
    DECIDE_NOW("Decide now"),
    RUNNING("Running"),
    SHIPPED("Shipped"),
    DROPPED("Dropped");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * Returns the group of a feature: what waits for a decision; else what is out; else what still runs; what is left
     * ended without a reason to ship it.
     */
    static Group of(RankedFeature feature, Ranking ranking) {
        boolean isOut = ranking.programme().basis() == Ranking.Programme.Basis.SHIPPED
                && ranking.programme().shipped().contains(feature.feature());
        Status status = feature.lead().status();
        boolean hasEnded = status == Status.COMPLETE || status == Status.STOPPED;
        return switch (feature.action().name()) {
            case SHIP, STOP, ROLL_BACK, FIX_THE_DATA -> DECIDE_NOW;
            case RUN_LONGER -> hasEnded ? DECIDE_NOW : RUNNING;
            case ITERATE -> isOut ? SHIPPED : isWin(feature.lead().verdict()) ? DECIDE_NOW : ended(hasEnded);
            case NONE -> isOut ? SHIPPED : ended(hasEnded);
        };
    }

    private static Group ended(boolean hasEnded) {
        return hasEnded ? DROPPED : RUNNING;
    }

    private static boolean isWin(Verdict verdict) {
        return verdict == Verdict.SHIP || verdict == Verdict.GUARDRAIL_UNPROVEN;
    }
}
