package northstar.events;

import northstar.domain.evaluation.Status;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.domain.ranking.VariantResult.Scale;

/** The form of what the ranking needs of one variant. */
final class VariantResultCodec extends Codec<VariantResult> {
    static final Codec<VariantResult> CODEC = new VariantResultCodec();

    private VariantResultCodec() {}

    @Override
    VariantResult decode(Node node) {
        node.knows(
                "northStar",
                "experiment",
                "feature",
                "variant",
                "asOf",
                "start",
                "status",
                "verdict",
                "measured",
                "undefined",
                "scale",
                "effort",
                "replicates",
                "flags");
        Node measured = node.nullable("measured");
        Node scale = node.nullable("scale");
        return new VariantResult(
                Value.text(node.member("northStar")),
                Value.text(node.member("experiment")),
                Value.text(node.member("feature")),
                Value.text(node.member("variant")),
                Value.instant(node.member("asOf")),
                Value.instant(node.member("start")),
                Value.choice(node.member("status"), Words.CODE, Status.values()),
                EvaluationCodec.verdict(node),
                measured == null ? null : measured.as(VariantResultCodec::measured),
                Value.reasonOrNull(node.nullable("undefined")),
                scale == null ? null : scale.as(VariantResultCodec::scale),
                Value.numberOrNull(node.nullable("effort")),
                Value.textOrNull(node.nullable("replicates")),
                Value.reasons(node.member("flags")));
    }

    private static Measured measured(Node node) {
        node.knows("effect", "standardError", "ratio", "controlError");
        return new Measured(
                Value.number(node.member("effect")),
                Value.number(node.member("standardError")),
                Value.number(node.member("ratio")),
                Value.number(node.member("controlError")));
    }

    private static Scale scale(Node node) {
        node.knows("controlMean", "unitsPerYear", "basis");
        return new Scale(
                Value.number(node.member("controlMean")),
                Value.number(node.member("unitsPerYear")),
                Value.choice(node.member("basis"), Words.KEBAB, Basis.values()));
    }

    @Override
    void encode(JsonOut out, VariantResult result) {
        out.begin()
                .put("northStar", result.northStar())
                .put("experiment", result.experiment())
                .put("feature", result.feature())
                .put("variant", result.variant())
                .put("asOf", result.asOf())
                .put("start", result.start())
                .put("status", Words.CODE, result.status())
                .put("verdict", Words.CODE, result.verdict())
                .put("measured", result.measured(), VariantResultCodec::encode)
                .put("undefined", Words.CODE, result.undefined())
                .put("scale", result.scale(), VariantResultCodec::encode)
                .put("effort", result.effort())
                .put("replicates", result.replicates())
                .put("flags", result.flags())
                .end();
    }

    private static void encode(JsonOut out, Measured measured) {
        out.begin()
                .put("effect", measured.effect())
                .put("standardError", measured.standardError())
                .put("ratio", measured.ratio())
                .put("controlError", measured.controlError())
                .end();
    }

    private static void encode(JsonOut out, Scale scale) {
        out.begin()
                .put("controlMean", scale.controlMean())
                .put("unitsPerYear", scale.unitsPerYear())
                .put("basis", Words.KEBAB, scale.basis())
                .end();
    }
}
