package northstar.events;

import northstar.domain.definition.ErrorSpending;

/** The form of how error is shared: a name, or {@code {power: 2}}. */
final class ErrorSpendingForm {
    private static final String RULE = "must be obrien-fleming, pocock or {power: a number}";

    private ErrorSpendingForm() {}

    static ErrorSpending decode(Node node) {
        if (node.isObject()) {
            node.knows("power");
            return node.as(form -> new ErrorSpending.Power(Value.number(form.member("power"))));
        }
        if ("obrien-fleming".equals(node.content())) {
            return new ErrorSpending.OBrienFleming();
        }
        if ("pocock".equals(node.content())) {
            return new ErrorSpending.Pocock();
        }
        throw node.refusal(RULE);
    }

    static void encode(JsonOut out, String key, ErrorSpending spending) {
        switch (spending) {
            case ErrorSpending.OBrienFleming _ -> out.put(key, "obrien-fleming");
            case ErrorSpending.Pocock _ -> out.put(key, "pocock");
            case ErrorSpending.Power power ->
                out.begin(key).put("power", power.exponent()).end();
        }
    }
}
