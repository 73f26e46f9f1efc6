package northstar.events;

import java.util.Map;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Health.CovariateCheck;
import northstar.domain.evaluation.Health.MultipleExposure;
import northstar.domain.evaluation.Health.PreExposureBias;
import northstar.domain.evaluation.Health.SampleRatio;
import org.jspecify.annotations.Nullable;

/** The form of whether the data can be trusted. */
final class HealthForm {
    private HealthForm() {}

    static Health decode(Node node) {
        node.knows("sampleRatio", "multipleExposure", "preExposureBias", "flags");
        Node bias = node.nullable("preExposureBias");
        return new Health(
                node.member("sampleRatio").as(HealthForm::sampleRatio),
                node.member("multipleExposure").as(HealthForm::multipleExposure),
                bias == null ? null : bias.as(HealthForm::bias),
                Value.reasons(node.member("flags")));
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
