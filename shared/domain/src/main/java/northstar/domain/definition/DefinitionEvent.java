package northstar.domain.definition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/** Something that was declared or decided; the state of a definition is the fold of its events in time order. */
public sealed interface DefinitionEvent {
    /** Returns when it was declared: the business time that orders versions, together with the content's hash. */
    Instant at();

    /** A North Star was defined, or defined anew. */
    record NorthStarDefined(NorthStar northStar, Instant at) implements DefinitionEvent {}

    /**
     * Metrics were defined, or defined anew; metrics that are not named stay as they are.
     *
     * @param metrics from key to metric, at least one
     */
    record MetricsDefined(Map<String, Metric> metrics, Instant at) implements DefinitionEvent {
        public MetricsDefined {
            if (metrics.isEmpty()) {
                throw Arguments.refusal("metrics.length", 0, "at least 1");
            }
            metrics = Map.copyOf(metrics);
        }
    }

    /** An experiment was launched. */
    record ExperimentLaunched(Experiment experiment, Instant at) implements DefinitionEvent {}

    /**
     * Some of an experiment's particulars changed after its launch; what is null stays as it is.
     *
     * @param experiment key of the experiment
     * @param repin whether the newest metrics and North Star are to be used from now on, for all of its data
     */
    record ExperimentChanged(
            String experiment,
            Instant at,
            boolean repin,
            @Nullable Instant end,
            @Nullable String owner,
            @Nullable String team,
            @Nullable List<String> tags,
            @Nullable Double effort,
            @Nullable Double allocation,
            @Nullable List<String> exploratory,
            @Nullable List<Notes.Evidence> evidence)
            implements DefinitionEvent {
        public ExperimentChanged {
            Arguments.key("experiment", experiment);
            if (effort != null) {
                Arguments.positive("effort", effort);
            }
            if (allocation != null) {
                Arguments.share("allocation", allocation);
            }
            tags = tags == null ? null : List.copyOf(tags);
            exploratory = exploratory == null ? null : Arguments.distinct("exploratory", exploratory);
            evidence = evidence == null ? null : List.copyOf(evidence);
        }
    }

    /** An experiment was stopped before its end. */
    record ExperimentStopped(String experiment, Instant at, String reason) implements DefinitionEvent {
        public ExperimentStopped {
            Arguments.key("experiment", experiment);
            Arguments.text("reason", reason);
        }
    }

    /**
     * A feature went out to its users.
     *
     * @param rollout share of the users that have it, in (0, 1], or null for all
     */
    record FeatureShipped(
            String feature,
            String variant,
            Instant at,
            @Nullable Double rollout) implements DefinitionEvent {
        public FeatureShipped {
            Arguments.key("feature", feature);
            Arguments.key("variant", variant);
            if (rollout != null) {
                Arguments.share("rollout", rollout);
            }
        }
    }

    /** A feature was taken back. */
    record FeatureRolledBack(String feature, Instant at) implements DefinitionEvent {
        public FeatureRolledBack {
            Arguments.key("feature", feature);
        }
    }

    /** Somebody decided about an experiment. */
    record DecisionRecorded(String experiment, Instant at, String by, String decision, String why)
            implements DefinitionEvent {
        public DecisionRecorded {
            Arguments.key("experiment", experiment);
            Arguments.text("by", by);
            Arguments.text("decision", decision);
            Arguments.text("why", why);
        }
    }
}
