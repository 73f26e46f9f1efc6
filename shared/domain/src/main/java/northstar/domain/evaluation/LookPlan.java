package northstar.domain.evaluation;

import northstar.domain.Arguments;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.ErrorSpending;
import org.jspecify.annotations.Nullable;

/**
 * The plan that a look follows, declared before the start.
 *
 * @param method which error is controlled over the looks
 * @param alpha two-sided error of the North Star Metric's test, over all looks together, in (0, 1)
 * @param spending how a group-sequential test shares its error among the looks, or null for other methods
 * @param tuningUnits units at which a test at any time is most precise, or null for other methods
 */
public record LookPlan(
        Method method,
        double alpha,
        @Nullable Spending spending,
        @Nullable Double tuningUnits) {
    public LookPlan {
        Arguments.openUnit("alpha", alpha);
        if ((spending != null) != (method == Method.GROUP_SEQUENTIAL)) {
            throw Arguments.refusal("spending", spending, "given exactly for group-sequential tests");
        }
        if (tuningUnits != null) {
            Arguments.positive("tuningUnits", tuningUnits);
        }
    }

    /**
     * How far a group-sequential test of the North Star Metric has come.
     *
     * @param function the spending function
     * @param clock what its time is
     * @param time share of the plan up to which error is spent, in [0, 1]; 0 before the first look that counts, 1 at the end
     * @param spentAlpha error spent so far, in [0, 1]
     */
    public record Spending(ErrorSpending function, Clock clock, double time, double spentAlpha) {
        public Spending {
            fraction("time", time);
            fraction("spentAlpha", spentAlpha);
        }
    }

    private static void fraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw Arguments.refusal(name, value, "in [0, 1]");
        }
    }

    /** What time is. */
    public enum Clock {
        /** Share of the cohort days that are over. */
        CALENDAR,
        /** Share of the planned information that is collected. */
        INFORMATION
    }
}
