package northstar.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.definition.Experiment;
import northstar.domain.evaluation.LookPlan;
import northstar.domain.evaluation.LookPlan.Clock;
import northstar.domain.evaluation.LookPlan.Spending;
import org.junit.jupiter.api.Test;

class PlanWordsTest {
    private static final Experiment DAILY = Samples.pinned().experiment();
    private static final LookPlan GROUPS = new LookPlan(
            Method.GROUP_SEQUENTIAL, 0.05, new Spending(ErrorSpending.USUAL, Clock.CALENDAR, 0.5, 0.00305064), null);

    @Test
    void sentence_hasOnePlainNameForEachMethod() {
        assertThat(PlanWords.sentence(GROUPS, DAILY))
                .startsWith("Safe to look daily: ")
                .contains("in 5 % of tests");
        assertThat(PlanWords.sentence(new LookPlan(Method.ANYTIME, 0.05, null, 10_000.0), DAILY))
                .startsWith("Safe to look at any time: ");
        assertThat(PlanWords.sentence(new LookPlan(Method.FIXED, 0.05, null, null), DAILY))
                .startsWith("Judged once, at the end");
    }

    @Test
    void details_nameMethodAndNumbers() {
        assertThat(PlanWords.details(GROUPS))
                .isEqualTo(
                        "Plan: group-sequential, alpha 0.05, obrien-fleming spending, calendar time 0.5000, alpha spent"
                                + " 0.003051.");
        assertThat(PlanWords.details(new LookPlan(Method.ANYTIME, 0.05, null, 10_000.0)))
                .isEqualTo("Plan: anytime, alpha 0.05, tightest at 10000 units.");
        assertThat(PlanWords.details(new LookPlan(Method.FIXED, 0.05, null, null)))
                .isEqualTo("Plan: fixed, alpha 0.05.");
    }

    @Test
    void details_otherFamilies_areNamed() {
        Spending pocock = new Spending(new ErrorSpending.Pocock(), Clock.CALENDAR, 0.5, 0.03);
        Spending power = new Spending(new ErrorSpending.Power(2), Clock.INFORMATION, 0.5, 0.0125);

        assertThat(PlanWords.details(new LookPlan(Method.GROUP_SEQUENTIAL, 0.05, pocock, null)))
                .contains("pocock spending, calendar time");
        assertThat(PlanWords.details(new LookPlan(Method.GROUP_SEQUENTIAL, 0.05, power, null)))
                .contains("power 2.000 spending, information time");
    }
}
