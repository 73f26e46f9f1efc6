package northstar.events;

import northstar.domain.definition.PinnedExperiment;

/** The form of an experiment with its pinned North Star and metrics. */
final class PinnedExperimentCodec extends Codec<PinnedExperiment> {
    static final Codec<PinnedExperiment> CODEC = new PinnedExperimentCodec();

    private PinnedExperimentCodec() {}

    @Override
    PinnedExperiment decode(Node node) {
        node.knows("current", "northStar", "metrics", "hash");
        return new PinnedExperiment(
                node.member("current").as(CurrentExperimentCodec.CODEC::decode),
                node.member("northStar").as(NorthStarCodec.CODEC::decode),
                node.member("metrics").as(MetricsCodec.CODEC::decode),
                Value.text(node.member("hash")));
    }

    @Override
    void encode(JsonOut out, PinnedExperiment pinned) {
        out.begin()
                .put("current", pinned.current(), CurrentExperimentCodec.CODEC::encode)
                .put("northStar", pinned.northStar(), NorthStarCodec.CODEC::encode)
                .put("metrics", pinned.metrics(), MetricsCodec.CODEC::encode)
                .put("hash", pinned.hash())
                .end();
    }
}
