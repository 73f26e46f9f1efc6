package northstar.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import northstar.domain.Arguments;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.moments.AggregateReport;
import org.jspecify.annotations.Nullable;

/** What the detail of one event says. */
public sealed interface Message {
    /** Returns the kind of event that carries it. */
    DetailType type();

    /** Returns its business time. */
    Instant at();

    /** Something was declared or decided. */
    record Definition(DefinitionEvent event) implements Message {
        @Override
        public DetailType type() {
            return switch (event) {
                case DefinitionEvent.NorthStarDefined _ -> DetailType.NORTH_STAR_DEFINED;
                case DefinitionEvent.MetricsDefined _ -> DetailType.METRICS_DEFINED;
                case DefinitionEvent.ExperimentLaunched _ -> DetailType.EXPERIMENT_LAUNCHED;
                case DefinitionEvent.ExperimentChanged _ -> DetailType.EXPERIMENT_CHANGED;
                case DefinitionEvent.ExperimentStopped _ -> DetailType.EXPERIMENT_STOPPED;
                case DefinitionEvent.FeatureShipped _ -> DetailType.FEATURE_SHIPPED;
                case DefinitionEvent.FeatureRolledBack _ -> DetailType.FEATURE_ROLLED_BACK;
                case DefinitionEvent.DecisionRecorded _ -> DetailType.DECISION_RECORDED;
            };
        }

        @Override
        public Instant at() {
            return event.at();
        }
    }

    /** A warehouse has computed the numbers of one checkpoint: in the event, or in a file. */
    sealed interface AggregatesReported extends Message {
        /** Returns the key of the experiment. */
        String experiment();

        @Override
        default DetailType type() {
            return DetailType.AGGREGATES_REPORTED;
        }
    }

    /**
     * The numbers, or one part of them.
     *
     * @param report the rows of this part
     * @param part number of this part, from 1
     * @param parts number of parts that together are the checkpoint
     */
    record ReportedRows(AggregateReport report, int part, int parts) implements AggregatesReported {
        public ReportedRows {
            if (parts < 1 || parts > 1_000) {
                throw Arguments.refusal("parts", parts, "in [1, 1000]");
            }
            if (part < 1 || part > parts) {
                throw Arguments.refusal("part", part, "in [1, " + parts + "]");
            }
        }

        /** Returns the whole report in one event. */
        public static ReportedRows of(AggregateReport report) {
            return new ReportedRows(report, 1, 1);
        }

        @Override
        public String experiment() {
            return report.experiment();
        }

        @Override
        public Instant at() {
            return report.at();
        }
    }

    /**
     * Where the numbers lie: an object in the product's bucket that holds the {@code rows}.
     *
     * @param s3Key key of the object
     */
    record ReportedFile(String experiment, Instant at, String s3Key) implements AggregatesReported {
        public ReportedFile {
            Arguments.key("experiment", experiment);
            Arguments.text("s3Key", s3Key);
        }
    }

    /**
     * An experiment is to be measured.
     *
     * @param at time of the look, which is its key
     * @param isFinal whether the sender takes the look for the final one
     */
    record EvaluationDue(String experiment, Instant at, boolean isFinal) implements Message {
        public EvaluationDue {
            Arguments.key("experiment", experiment);
        }

        @Override
        public DetailType type() {
            return DetailType.EVALUATION_DUE;
        }

        /** Returns the detail that a schedule sends; EventBridge Scheduler fills in the time of the look. */
        public static String scheduled(String experiment, boolean isFinal) {
            Arguments.key("experiment", experiment);
            return "{\"experiment\":\"" + experiment + "\",\"at\":\"<aws.scheduler.scheduled-time>\""
                    + (isFinal ? ",\"final\":true}" : "}");
        }
    }

    /**
     * The moments of one look are stored.
     *
     * @param momentsHash hash of the measurement
     */
    record ExperimentMeasured(String experiment, Instant at, boolean isFinal, String momentsHash) implements Message {
        public ExperimentMeasured {
            Arguments.key("experiment", experiment);
            Arguments.text("momentsHash", momentsHash);
        }

        @Override
        public DetailType type() {
            return DetailType.EXPERIMENT_MEASURED;
        }
    }

    /**
     * The result of one look is stored.
     *
     * @param evaluationHash hash of the evaluation
     */
    record ExperimentEvaluated(String experiment, Instant at, boolean isFinal, String evaluationHash)
            implements Message {
        public ExperimentEvaluated {
            Arguments.key("experiment", experiment);
            Arguments.text("evaluationHash", evaluationHash);
        }

        @Override
        public DetailType type() {
            return DetailType.EXPERIMENT_EVALUATED;
        }
    }

    /**
     * Somebody should look at something.
     *
     * @param experiment key of the experiment, or null if it is about none
     * @param kind what it is about
     * @param text one sentence that a person can read
     * @param link where to read on, or null
     */
    record AttentionNeeded(
            @Nullable String experiment,
            Instant at,
            Kind kind,
            String text,
            @Nullable String link) implements Message {
        public AttentionNeeded {
            if (experiment != null) {
                Arguments.key("experiment", experiment);
            }
            Arguments.text("text", text);
            if (link != null) {
                Arguments.text("link", link);
            }
        }

        @Override
        public DetailType type() {
            return DetailType.ATTENTION_NEEDED;
        }

        /** What somebody should look at. */
        public enum Kind {
            /** An experiment can be decided. */
            DECISION_READY,
            /** A variant does harm. */
            HARM,
            /** The arms do not have the planned sizes. */
            SAMPLE_RATIO,
            /** No data came for too long. */
            DATA_STALE,
            /** An event was refused. */
            REJECTED
        }
    }

