package northstar.portfolio;

import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.VariantPosterior;
import northstar.portfolio.ActionTable.Outlook;
import northstar.portfolio.Releases.Release;
import org.jspecify.annotations.Nullable;

/** The action of one feature with what it is worth and why. */
final class NextAction {
    private NextAction() {}

    /**
     * Returns the action for a feature.
     *
     * @param contender the feature
     * @param releases what is out
     * @param shown its lead as the ranking shows it
     */
    static Action of(Contender contender, Releases releases, VariantPosterior shown) {
        Release release = releases.release(contender);
        Candidate lead = contender.lead();
        Outlook outlook = Outlook.of(shown.probabilityPositive());
        Action.Name name = ActionTable.choose(
                release, lead.result().status(), lead.result().verdict(), outlook);
        Candidate subject = switch (release) {
            case NOT_OUT, TAKEN_BACK -> lead;
            case OUT, OUT_AND_HARMFUL -> releases.out(contender).orElse(lead);
        };
        VariantPosterior numbers = subject.equals(lead) ? shown : subject.shown();
        return new Action(name, value(name, subject), Why.sentence(release, name, numbers));
    }

    /**
     * Returns the worth of an action in North Star units a year: what the treatment wins if it helps (SHIP), what harm is spared
     * on average (STOP, ROLL_BACK), what certainty would be worth at most (RUN_LONGER; METHODS 8.8, 8.9).
     */
    private static @Nullable Double value(Action.Name name, Candidate subject) {
        EffectPosterior posterior = subject.posterior();
        return switch (name) {
            case SHIP -> subject.inUnits(posterior.expectedGain());
            case STOP, ROLL_BACK -> subject.inUnits(posterior.expectedLoss());
            case RUN_LONGER -> subject.inUnits(Math.min(posterior.expectedGain(), posterior.expectedLoss()));
            case NONE -> subject.inUnits(0);
            case ITERATE, FIX_THE_DATA -> null;
        };
    }
}
