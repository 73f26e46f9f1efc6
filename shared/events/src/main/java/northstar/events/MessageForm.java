package northstar.events;

import java.time.Instant;
import northstar.domain.moments.AggregateReport;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.Definition;
import northstar.events.Message.DefinitionRegistered;
import northstar.events.Message.DefinitionRejected;
import northstar.events.Message.EvaluationDue;
import northstar.events.Message.ExperimentEvaluated;
import northstar.events.Message.ExperimentMeasured;
import northstar.events.Message.FeaturesRanked;
import northstar.events.Message.ReportedFile;
import northstar.events.Message.ReportedRows;

/** The form of the details of all events. */
final class MessageForm {
    private MessageForm() {}

    static Message decode(DetailType type, Node node, Instant time) {
        return switch (type) {
            case NORTH_STAR_DEFINED -> new Definition(DefinitionDetail.northStar(node, time));
            case METRICS_DEFINED -> new Definition(DefinitionDetail.metrics(node, time));
            case EXPERIMENT_LAUNCHED -> new Definition(DefinitionDetail.launched(node, time));
            case EXPERIMENT_CHANGED -> new Definition(DefinitionDetail.changed(node, time));
            case EXPERIMENT_STOPPED -> new Definition(DefinitionDetail.stopped(node, time));
            case FEATURE_SHIPPED -> new Definition(DefinitionDetail.shipped(node, time));
            case FEATURE_ROLLED_BACK -> new Definition(DefinitionDetail.rolledBack(node, time));
            case DECISION_RECORDED -> new Definition(DefinitionDetail.decided(node, time));
            case AGGREGATES_REPORTED -> aggregates(node, time);
            case EVALUATION_DUE -> due(node, time);
            case EXPERIMENT_MEASURED -> measured(node);
            case EXPERIMENT_EVALUATED -> evaluated(node);
            case ATTENTION_NEEDED -> attention(node);
            case FEATURES_RANKED -> ranked(node);
            case DEFINITION_REGISTERED -> registered(node);
            case DEFINITION_REJECTED -> rejected(node);
            case EXPOSURE -> LakeForm.exposure(node);
            case ACTIVITY -> LakeForm.activity(node);
            case EVENTS_LANDED -> LakeForm.landed(node);
        };
    }

    private static Message aggregates(Node node, Instant time) {
        if (node.has("s3Key")) {
            node.knows("experiment", "at", "s3Key");
            return new ReportedFile(
                    Value.text(node.member("experiment")),
                    DefinitionDetail.at(node, time),
                    Value.text(node.member("s3Key")));
        }
        node.knows("experiment", "at", "rows", "part", "parts");
        AggregateReport report = AggregateReportCodec.report(node, DefinitionDetail.at(node, time));
        return node.has("part") || node.has("parts")
                ? new ReportedRows(
                        report, Value.smallCount(node.member("part")), Value.smallCount(node.member("parts")))
                : ReportedRows.of(report);
    }

    private static Message due(Node node, Instant time) {
        node.knows("experiment", "at", "final");
        return new EvaluationDue(
                Value.text(node.member("experiment")),
                DefinitionDetail.at(node, time),
                Value.flagOr(node.optional("final"), false));
    }

    private static Message measured(Node node) {
        node.knows("experiment", "at", "final", "momentsHash");
        return new ExperimentMeasured(
                Value.text(node.member("experiment")),
                Value.instant(node.member("at")),
                Value.flag(node.member("final")),
                Value.text(node.member("momentsHash")));
    }

    private static Message evaluated(Node node) {
        node.knows("experiment", "at", "final", "evaluationHash");
        return new ExperimentEvaluated(
                Value.text(node.member("experiment")),
                Value.instant(node.member("at")),
                Value.flag(node.member("final")),
                Value.text(node.member("evaluationHash")));
    }

