package northstar.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.evaluation.LookPlan.Clock;
import northstar.domain.evaluation.LookPlan.Spending;
import org.junit.jupiter.api.Test;

class LookPlanTest {
    @Test
    void plan_withSpendingOfAnotherMethod_isRefused() {
        Spending spending = new Spending(ErrorSpending.USUAL, Clock.CALENDAR, 0.5, 0.003);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LookPlan(Method.FIXED, 0.05, spending, null))
                .withMessageEndingWith("must be given exactly for group-sequential tests");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LookPlan(Method.GROUP_SEQUENTIAL, 0.05, null, null))
                .withMessage("spending == null, must be given exactly for group-sequential tests");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LookPlan(Method.ANYTIME, 0.05, null, 0.0))
                .withMessageStartingWith("tuningUnits == 0.0");
    }

    @Test
    void spending_outsideItsRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spending(ErrorSpending.USUAL, Clock.CALENDAR, 1.5, 0.003))
                .withMessage("time == 1.5, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Spending(ErrorSpending.USUAL, Clock.CALENDAR, 0.5, Double.NaN))
                .withMessage("spentAlpha == NaN, must be in [0, 1]");
    }

    @Test
    void analysis_outsideItsRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequentialState.Analysis(0, 1, 1, 0))
                .withMessage("spendingTime == 0.0, must be in (0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequentialState.Analysis(1, 1, 1.5, 0))
                .withMessage("pValue == 1.5, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequentialState.Analysis(1, 1, 1, -2))
                .withMessage("crossed == -2, must be -1, 0 or 1");
    }
}
