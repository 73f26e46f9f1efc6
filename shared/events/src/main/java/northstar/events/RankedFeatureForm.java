package northstar.events;

import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.RankedFeature.Earlier;
import northstar.domain.ranking.VariantResult.Basis;

/** The form of one row of the ranking: the variant that speaks for it lies flat in it. */
final class RankedFeatureForm {
    private static final String[] KEYS = {
        "rank",
        "rankLower",
        "rankUpper",
        "probabilityBest",
        "feature",
        "experiment",
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
        "yearlyGainUpper",
        "gainBasis",
        "effort",
        "gainPerEffort",
        "action",
        "flags",
        "alternatives",
        "history"
    };

    private RankedFeatureForm() {}

    static RankedFeature decode(Node node) {
        node.knows(KEYS);
        Node basis = node.nullable("gainBasis");
        return new RankedFeature(
                Value.smallCount(node.member("rank")),
                Value.smallCount(node.member("rankLower")),
                Value.smallCount(node.member("rankUpper")),
                Value.number(node.member("probabilityBest")),
                Value.text(node.member("feature")),
                Value.text(node.member("experiment")),
                PosteriorForm.decode(node),
                basis == null ? null : Value.choice(basis, Words.KEBAB, Basis.values()),
                Value.numberOrNull(node.nullable("effort")),
                Value.numberOrNull(node.nullable("gainPerEffort")),
                node.member("action").as(RankedFeatureForm::action),
                Value.reasons(node.member("flags")),
                node.member("alternatives").list(PosteriorForm::alternative),
                node.member("history").list(RankedFeatureForm::earlier));
    }

    private static Action action(Node node) {
        node.knows("name", "value", "why");
        return new Action(
                Value.choice(node.member("name"), Words.SPACED, Action.Name.values()),
                Value.numberOrNull(node.nullable("value")),
                Value.text(node.member("why")));
    }

    private static Earlier earlier(Node node) {
        node.knows("experiment", "variant", "asOf", "verdict", "direct");
        return new Earlier(
                Value.text(node.member("experiment")),
                Value.text(node.member("variant")),
                Value.instant(node.member("asOf")),
                EvaluationCodec.verdict(node),
                PosteriorForm.effectOrNull(node.nullable("direct")));
    }

    static void encode(JsonOut out, RankedFeature row) {
        out.begin()
                .put("rank", row.rank())
                .put("rankLower", row.rankLower())
                .put("rankUpper", row.rankUpper())
                .put("probabilityBest", row.probabilityBest())
                .put("feature", row.feature())
                .put("experiment", row.experiment());
        PosteriorForm.encode(out, row.lead());
        out.put("gainBasis", Words.KEBAB, row.gainBasis())
                .put("effort", row.effort())
                .put("gainPerEffort", row.gainPerEffort())
                .begin("action")
                .put("name", Words.SPACED, row.action().name())
                .put("value", row.action().value())
                .put("why", row.action().why())
                .end()
                .put("flags", row.flags())
                .putList("alternatives", row.alternatives(), PosteriorForm::alternative)
                .putList("history", row.history(), RankedFeatureForm::encode)
                .end();
    }

    private static void encode(JsonOut out, Earlier earlier) {
        out.begin()
                .put("experiment", earlier.experiment())
                .put("variant", earlier.variant())
                .put("asOf", earlier.asOf())
                .put("verdict", Words.CODE, earlier.verdict())
                .put("direct", earlier.direct(), PosteriorForm::encode)
                .end();
    }
}