    private static Message attention(Node node) {
        node.knows("experiment", "at", "kind", "text", "link");
        return new AttentionNeeded(
                Value.textOrNull(node.optional("experiment")),
                Value.instant(node.member("at")),
                Value.choice(node.member("kind"), Words.KEBAB, AttentionNeeded.Kind.values()),
                Value.text(node.member("text")),
                Value.textOrNull(node.optional("link")));
    }

    private static Message ranked(Node node) {
        node.knows("northStar", "revision", "at");
        return new FeaturesRanked(
                Value.text(node.member("northStar")),
                Value.count(node.member("revision")),
                Value.instant(node.member("at")));
    }

    private static Message registered(Node node) {
        node.knows("definition", "keys", "at", "hash", "pending");
        Node definition = node.member("definition");
        return new DefinitionRegistered(
                DetailType.of(Value.text(definition))
                        .orElseThrow(() -> definition.refusal("must be the detail-type of a definition")),
                Value.texts(node.member("keys")),
                Value.instant(node.member("at")),
                Value.text(node.member("hash")),
                Value.texts(node.member("pending")));
    }

    private static Message rejected(Node node) {
        node.knows("definition", "event", "at", "reason");
        return new DefinitionRejected(
                Value.text(node.member("definition")),
                Value.text(node.member("event")),
                Value.instant(node.member("at")),
                Value.text(node.member("reason")));
    }

    static void encode(JsonOut out, Message message) {
        switch (message) {
            case Definition definition -> DefinitionDetail.encode(out, definition.event());
            case ReportedRows rows -> encode(out, rows);
            case ReportedFile file ->
                look(out, file.experiment(), file.at())
                        .put("s3Key", file.s3Key())
                        .end();
            case EvaluationDue due ->
                look(out, due.experiment(), due.at())
                        .put("final", due.isFinal())
                        .end();
            case ExperimentMeasured measured ->
                look(out, measured.experiment(), measured.at())
                        .put("final", measured.isFinal())
                        .put("momentsHash", measured.momentsHash())
                        .end();
            case ExperimentEvaluated evaluated ->
                look(out, evaluated.experiment(), evaluated.at())
                        .put("final", evaluated.isFinal())
                        .put("evaluationHash", evaluated.evaluationHash())
                        .end();
            case AttentionNeeded attention -> encode(out, attention);
            case FeaturesRanked ranked ->
                out.begin()
                        .put("northStar", ranked.northStar())
                        .put("revision", ranked.revision())
                        .put("at", ranked.at())
                        .end();
            case DefinitionRegistered registered -> encode(out, registered);
            case DefinitionRejected rejected -> encode(out, rejected);
            case Message.Exposure exposure -> LakeForm.encode(out, exposure);
            case Message.Activity activity -> LakeForm.encode(out, activity);
            case Message.EventsLanded landed -> LakeForm.encode(out, landed);
        }
    }

    private static JsonOut look(JsonOut out, String experiment, Instant at) {
        return out.begin().put("experiment", experiment).put("at", at);
    }

    private static void encode(JsonOut out, ReportedRows rows) {
        out.begin();
        AggregateReportCodec.members(out, rows.report());
        if (rows.parts() > 1) {
            out.put("part", rows.part()).put("parts", rows.parts());
        }
        out.end();
    }

    private static void encode(JsonOut out, AttentionNeeded attention) {
        out.begin()
                .putIfAny("experiment", attention.experiment())
                .put("at", attention.at())
                .put("kind", Words.KEBAB, attention.kind())
                .put("text", attention.text())
                .putIfAny("link", attention.link())
                .end();
    }

    private static void encode(JsonOut out, DefinitionRegistered registered) {
        out.begin()
                .put("definition", registered.definition().title())
                .put("keys", registered.keys())
                .put("at", registered.at())
                .put("hash", registered.hash())
                .put("pending", registered.pending())
                .end();
    }

    private static void encode(JsonOut out, DefinitionRejected rejected) {
        out.begin()
                .put("definition", rejected.definition())
                .put("event", rejected.event())
                .put("at", rejected.at())
                .put("reason", rejected.reason())
                .end();
    }
}
