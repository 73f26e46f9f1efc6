package northstar.events;

import java.time.Instant;
import java.util.List;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.DecisionRecorded;
import northstar.domain.definition.DefinitionEvent.ExperimentChanged;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.ExperimentStopped;
import northstar.domain.definition.DefinitionEvent.FeatureRolledBack;
import northstar.domain.definition.DefinitionEvent.FeatureShipped;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Notes;
import org.jspecify.annotations.Nullable;

/** The form of the details that declare or decide something. */
final class DefinitionDetail {
    private DefinitionDetail() {}

    static NorthStarDefined northStar(Node node, Instant time) {
        node.knows("northStar", "definedAt");
        return new NorthStarDefined(node.member("northStar").as(NorthStarCodec.CODEC::decode), definedAt(node, time));
    }

    static MetricsDefined metrics(Node node, Instant time) {
        node.knows("metrics", "definedAt");
        return new MetricsDefined(node.member("metrics").as(MetricsCodec.CODEC::decode), definedAt(node, time));
    }

    static ExperimentLaunched launched(Node node, Instant time) {
        node.knows("experiment", "definedAt");
        return new ExperimentLaunched(
                node.member("experiment").as(ExperimentCodec.CODEC::decode), definedAt(node, time));
    }

    static ExperimentChanged changed(Node node, Instant time) {
        node.knows(
                "experiment",
                "definedAt",
                "repin",
                "end",
                "owner",
                "team",
                "tags",
                "effort",
                "allocation",
                "exploratory",
                "evidence");
        return new ExperimentChanged(
                Value.text(node.member("experiment")),
                definedAt(node, time),
                Value.flagOr(node.optional("repin"), false),
                Value.instantOrNull(node.optional("end")),
                Value.textOrNull(node.optional("owner")),
                Value.textOrNull(node.optional("team")),
                textsOrNull(node.optional("tags")),
                Value.numberOrNull(node.optional("effort")),
                Value.numberOrNull(node.optional("allocation")),
                textsOrNull(node.optional("exploratory")),
                evidenceOrNull(node.optional("evidence")));
    }

    private static @Nullable List<String> textsOrNull(@Nullable Node node) {
        return node == null ? null : Value.texts(node);
    }

    private static @Nullable List<Notes.Evidence> evidenceOrNull(@Nullable Node node) {
        return node == null ? null : node.list(NotesForm::evidence);
    }

    static ExperimentStopped stopped(Node node, Instant time) {
        node.knows("experiment", "at", "reason");
        return new ExperimentStopped(
                Value.text(node.member("experiment")), at(node, time), Value.text(node.member("reason")));
    }

    static FeatureShipped shipped(Node node, Instant time) {
        node.knows("feature", "variant", "at", "rollout");
        return new FeatureShipped(
                Value.text(node.member("feature")),
                Value.text(node.member("variant")),
                at(node, time),
                Value.numberOrNull(node.optional("rollout")));
    }

    static FeatureRolledBack rolledBack(Node node, Instant time) {
        node.knows("feature", "at");
        return new FeatureRolledBack(Value.text(node.member("feature")), at(node, time));
    }

    static DecisionRecorded decided(Node node, Instant time) {
        node.knows("experiment", "at", "by", "decision", "why");
        return new DecisionRecorded(
                Value.text(node.member("experiment")),
                at(node, time),
                Value.text(node.member("by")),
                Value.text(node.member("decision")),
                Value.text(node.member("why")));
    }

    private static Instant definedAt(Node node, Instant time) {
        return Value.instantOr(node.optional("definedAt"), time);
    }

    static Instant at(Node node, Instant time) {
        return Value.instantOr(node.optional("at"), time);
    }

    static void encode(JsonOut out, DefinitionEvent event) {
        out.begin();
        switch (event) {
            case NorthStarDefined defined ->
                out.put("northStar", defined.northStar(), NorthStarCodec.CODEC::encode)
                        .put("definedAt", defined.at());
            case MetricsDefined defined -> {
                MetricsCodec.put(out, defined.metrics());
                out.put("definedAt", defined.at());
            }
            case ExperimentLaunched launched ->
                out.put("experiment", launched.experiment(), ExperimentCodec.CODEC::encode)
                        .put("definedAt", launched.at());
            case ExperimentChanged changed -> encode(out, changed);
            case ExperimentStopped stopped ->
                out.put("experiment", stopped.experiment())
                        .put("at", stopped.at())
                        .put("reason", stopped.reason());
            case FeatureShipped shipped ->
                out.put("feature", shipped.feature())
                        .put("variant", shipped.variant())
                        .put("at", shipped.at())
                        .putIfAny("rollout", shipped.rollout());
            case FeatureRolledBack rolledBack ->
                out.put("feature", rolledBack.feature()).put("at", rolledBack.at());
            case DecisionRecorded decided ->
                out.put("experiment", decided.experiment())
                        .put("at", decided.at())
                        .put("by", decided.by())
                        .put("decision", decided.decision())
                        .put("why", decided.why());
        }
        out.end();
    }

    /** An empty list is a change, so it is written; null is none. */
    private static void encode(JsonOut out, ExperimentChanged changed) {
        out.put("experiment", changed.experiment()).put("definedAt", changed.at());
        if (changed.repin()) {
            out.put("repin", true);
        }
        out.putIfAny("end", changed.end()).putIfAny("owner", changed.owner()).putIfAny("team", changed.team());
        if (changed.tags() != null) {
            out.put("tags", changed.tags());
        }
        out.putIfAny("effort", changed.effort()).putIfAny("allocation", changed.allocation());
        if (changed.exploratory() != null) {
            out.put("exploratory", changed.exploratory());
        }
        if (changed.evidence() != null) {
            NotesForm.encode(out, changed.evidence());
        }
    }
}
