package northstar.cli.report;

import java.time.Duration;
import java.util.Locale;
import northstar.cli.terminal.Figures;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.definition.Experiment;
import northstar.domain.evaluation.LookPlan;

/** What a look's plan means to somebody who wants to look at the numbers, and what stands behind it. */
final class PlanWords {
    private PlanWords() {}

    /** Returns when it is safe to look. */
    static String sentence(LookPlan plan, Experiment experiment) {
        String error = Figures.chosen(plan.alpha());
        return switch (plan.method()) {
            case FIXED -> "Judged once, at the end: what looks like a win before may be chance.";
            case ANYTIME ->
                "Safe to look at any time: over all checks together chance makes a difference out of nothing in at most "
                        + error + " of tests.";
            case GROUP_SEQUENTIAL ->
                "Safe to look " + often(experiment.analysis().looks())
                        + ": over all checks together chance makes a difference out of nothing in " + error
                        + " of tests.";
        };
    }

    private static String often(Duration looks) {
        if (looks.equals(Duration.ofDays(1))) {
            return "daily";
        }
        return looks.equals(Duration.ofDays(7)) ? "weekly" : "at every check";
    }

    private static String function(ErrorSpending spending) {
        return switch (spending) {
            case ErrorSpending.OBrienFleming _ -> "obrien-fleming";
            case ErrorSpending.Pocock _ -> "pocock";
            case ErrorSpending.Power power -> String.format(Locale.ROOT, "power %.4g", power.exponent());
        };
    }

    /** Returns the method's name and numbers. */
    static String details(LookPlan plan) {
        String text = "Plan: " + ScreenWords.json(plan.method()) + ", alpha " + plan.alpha();
        LookPlan.Spending spending = plan.spending();
        if (spending != null) {
            text += String.format(
                    Locale.ROOT,
                    ", %s spending, %s time %.4g, alpha spent %.4g",
                    function(spending.function()),
                    ScreenWords.json(spending.clock()),
                    spending.time(),
                    spending.spentAlpha());
        }
        if (plan.tuningUnits() != null) {
            text += String.format(Locale.ROOT, ", tightest at %.0f units", plan.tuningUnits());
        }
        return text + ".";
    }
}
