package northstar.events;

import northstar.domain.definition.Analysis.Method;
import northstar.domain.evaluation.LookPlan;
import northstar.domain.evaluation.LookPlan.Clock;
import northstar.domain.evaluation.LookPlan.Spending;

/** The form of the plan that a look follows. */
final class LookPlanForm {
    private LookPlanForm() {}

    static LookPlan decode(Node node) {
        node.knows("method", "alpha", "spending", "tuningUnits");
        Node spending = node.nullable("spending");
        return new LookPlan(
                Value.choice(node.member("method"), Words.KEBAB, Method.values()),
                Value.number(node.member("alpha")),
                spending == null ? null : spending.as(LookPlanForm::spending),
                Value.numberOrNull(node.nullable("tuningUnits")));
    }

    private static Spending spending(Node node) {
        node.knows("function", "clock", "time", "spentAlpha");
        return new Spending(
                ErrorSpendingForm.decode(node.member("function")),
                Value.choice(node.member("clock"), Words.KEBAB, Clock.values()),
                Value.number(node.member("time")),
                Value.number(node.member("spentAlpha")));
    }

    static void encode(JsonOut out, LookPlan plan) {
        out.begin()
                .put("method", Words.KEBAB, plan.method())
                .put("alpha", plan.alpha())
                .put("spending", plan.spending(), LookPlanForm::encode)
                .put("tuningUnits", plan.tuningUnits())
                .end();
    }

    private static void encode(JsonOut out, Spending spending) {
        out.begin();
        ErrorSpendingForm.encode(out, "function", spending.function());
        out.put("clock", Words.KEBAB, spending.clock())
                .put("time", spending.time())
                .put("spentAlpha", spending.spentAlpha())
                .end();
    }
}
