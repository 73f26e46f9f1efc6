package northstar.events;

import northstar.domain.definition.CurrentExperiment;

/** The form of an experiment as its events leave it. */
final class CurrentExperimentCodec extends Codec<CurrentExperiment> {
    static final Codec<CurrentExperiment> CODEC = new CurrentExperimentCodec();

    private CurrentExperimentCodec() {}

    @Override
    CurrentExperiment decode(Node node) {
        node.knows("experiment", "version", "pinnedAt", "stoppedAt");
        return new CurrentExperiment(
                node.member("experiment").as(ExperimentCodec.CODEC::decode),
                Value.smallCount(node.member("version")),
                Value.instant(node.member("pinnedAt")),
                Value.instantOrNull(node.nullable("stoppedAt")));
    }

    @Override
    void encode(JsonOut out, CurrentExperiment current) {
        out.begin()
                .put("experiment", current.experiment(), ExperimentCodec.CODEC::encode)
                .put("version", current.version())
                .put("pinnedAt", current.pinnedAt())
                .put("stoppedAt", current.stoppedAt())
                .end();
    }
}
