package northstar.events;

import northstar.domain.moments.Permutation;
import northstar.domain.moments.Permutation.Ends;

/** The form of what units say where their moments cannot tell. */
final class PermutationForm {
    private PermutationForm() {}

    static Permutation decode(Node node) {
        node.knows("metric", "variant", "pValue", "upperPValue", "lowerPValue", "nonInferiorityPValue", "ends");
        return node.as(form -> new Permutation(
                Value.text(form.member("metric")),
                Value.text(form.member("variant")),
                Value.number(form.member("pValue")),
                Value.number(form.member("upperPValue")),
                Value.number(form.member("lowerPValue")),
                Value.numberOrNull(form.optional("nonInferiorityPValue")),
                form.member("ends").list(PermutationForm::ends)));
    }

    private static Ends ends(Node node) {
        node.knows("alpha", "below", "above");
        return node.as(form -> new Ends(
                Value.number(form.member("alpha")),
                Value.number(form.member("below")),
                Value.number(form.member("above"))));
    }

    static void encode(JsonOut out, Permutation permutation) {
        out.begin()
                .put("metric", permutation.metric())
                .put("variant", permutation.variant())
                .put("pValue", permutation.pValue())
                .put("upperPValue", permutation.upperPValue())
                .put("lowerPValue", permutation.lowerPValue())
                .putIfAny("nonInferiorityPValue", permutation.nonInferiorityPValue())
                .putList("ends", permutation.ends(), PermutationForm::encode)
                .end();
    }

    private static void encode(JsonOut out, Ends ends) {
        out.begin()
                .put("alpha", ends.alpha())
                .put("below", ends.below())
                .put("above", ends.above())
                .end();
    }
}
