package northstar.events;

import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Novelty;
import northstar.domain.evaluation.Novelty.Finding;

/** The form of an effect over the days since exposure. */
final class NoveltyForm {
    private NoveltyForm() {}

    /** What the late days show. */
    private record Late(Level control, Level treatment, Estimate absolute, Estimate relative) {}

    static Novelty decode(Node node) {
        node.knows("variant", "metric", "finding", "days", "trend", "pValue", "late", "undefined");
        String variant = Value.text(node.member("variant"));
        String metric = Value.text(node.member("metric"));
        Node finding = node.nullable("finding");
        Late late = node.member("late").as(NoveltyForm::late);
        return new Novelty(
                variant,
                metric,
                finding == null ? null : Value.choice(finding, Words.KEBAB, Finding.values()),
                node.member("days").list(NoveltyForm::estimate),
                node.member("trend").as(NoveltyForm::estimate),
                Value.numberOrNull(node.nullable("pValue")),
                late.control(),
                late.treatment(),
                late.absolute(),
                late.relative(),
                Value.reasonOrNull(node.nullable("undefined")));
    }

    private static Estimate estimate(Node node) {
        node.knows("effect", "standardError", "ciLower", "ciUpper");
        return EffectForm.absolute(node);
    }

    private static Late late(Node node) {
        node.knows(
                "control",
                "treatment",
                "effect",
                "standardError",
                "ciLower",
                "ciUpper",
                "relativeEffect",
                "relativeStandardError",
                "relativeCiLower",
                "relativeCiUpper");
        return new Late(
                node.member("control").as(EffectForm::level),
                node.member("treatment").as(EffectForm::level),
                EffectForm.absolute(node),
                EffectForm.relative(node));
    }

    static void encode(JsonOut out, Novelty novelty) {
        out.begin().put("variant", novelty.variant()).put("metric", novelty.metric());
        out.put("finding", Words.KEBAB, novelty.finding())
                .putList("days", novelty.days(), NoveltyForm::encode)
                .put("trend", novelty.trend(), NoveltyForm::encode)
                .put("pValue", novelty.pValue())
                .begin("late");
        EffectForm.estimates(
                out, novelty.lateControl(), novelty.lateTreatment(), novelty.late(), novelty.lateRelative());
        out.end().put("undefined", Words.CODE, novelty.undefined()).end();
    }

    private static void encode(JsonOut out, Estimate estimate) {
        out.begin()
                .put("effect", estimate.value())
                .put("standardError", estimate.standardError())
                .put("ciLower", estimate.ciLower())
                .put("ciUpper", estimate.ciUpper())
                .end();
    }
}
