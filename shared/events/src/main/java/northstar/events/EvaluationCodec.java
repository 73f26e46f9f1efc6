package northstar.events;

import java.util.List;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Preview;
import northstar.domain.evaluation.Provenance;
import northstar.domain.evaluation.Reading;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;
import org.jspecify.annotations.Nullable;

/** The form of the result of one look. */
final class EvaluationCodec extends Codec<Evaluation> {
    static final Codec<Evaluation> CODEC = new EvaluationCodec();

    private EvaluationCodec() {}

    @Override
    Evaluation decode(Node node) {
        node.knows(
                "experiment",
                "feature",
                "status",
                "asOf",
                "look",
                "final",
                "verdict",
                "variants",
                "health",
                "effects",
                "preview",
                "provenance",
                "plan",
                "novelty");
        Node plan = node.optional("plan");
        return new Evaluation(
                Value.text(node.member("experiment")),
                Value.text(node.member("feature")),
                Value.choice(node.member("status"), Words.CODE, Status.values()),
                Value.instant(node.member("asOf")),
                Value.smallCount(node.member("look")),
                Value.flag(node.member("final")),
                verdict(node),
                node.member("variants").list(EvaluationCodec::variant),
                node.member("health").as(HealthForm::decode),
                node.member("effects").list(EffectForm::decode),
                preview(node.optional("preview")),
                node.member("provenance").as(EvaluationCodec::provenance),
                plan == null ? null : plan.as(LookPlanForm::decode),
                node.listOrNone("novelty", NoveltyForm::decode));
    }

    static Verdict verdict(Node node) {
        return Value.choice(node.member("verdict"), Words.CODE, Verdict.values());
    }

    private static VariantVerdict variant(Node node) {
        node.knows("variant", "verdict", "reasons", "reading");
        Node reading = node.optional("reading");
        return new VariantVerdict(
                Value.text(node.member("variant")),
                verdict(node),
                Value.texts(node.member("reasons")),
                reading == null ? null : reading.as(EvaluationCodec::reading));
    }

    private static Reading reading(Node node) {
        node.knows("prior", "chanceOfGain", "expectedLoss", "relativeEffect", "standardDeviation", "remark");
        return new Reading(
                Value.text(node.member("prior")),
                Value.number(node.member("chanceOfGain")),
                Value.number(node.member("expectedLoss")),
                Value.number(node.member("relativeEffect")),
                Value.number(node.member("standardDeviation")),
                Value.textOrNull(node.nullable("remark")));
    }

    private static List<Preview> preview(@Nullable Node node) {
        return node == null
                ? List.of()
                : node.list(element -> {
                    element.knows("variant", "metric", "n", "mean", "standardError");
                    return new Preview(
                            Value.text(element.member("variant")),
                            Value.text(element.member("metric")),
                            new Level(
                                    Value.count(element.member("n")),
                                    Value.numberOrNull(element.nullable("mean")),
                                    Value.numberOrNull(element.nullable("standardError"))));
                });
    }

    private static Provenance provenance(Node node) {
        node.knows("definitionVersion", "momentsHash", "engine", "northstar");
        return new Provenance(
                Value.smallCount(node.member("definitionVersion")),
                Value.text(node.member("momentsHash")),
                Value.text(node.member("engine")),
                Value.text(node.member("northstar")));
    }

    @Override
    void encode(JsonOut out, Evaluation evaluation) {
        out.begin()
                .put("experiment", evaluation.experiment())
                .put("feature", evaluation.feature())
                .put("status", Words.CODE, evaluation.status())
                .put("asOf", evaluation.asOf())
                .put("look", evaluation.look())
                .put("final", evaluation.isFinal())
                .put("verdict", Words.CODE, evaluation.verdict())
                .putList("variants", evaluation.variants(), EvaluationCodec::encode)
                .put("health", evaluation.health(), HealthForm::encode)
                .putList("effects", evaluation.effects(), EffectForm::encode);
        if (!evaluation.isFinal() || !evaluation.preview().isEmpty()) {
            out.putList("preview", evaluation.preview(), EvaluationCodec::encode);
        }
        Provenance provenance = evaluation.provenance();
        out.begin("provenance")
                .put("definitionVersion", provenance.definitionVersion())
                .put("momentsHash", provenance.momentsHash())
                .put("engine", provenance.engine())
                .put("northstar", provenance.northstar())
                .end();
        if (evaluation.plan() != null) {
            out.put("plan", evaluation.plan(), LookPlanForm::encode);
        }
        out.putListIfAny("novelty", evaluation.novelty(), NoveltyForm::encode).end();
    }

    private static void encode(JsonOut out, VariantVerdict variant) {
        out.begin()
                .put("variant", variant.variant())
                .put("verdict", Words.CODE, variant.verdict())
                .put("reasons", variant.reasons());
        if (variant.reading() != null) {
            out.put("reading", variant.reading(), EvaluationCodec::encode);
        }
        out.end();
    }

    private static void encode(JsonOut out, Reading reading) {
        out.begin()
                .put("prior", reading.prior())
                .put("chanceOfGain", reading.chanceOfGain())
                .put("expectedLoss", reading.expectedLoss())
                .put("relativeEffect", reading.relativeEffect())
                .put("standardDeviation", reading.standardDeviation())
                .put("remark", reading.remark())
                .end();
    }

    private static void encode(JsonOut out, Preview preview) {
        out.begin()
                .put("variant", preview.variant())
                .put("metric", preview.metric())
                .put("n", preview.level().n())
                .put("mean", preview.level().mean())
                .put("standardError", preview.level().standardError())
                .end();
    }
}
