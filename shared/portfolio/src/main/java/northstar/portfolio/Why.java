package northstar.portfolio;

import java.util.Locale;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.VariantPosterior;
import northstar.portfolio.Releases.Release;

/** Says in one sentence why an action is proposed, with the expected effect and the chance that it helps. */
final class Why {
    private Why() {}

    static String sentence(Release release, Action.Name name, VariantPosterior subject) {
        return reason(release, name, subject) + ": expected " + percent(subject.posteriorMean()) + " ("
                + percent(subject.posteriorLower()) + " to " + percent(subject.posteriorUpper())
                + "), chance it helps " + chance(subject.probabilityPositive()) + ".";
    }

    private static String reason(Release release, Action.Name name, VariantPosterior subject) {
        return switch (name) {
            case SHIP -> "It wins and every guardrail is safe";
            case ROLL_BACK -> "Variant " + subject.variant() + " is out and was shown to do harm";
            case FIX_THE_DATA ->
                "A quality check failed, so its own data say nothing and only the other experiments speak";
            case RUN_LONGER -> runLonger(subject.verdict());
            case STOP -> stop(subject.verdict());
            case ITERATE -> iterate(subject.verdict());
            case NONE -> none(release, subject);
        };
    }

    private static String runLonger(Verdict verdict) {
        return switch (verdict) {
            case SHIP -> "Its own data say win, all experiments together doubt it";
            case GUARDRAIL_UNPROVEN -> "It wins, but a guardrail is not shown to be safe yet";
            case TOO_EARLY -> "It is too early to tell";
            case INVALID, HARMFUL, NEUTRAL, INCONCLUSIVE -> "More data may settle what is still open";
        };
    }

    private static String stop(Verdict verdict) {
        return switch (verdict) {
            case HARMFUL -> "The North Star Metric or a guardrail got worse";
            case NEUTRAL -> "It makes no real difference";
            case INVALID, SHIP, GUARDRAIL_UNPROVEN, TOO_EARLY, INCONCLUSIVE -> "It is unlikely to help";
        };
    }

    private static String iterate(Verdict verdict) {
        return switch (verdict) {
            case SHIP -> "Its own data say win, all experiments together doubt it";
            case GUARDRAIL_UNPROVEN -> "It wins, but ended before every guardrail was shown to be safe";
            case NEUTRAL -> "It makes no real difference as it is";
            case INVALID, HARMFUL, TOO_EARLY, INCONCLUSIVE -> "It cannot be told whether it helps as it is";
        };
    }

    private static String none(Release release, VariantPosterior subject) {
        return switch (release) {
            case OUT, OUT_AND_HARMFUL -> "Variant " + subject.variant() + " is out";
            case TAKEN_BACK -> "It was rolled back";
            case NOT_OUT ->
                switch (subject.verdict()) {
                    case HARMFUL -> "The North Star Metric or a guardrail got worse, so control stays";
                    case INVALID, SHIP, GUARDRAIL_UNPROVEN, TOO_EARLY, NEUTRAL, INCONCLUSIVE ->
                        "It is unlikely to help, so control stays";
                };
        };
    }

    /** Returns a chance in whole percent: 0 and 100 are never said. */
    static String chance(double probability) {
        long percent = Math.round(100 * probability);
        if (percent >= 100) {
            return ">99 %";
        }
        return percent <= 0 ? "<1 %" : percent + " %";
    }

    /** Returns a relative effect in percent with its sign, with about two digits that count. */
    static String percent(double effect) {
        double percent = 100 * Math.abs(effect);
        String digits;
        if (percent >= 99.95) {
            digits = String.format(Locale.ROOT, "%,.0f", percent);
        } else if (percent >= 0.995) {
            digits = String.format(Locale.ROOT, "%.1f", percent);
        } else {
            digits = String.format(Locale.ROOT, percent >= 0.0995 ? "%.2f" : "%.3f", percent);
        }
        if (percent < 0.0005) {
            return "0 %";
        }
        return (effect < 0 ? "−" : "+") + digits + " %";
    }
}
