package northstar.events;

import java.util.List;
import northstar.domain.definition.Guardrail;

/** The form of guardrails: {@code [{metric, margin}]}. */
final class Guardrails {
    private Guardrails() {}

    static List<Guardrail> decode(Node object) {
        return object.listOrNone("guardrails", Guardrails::guardrail);
    }

    private static Guardrail guardrail(Node node) {
        node.knows("metric", "margin");
        return new Guardrail(
                Value.text(node.member("metric")), Value.numberOr(node.optional("margin"), Guardrail.DEFAULT_MARGIN));
    }

    static void encode(JsonOut out, List<Guardrail> guardrails) {
        out.putListIfAny(
                "guardrails",
                guardrails,
                (o, guardrail) -> o.begin()
                        .put("metric", guardrail.metric())
                        .put("margin", guardrail.margin())
                        .end());
    }
}
