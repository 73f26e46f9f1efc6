package northstar.events;

import java.util.List;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.CurrentExperiment.FormerEnd;

/** The form of an experiment as its events leave it. */
final class CurrentExperimentCodec extends Codec<CurrentExperiment> {
    static final Codec<CurrentExperiment> CODEC = new CurrentExperimentCodec();

    private CurrentExperimentCodec() {}

    @Override
    CurrentExperiment decode(Node node) {
        node.knows("experiment", "version", "pinnedAt", "stoppedAt", "formerEnds");
        Node formerEnds = node.optional("formerEnds");
        return new CurrentExperiment(
                node.member("experiment").as(ExperimentCodec.CODEC::decode),
                Value.smallCount(node.member("version")),
                Value.instant(node.member("pinnedAt")),
                Value.instantOrNull(node.nullable("stoppedAt")),
                formerEnds == null ? List.of() : formerEnds.list(CurrentExperimentCodec::formerEnd));
    }

    private static FormerEnd formerEnd(Node node) {
        node.knows("end", "until");
        return new FormerEnd(Value.instant(node.member("end")), Value.instant(node.member("until")));
    }

    @Override
    void encode(JsonOut out, CurrentExperiment current) {
        out.begin()
                .put("experiment", current.experiment(), ExperimentCodec.CODEC::encode)
                .put("version", current.version())
                .put("pinnedAt", current.pinnedAt())
                .put("stoppedAt", current.stoppedAt());
        if (!current.formerEnds().isEmpty()) {
            out.putList("formerEnds", current.formerEnds(), CurrentExperimentCodec::encode);
        }
        out.end();
    }

    private static void encode(JsonOut out, FormerEnd former) {
        out.begin().put("end", former.end()).put("until", former.until()).end();
    }
}
