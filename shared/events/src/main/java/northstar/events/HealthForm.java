package northstar.events;

import java.util.Map;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Health.CovariateCheck;
import northstar.domain.evaluation.Health.MultipleExposure;
import northstar.domain.evaluation.Health.PreExposureBias;
import northstar.domain.evaluation.Health.SampleRatio;
import northstar.domain.evaluation.Health.SegmentRatio;
import northstar.domain.evaluation.Health.Surprise;
import northstar.domain.evaluation.Health.SurpriseKind;
import northstar.domain.moments.Segment;
import org.jspecify.annotations.Nullable;

/** The form of whether the data can be trusted. */
final class HealthForm {
    private HealthForm() {}

    static Health decode(Node node) {
        node.knows("sampleRatio", "multipleExposure", "preExposureBias", "flags", "segments", "surprises");
        Node bias = node.nullable("preExposureBias");
        return new Health(
                node.member("sampleRatio").as(HealthForm::sampleRatio),
                node.member("multipleExposure").as(HealthForm::multipleExposure),
                bias == null ? null : bias.as(HealthForm::bias),
                Value.reasons(node.member("flags")),
                node.listOrNone("segments", HealthForm::segment),
                node.listOrNone("surprises", HealthForm::surprise));
    }

    private static SegmentRatio segment(Node node) {
        node.knows("segment", "observed", "adjustedPValue");
        return new SegmentRatio(
                node.member("segment").as(HealthForm::name),
                node.member("observed").map(Value::count),
                Value.number(node.member("adjustedPValue")));
    }

    private static Surprise surprise(Node node) {
        node.knows("variant", "kind", "observed", "limit", "segment");
        Node segment = node.nullable("segment");
        return new Surprise(
                Value.text(node.member("variant")),
                Value.choice(node.member("kind"), Words.KEBAB, SurpriseKind.values()),
                Value.number(node.member("observed")),
                Value.number(node.member("limit")),
                segment == null ? null : segment.as(HealthForm::name));
    }

    private static Segment name(Node node) {
        node.knows("attribute", "value");
        return new Segment(Value.text(node.member("attribute")), Value.text(node.member("value")));
    }

    private static SampleRatio sampleRatio(Node node) {
        node.knows("observed", "expected", "pValue", "eValue", "passed", "undefined");
        Node passed = node.nullable("passed");
        return new SampleRatio(
                node.member("observed").map(Value::count),
                expected(node.nullable("expected")),
                Value.numberOrNull(node.nullable("pValue")),
                Value.numberOrNull(node.nullable("eValue")),
                passed == null ? null : (Boolean) Value.flag(passed),
                Value.reasonOrNull(node.nullable("undefined")));
    }

    private static @Nullable Map<String, Double> expected(@Nullable Node node) {
        return node == null ? null : node.map(Value::number);
    }

    private static MultipleExposure multipleExposure(Node node) {
        node.knows("units", "share", "passed");
        return new MultipleExposure(
                Value.count(node.member("units")),
                Value.number(node.member("share")),
                Value.flag(node.member("passed")));
    }

    private static PreExposureBias bias(Node node) {
        node.knows("checks", "passed");
        return new PreExposureBias(node.member("checks").list(HealthForm::check), Value.flag(node.member("passed")));
    }

    private static CovariateCheck check(Node node) {
        node.knows("variant", "covariate", "difference", "pValue");
        return new CovariateCheck(
                Value.text(node.member("variant")),
                Value.text(node.member("covariate")),
                Value.number(node.member("difference")),
                Value.numberOrNull(node.nullable("pValue")));
    }

    static void encode(JsonOut out, Health health) {
        SampleRatio ratio = health.sampleRatio();
        MultipleExposure exposure = health.multipleExposure();
        out.begin()
                .begin("sampleRatio")
                .put("observed", ratio.observed())
                .put("expected", ratio.expected())
                .put("pValue", ratio.pValue())
                .put("eValue", ratio.eValue())
                .put("passed", ratio.passed())
                .put("undefined", Words.CODE, ratio.undefined())
                .end()
                .begin("multipleExposure")
                .put("units", exposure.units())
                .put("share", exposure.share())
                .put("passed", exposure.passed())
                .end()
                .put("preExposureBias", health.preExposureBias(), HealthForm::encode)
                .put("flags", health.flags())
                .putListIfAny("segments", health.segments(), HealthForm::encode)
                .putListIfAny("surprises", health.surprises(), HealthForm::encode)
                .end();
    }

    private static void encode(JsonOut out, SegmentRatio segment) {
        out.begin()
                .put("segment", segment.segment(), HealthForm::encode)
                .put("observed", segment.observed())
                .put("adjustedPValue", segment.adjustedPValue())
                .end();
    }

    private static void encode(JsonOut out, Surprise surprise) {
        out.begin()
                .put("variant", surprise.variant())
                .put("kind", Words.KEBAB, surprise.kind())
                .put("observed", surprise.observed())
                .put("limit", surprise.limit())
                .put("segment", surprise.segment(), HealthForm::encode)
                .end();
    }

    private static void encode(JsonOut out, Segment segment) {
        out.begin()
                .put("attribute", segment.attribute())
                .put("value", segment.value())
                .end();
    }

    private static void encode(JsonOut out, PreExposureBias bias) {
        out.begin()
                .putList(
                        "checks",
                        bias.checks(),
                        (o, check) -> o.begin()
                                .put("variant", check.variant())
                                .put("covariate", check.covariate())
                                .put("difference", check.difference())
                                .put("pValue", check.pValue())
                                .end())
                .put("passed", bias.passed())
                .end();
    }
}