    /**
     * A new ranking is stored.
     *
     * @param northStar key of the North Star
     * @param revision the ranking's revision
     */
    record FeaturesRanked(String northStar, long revision, Instant at) implements Message {
        public FeaturesRanked {
            Arguments.key("northStar", northStar);
            Arguments.notNegative("revision", revision);
        }

        @Override
        public DetailType type() {
            return DetailType.FEATURES_RANKED;
        }
    }

    /**
     * A definition is stored.
     *
     * @param definition the kind of event that was stored
     * @param keys what it defines: keys of the North Star, the metrics, the experiment or the feature
     * @param at the definition's own time
     * @param hash hash of its content
     * @param pending keys of North Stars and metrics that it refers to and that nobody has defined yet
     */
    record DefinitionRegistered(DetailType definition, List<String> keys, Instant at, String hash, List<String> pending)
            implements Message {
        public DefinitionRegistered {
            if (!definition.isDefinition()) {
                throw Arguments.refusal(
                        "definition", Arguments.quoted(definition.title()), "the detail-type of a definition");
            }
            if (keys.isEmpty()) {
                throw Arguments.refusal("keys.length", 0, "at least 1");
            }
            keys = Arguments.distinct("keys", keys);
            Arguments.text("hash", hash);
            pending = Arguments.distinct("pending", pending);
        }

        @Override
        public DetailType type() {
            return DetailType.DEFINITION_REGISTERED;
        }
    }

    /**
     * A definition was refused; nothing was stored.
     *
     * @param definition the {@code detail-type} of the refused event
     * @param event id of the refused event
     * @param at time of the refused event
     * @param reason what was wrong, with its path
     */
    record DefinitionRejected(String definition, String event, Instant at, String reason) implements Message {
        public DefinitionRejected {
            Arguments.text("definition", definition);
            Arguments.text("event", event);
            Arguments.text("reason", reason);
        }

        @Override
        public DetailType type() {
            return DetailType.DEFINITION_REJECTED;
        }
    }

    /**
     * A unit meets its variant. Goes to the lake without passing a function.
     *
     * @param experiment key of the experiment
     * @param variant key of the variant
     * @param unit id of the unit, 1 to 200 characters
     * @param attributes a JSON object of what is known of the unit then, at most 20,000 characters, or null
     */
    record Exposure(
            String experiment,
            String variant,
            String unit,
            Instant at,
            @Nullable String attributes) implements Message {
        public Exposure {
            Arguments.key("experiment", experiment);
            Arguments.key("variant", variant);
            LakeForm.name("unit", unit);
        }

        @Override
        public DetailType type() {
            return DetailType.EXPOSURE;
        }
    }

    /**
     * A unit does something. Goes to the lake without passing a function.
     *
     * @param unit id of the unit, 1 to 200 characters
     * @param event what it does, 1 to 200 characters
     * @param id makes it idempotent, 1 to 200 characters
     * @param value a number between -1e15 and 1e15, or null
     * @param properties a JSON object, at most 20,000 characters, or null
     */
    record Activity(
            String unit,
            String event,
            Instant at,
            String id,
            @Nullable Double value,
            @Nullable String properties) implements Message {
        public Activity {
            LakeForm.name("unit", unit);
            LakeForm.name("event", event);
            LakeForm.name("id", id);
            if (value != null && !(Math.abs(value) < LakeForm.VALUES_END)) {
                throw Arguments.refusal("value", value, "between -1e15 and 1e15");
            }
        }

        @Override
        public DetailType type() {
            return DetailType.ACTIVITY;
        }
    }

    /**
     * An object with exposures and activities is in the lake.
     *
     * @param object its key
     * @param manifest key of what says all about it
     * @param at when it was put there
     * @param read number of records in it; each of them is taken, refused or a duplicate
     * @param taken those that are in the lake
     * @param refused those that could not be understood
     * @param duplicates those that say what another one of the object says
     * @param exposures the days on which it says that units met variants: {@link #days}
     * @param activities the days on which it says that units did something: {@link #days}
     */
    record EventsLanded(
            String object,
            String manifest,
            Instant at,
            long read,
            long taken,
            long refused,
            long duplicates,
            List<LocalDate> exposures,
            List<LocalDate> activities)
            implements Message {
        private static final int MAX_DAYS = 400;

        public EventsLanded {
            Arguments.text("object", object);
            Arguments.text("manifest", manifest);
            Arguments.notNegative("read", read);
            Arguments.notNegative("taken", taken);
            Arguments.notNegative("refused", refused);
            Arguments.notNegative("duplicates", duplicates);
            exposures = bounded("exposures", exposures);
            activities = bounded("activities", activities);
        }

        private static List<LocalDate> bounded(String kind, List<LocalDate> days) {
            if (days.size() > MAX_DAYS) {
                throw Arguments.refusal("days." + kind + ".length", days.size(), "at most " + MAX_DAYS);
            }
            return Arguments.distinct("days." + kind, days);
        }

        /** Returns the days as an event names them: in their order, and of more than 400 the first and the last alone. */
        public static List<LocalDate> days(Collection<LocalDate> days) {
            List<LocalDate> sorted = days.stream().sorted().toList();
            return sorted.size() > MAX_DAYS ? List.of(sorted.getFirst(), sorted.getLast()) : sorted;
        }

        @Override
        public DetailType type() {
            return DetailType.EVENTS_LANDED;
        }
    }
}
