package northstar.events;

import northstar.domain.evaluation.Status;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import org.jspecify.annotations.Nullable;

/** The form of what is believed of one variant; its keys stand among those of a row, or alone as an alternative. */
final class PosteriorForm {
    private PosteriorForm() {}

    static VariantPosterior alternative(Node node) {
        node.knows(
                "variant",
                "status",
                "verdict",
                "direct",
                "projected",
                "combined",
                "posteriorMean",
                "posteriorSd",
                "posteriorLower",
                "posteriorUpper",
                "probabilityPositive",
                "yearlyGain",
                "yearlyGainLower",
                "yearlyGainUpper");
        return decode(node);
    }

    static VariantPosterior decode(Node node) {
        return new VariantPosterior(
                Value.text(node.member("variant")),
                Value.choice(node.member("status"), Words.CODE, Status.values()),
                EvaluationCodec.verdict(node),
                node.member("direct").as(PosteriorForm::effect),
                effectOrNull(node.nullable("projected")),
                effectOrNull(node.nullable("combined")),
                Value.number(node.member("posteriorMean")),
                Value.number(node.member("posteriorSd")),
                Value.number(node.member("posteriorLower")),
                Value.number(node.member("posteriorUpper")),
                Value.number(node.member("probabilityPositive")),
                Value.numberOrNull(node.nullable("yearlyGain")),
                Value.numberOrNull(node.nullable("yearlyGainLower")),
                Value.numberOrNull(node.nullable("yearlyGainUpper")));
    }

    static @Nullable DirectEffect effectOrNull(@Nullable Node node) {
        return node == null ? null : node.as(PosteriorForm::effect);
    }

    private static DirectEffect effect(Node node) {
        node.knows("effect", "standardError");
        return new DirectEffect(Value.number(node.member("effect")), Value.number(node.member("standardError")));
    }

    static void alternative(JsonOut out, VariantPosterior posterior) {
        out.begin();
        encode(out, posterior);
        out.end();
    }

    static void encode(JsonOut out, VariantPosterior posterior) {
        out.put("variant", posterior.variant())
                .put("status", Words.CODE, posterior.status())
                .put("verdict", Words.CODE, posterior.verdict())
                .put("direct", posterior.direct(), PosteriorForm::encode)
                .put("projected", posterior.projected(), PosteriorForm::encode)
                .put("combined", posterior.combined(), PosteriorForm::encode)
                .put("posteriorMean", posterior.posteriorMean())
                .put("posteriorSd", posterior.posteriorSd())
                .put("posteriorLower", posterior.posteriorLower())
                .put("posteriorUpper", posterior.posteriorUpper())
                .put("probabilityPositive", posterior.probabilityPositive())
                .put("yearlyGain", posterior.yearlyGain())
                .put("yearlyGainLower", posterior.yearlyGainLower())
                .put("yearlyGainUpper", posterior.yearlyGainUpper());
    }

    static void encode(JsonOut out, DirectEffect effect) {
        out.begin()
                .put("effect", effect.effect())
                .put("standardError", effect.standardError())
                .end();
    }
}
