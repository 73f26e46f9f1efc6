package northstar.events;

import northstar.domain.Reason;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.Ranking.NotRanked;
import northstar.domain.ranking.Ranking.Prior;
import northstar.domain.ranking.Ranking.Programme;

/** The form of a ranking. */
final class RankingCodec extends Codec<Ranking> {
    static final Codec<Ranking> CODEC = new RankingCodec();

    private static final String SCALE = "relative";
    private static final String FAMILY = "normal";

    private RankingCodec() {}

    @Override
    Ranking decode(Node node) {
        node.knows("asOf", "northStar", "scale", "revision", "prior", "features", "notRanked", "programme");
        constant(node.member("scale"), SCALE);
        return new Ranking(
                Value.instant(node.member("asOf")),
                Value.text(node.member("northStar")),
                Value.count(node.member("revision")),
                node.member("prior").as(RankingCodec::prior),
                node.member("features").list(RankedFeatureForm::decode),
                node.member("notRanked").list(RankingCodec::notRanked),
                node.member("programme").as(RankingCodec::programme));
    }

    private static void constant(Node node, String only) {
        if (!only.equals(node.content())) {
            throw node.refusal("must be " + Shown.of(only));
        }
    }

    private static Prior prior(Node node) {
        node.knows("family", "mean", "sd", "effects");
        constant(node.member("family"), FAMILY);
        return new Prior(
                Value.number(node.member("mean")),
                Value.number(node.member("sd")),
                Value.smallCount(node.member("effects")));
    }

    private static NotRanked notRanked(Node node) {
        node.knows("feature", "experiment", "variant", "reason");
        return new NotRanked(
                Value.text(node.member("feature")),
                Value.text(node.member("experiment")),
                Value.text(node.member("variant")),
                Value.choice(node.member("reason"), Words.CODE, Reason.values()));
    }

    private static Programme programme(Node node) {
        node.knows(
                "basis",
                "shipped",
                "expectedTotal",
                "expectedTotalLower",
                "expectedTotalUpper",
                "naiveTotal",
                "winnersCurse",
                "realisationRate",
                "regret");
        return new Programme(
                Value.choice(node.member("basis"), Words.KEBAB, Programme.Basis.values()),
                Value.texts(node.member("shipped")),
                Value.number(node.member("expectedTotal")),
                Value.number(node.member("expectedTotalLower")),
                Value.number(node.member("expectedTotalUpper")),
                Value.number(node.member("naiveTotal")),
                Value.number(node.member("winnersCurse")),
                Value.numberOrNull(node.nullable("realisationRate")),
                Value.numberOrNull(node.nullable("regret")));
    }

    @Override
    void encode(JsonOut out, Ranking ranking) {
        out.begin()
                .put("asOf", ranking.asOf())
                .put("northStar", ranking.northStar())
                .put("scale", SCALE)
                .put("revision", ranking.revision())
                .begin("prior")
                .put("family", FAMILY)
                .put("mean", ranking.prior().mean())
                .put("sd", ranking.prior().sd())
                .put("effects", ranking.prior().effects())
                .end()
                .putList("features", ranking.features(), RankedFeatureForm::encode)
                .putList("notRanked", ranking.notRanked(), RankingCodec::encode)
                .put("programme", ranking.programme(), RankingCodec::encode)
                .end();
    }

    private static void encode(JsonOut out, NotRanked notRanked) {
        out.begin()
                .put("feature", notRanked.feature())
                .put("experiment", notRanked.experiment())
                .put("variant", notRanked.variant())
                .put("reason", Words.CODE, notRanked.reason())
                .end();
    }

    private static void encode(JsonOut out, Programme programme) {
        out.begin()
                .put("basis", Words.KEBAB, programme.basis())
                .put("shipped", programme.shipped())
                .put("expectedTotal", programme.expectedTotal())
                .put("expectedTotalLower", programme.expectedTotalLower())
                .put("expectedTotalUpper", programme.expectedTotalUpper())
                .put("naiveTotal", programme.naiveTotal())
                .put("winnersCurse", programme.winnersCurse())
                .put("realisationRate", programme.realisationRate())
                .put("regret", programme.regret())
                .end();
    }
}
