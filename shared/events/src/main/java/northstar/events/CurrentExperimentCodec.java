package northstar.events;

import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.CurrentExperiment.FormerAllocation;
import northstar.domain.definition.CurrentExperiment.FormerEnd;

/** The form of an experiment as its events leave it. */
final class CurrentExperimentCodec extends Codec<CurrentExperiment> {
    static final Codec<CurrentExperiment> CODEC = new CurrentExperimentCodec();

    private CurrentExperimentCodec() {}

    @Override
    CurrentExperiment decode(Node node) {
        node.knows("experiment", "version", "pinnedAt", "stoppedAt", "formerEnds", "formerAllocations");
        return new CurrentExperiment(
                node.member("experiment").as(ExperimentCodec.CODEC::decode),
                Value.smallCount(node.member("version")),
                Value.instant(node.member("pinnedAt")),
                Value.instantOrNull(node.nullable("stoppedAt")),
                node.listOrNone("formerEnds", CurrentExperimentCodec::formerEnd),
                node.listOrNone("formerAllocations", CurrentExperimentCodec::formerAllocation));
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
        out.putListIfAny("formerEnds", current.formerEnds(), CurrentExperimentCodec::encode)
                .putListIfAny("formerAllocations", current.formerAllocations(), CurrentExperimentCodec::encode)
                .end();
    }

    private static FormerAllocation formerAllocation(Node node) {
        node.knows("allocation", "until");
        return node.as(form ->
                new FormerAllocation(Value.number(form.member("allocation")), Value.instant(form.member("until"))));
    }

    private static void encode(JsonOut out, FormerAllocation former) {
        out.begin()
                .put("allocation", former.allocation())
                .put("until", former.until())
                .end();
    }

    private static void encode(JsonOut out, FormerEnd former) {
        out.begin().put("end", former.end()).put("until", former.until()).end();
    }
}
