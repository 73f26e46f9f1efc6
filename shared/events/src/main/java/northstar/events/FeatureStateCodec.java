package northstar.events;

import northstar.domain.ranking.FeatureState;

/** The form of whether a feature is out. */
final class FeatureStateCodec extends Codec<FeatureState> {
    static final Codec<FeatureState> CODEC = new FeatureStateCodec();

    private FeatureStateCodec() {}

    @Override
    FeatureState decode(Node node) {
        node.knows("feature", "variant", "at");
        return new FeatureState(
                Value.text(node.member("feature")),
                Value.textOrNull(node.nullable("variant")),
                Value.instant(node.member("at")));
    }

    @Override
    void encode(JsonOut out, FeatureState state) {
        out.begin()
                .put("feature", state.feature())
                .put("variant", state.variant())
                .put("at", state.at())
                .end();
    }
}
