package northstar.events;

import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Effect.TestMethod;
import northstar.domain.evaluation.Effect.Unadjusted;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Level;

/** The form of what one treatment did to one metric: both estimates lie flat in it. */
final class EffectForm {
    private static final String[] KEYS = {
        "variant",
        "metric",
        "role",
        "method",
        "adjustment",
        "control",
        "treatment",
        "effect",
        "standardError",
        "ciLower",
        "ciUpper",
        "relativeEffect",
        "relativeStandardError",
        "relativeCiLower",
        "relativeCiUpper",
        "pValue",
        "adjustedPValue",
        "confidenceLevel",
        "varianceReduction",
        "unadjusted",
        "nonInferiority",
        "undefined",
        "flags"
    };

    private EffectForm() {}

    static Effect decode(Node node) {
        node.knows(KEYS);
        Node unadjusted = node.nullable("unadjusted");
        Node nonInferiority = node.nullable("nonInferiority");
        return new Effect(
                Value.text(node.member("variant")),
                Value.text(node.member("metric")),
                Value.choice(node.member("role"), Words.KEBAB, Role.values()),
                Value.choice(node.member("method"), Words.KEBAB, TestMethod.values()),
                Value.choice(node.member("adjustment"), Words.KEBAB, Adjustment.values()),
                node.member("control").as(EffectForm::level),
                node.member("treatment").as(EffectForm::level),
                absolute(node),
                relative(node),
                Value.numberOrNull(node.nullable("pValue")),
                Value.numberOrNull(node.nullable("adjustedPValue")),
                Value.number(node.member("confidenceLevel")),
                Value.numberOrNull(node.nullable("varianceReduction")),
                unadjusted == null ? null : unadjusted.as(EffectForm::unadjusted),
                nonInferiority == null ? null : nonInferiority.as(EffectForm::nonInferiority),
                Value.reasonOrNull(node.nullable("undefined")),
                Value.reasons(node.member("flags")));
    }

    static Level level(Node node) {
        node.knows("n", "mean", "standardError");
        return new Level(
                Value.count(node.member("n")),
                Value.numberOrNull(node.nullable("mean")),
                Value.numberOrNull(node.nullable("standardError")));
    }

    static Estimate absolute(Node node) {
        return estimate(node, "effect", "standardError", "ciLower", "ciUpper");
    }

    static Estimate relative(Node node) {
        return estimate(node, "relativeEffect", "relativeStandardError", "relativeCiLower", "relativeCiUpper");
    }

    private static Estimate estimate(Node node, String value, String standardError, String lower, String upper) {
        return new Estimate(
                Value.numberOrNull(node.nullable(value)),
                Value.numberOrNull(node.nullable(standardError)),
                Value.numberOrNull(node.nullable(lower)),
                Value.numberOrNull(node.nullable(upper)));
    }

    private static Unadjusted unadjusted(Node node) {
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
                "relativeCiUpper",
                "pValue");
        return new Unadjusted(
                node.member("control").as(EffectForm::level),
                node.member("treatment").as(EffectForm::level),
                absolute(node),
                relative(node),
                Value.numberOrNull(node.nullable("pValue")));
    }

    private static NonInferiority nonInferiority(Node node) {
        node.knows("margin", "statistic", "pValue", "passed");
        return new NonInferiority(
                Value.number(node.member("margin")),
                Value.numberOrNull(node.nullable("statistic")),
                Value.numberOrNull(node.nullable("pValue")),
                Value.flag(node.member("passed")));
    }

    static void encode(JsonOut out, Effect effect) {
        out.begin()
                .put("variant", effect.variant())
                .put("metric", effect.metric())
                .put("role", Words.KEBAB, effect.role())
                .put("method", Words.KEBAB, effect.method())
                .put("adjustment", Words.KEBAB, effect.adjustment());
        estimates(out, effect.control(), effect.treatment(), effect.absolute(), effect.relative());
        out.put("pValue", effect.pValue())
                .put("adjustedPValue", effect.adjustedPValue())
                .put("confidenceLevel", effect.confidenceLevel())
                .put("varianceReduction", effect.varianceReduction())
                .put("unadjusted", effect.unadjusted(), EffectForm::encode)
                .put("nonInferiority", effect.nonInferiority(), EffectForm::encode)
                .put("undefined", Words.CODE, effect.undefined())
                .put("flags", effect.flags())
                .end();
    }

    private static void encode(JsonOut out, Unadjusted raw) {
        out.begin();
        estimates(out, raw.control(), raw.treatment(), raw.absolute(), raw.relative());
        out.put("pValue", raw.pValue()).end();
    }

    private static void encode(JsonOut out, NonInferiority test) {
        out.begin()
                .put("margin", test.margin())
                .put("statistic", test.statistic())
                .put("pValue", test.pValue())
                .put("passed", test.passed())
                .end();
    }

    private static void encode(JsonOut out, Level level) {
        out.begin()
                .put("n", level.n())
                .put("mean", level.mean())
                .put("standardError", level.standardError())
                .end();
    }

    static void estimates(JsonOut out, Level control, Level treatment, Estimate absolute, Estimate relative) {
        out.put("control", control, EffectForm::encode)
                .put("treatment", treatment, EffectForm::encode)
                .put("effect", absolute.value())
                .put("standardError", absolute.standardError())
                .put("ciLower", absolute.ciLower())
                .put("ciUpper", absolute.ciUpper())
                .put("relativeEffect", relative.value())
                .put("relativeStandardError", relative.standardError())
                .put("relativeCiLower", relative.ciLower())
                .put("relativeCiUpper", relative.ciUpper());
    }
}
