package northstar.portfolio;

import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature.Action.Name;
import northstar.portfolio.Releases.Release;

/**
 * What to do next: the table of {@code docs/actions.md}, row by row.
 *
 * <p>A test holds both against each other. Nothing is shipped without verdict SHIP.
 */
final class ActionTable {
    private ActionTable() {}

    /** Returns the action for a feature whose lead has a verdict and an outlook. */
    static Name choose(Release release, Status status, Verdict verdict, Outlook outlook) {
        return switch (release) {
            case OUT_AND_HARMFUL -> Name.ROLL_BACK;
            case OUT, TAKEN_BACK -> Name.NONE;
            case NOT_OUT ->
                switch (status) {
                    case DRAFT -> Name.NONE;
                    case RUNNING -> running(verdict, outlook);
                    case COMPLETE -> verdict == Verdict.TOO_EARLY ? Name.RUN_LONGER : ended(verdict, outlook);
                    case STOPPED -> ended(verdict, outlook);
                };
        };
    }

    private static Name running(Verdict verdict, Outlook outlook) {
        return switch (verdict) {
            case INVALID -> Name.FIX_THE_DATA;
            case HARMFUL, NEUTRAL -> Name.STOP;
            case SHIP -> outlook.isFavourable() ? Name.SHIP : Name.RUN_LONGER;
            case GUARDRAIL_UNPROVEN, TOO_EARLY -> Name.RUN_LONGER;
            case INCONCLUSIVE -> outlook == Outlook.UNLIKELY ? Name.STOP : Name.RUN_LONGER;
        };
    }

    private static Name ended(Verdict verdict, Outlook outlook) {
        return switch (verdict) {
            case INVALID -> Name.FIX_THE_DATA;
            case HARMFUL -> Name.NONE;
            case SHIP -> outlook.isFavourable() ? Name.SHIP : Name.ITERATE;
            case GUARDRAIL_UNPROVEN, NEUTRAL -> Name.ITERATE;
            case TOO_EARLY, INCONCLUSIVE ->
                switch (outlook) {
                    case LIKELY -> Name.RUN_LONGER;
                    case HOPEFUL, DOUBTFUL -> Name.ITERATE;
                    case UNLIKELY -> Name.NONE;
                };
        };
    }

    /** The chance that a treatment helps, P(gain > 0), in four classes. */
    enum Outlook {
        /** At least 90 %. */
        LIKELY,
        /** Above 50 %. */
        HOPEFUL,
        /** Above 10 %. */
        DOUBTFUL,
        /** At most 10 %. */
        UNLIKELY;

        static Outlook of(double probabilityPositive) {
            if (probabilityPositive >= 0.9) {
                return LIKELY;
            }
            if (probabilityPositive > 0.5) {
                return HOPEFUL;
            }
            return probabilityPositive > 0.1 ? DOUBTFUL : UNLIKELY;
        }

        boolean isFavourable() {
            return this == LIKELY || this == HOPEFUL;
        }
    }
}
