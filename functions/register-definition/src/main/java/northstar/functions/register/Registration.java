package northstar.functions.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.DecisionRecorded;
import northstar.domain.definition.DefinitionEvent.ExperimentChanged;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.ExperimentStopped;
import northstar.domain.definition.DefinitionEvent.FeatureRolledBack;
import northstar.domain.definition.DefinitionEvent.FeatureShipped;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.ranking.FeatureState;
import northstar.events.ContentHash;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.DefinitionRegistered;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.RankingStore;
import northstar.storage.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the histories of definitions, and what experiments resolve to.
 *
 * <p>A repeated or late event leads to the same stored items as one that came once and in time.
 */
final class Registration {
    private final DefinitionStore definitions;
    private final RankingStore rankings;
    private final Resolver resolver;

    Registration(DefinitionStore definitions, RankingStore rankings, Resolver resolver) {
        this.definitions = definitions;
        this.rankings = rankings;
        this.resolver = resolver;
    }

    /**
     * Registers what the messages define; if one of them is refused, none is stored.
     *
     * @return what is to be put on the bus
     * @throws MalformedInputException if a message is refused
     */
    List<Message> register(List<Message> messages) {
        List<DefinitionEvent> events = new ArrayList<>();
        for (Message message : messages) {
            if (!(message instanceof Message.Definition(DefinitionEvent event))) {
                throw new MalformedInputException(
                        "$", message.type().title(), "must be an event that defines or decides something");
            }
            check(event);
            events.add(event);
        }
        List<Message> answers = new ArrayList<>();
        for (DefinitionEvent event : events) {
            answers.addAll(register(event));
        }
        return answers;
    }

    /** Refuses what the experiment's method or state does not allow, as far as they are known. */
    private void check(DefinitionEvent event) {
        if (event instanceof ExperimentChanged change) {
            Instant end = change.end();
            if (end != null) {
                before(change.experiment(), change).ifPresent(current -> check(current, end));
            }
        }
        if (event instanceof ExperimentLaunched launch) {
            before(launch.experiment().key(), launch).ifPresent(current -> check(current, launch));
        }
    }

    private void check(CurrentExperiment current, ExperimentLaunched launch) {
        Instant start = current.experiment().start();
        boolean isOther = definitions
                .history(Subject.experiment(launch.experiment().key()))
                .stream()
                .noneMatch(version -> version.event() instanceof ExperimentLaunched known
                        && known.experiment().equals(launch.experiment()));
        if (isOther && !launch.at().isBefore(start)) {
            throw new MalformedInputException(
                    "$.definedAt",
                    launch.at().toString(),
                    "must be before the start (" + start
                            + ") of the running experiment; after it use Experiment Changed");
        }
    }

    private static void check(CurrentExperiment current, Instant end) {
        String rule = current.refusalOfEnd(end);
        if (rule != null) {
            throw new MalformedInputException("$.end", end.toString(), "must be " + rule);
        }
    }

    /**
     * Returns the experiment as the event met it when it happened: what happened later, and has perhaps come already,
     * does not make it a wrong one.
     */
    private Optional<CurrentExperiment> before(String experiment, DefinitionEvent event) {
        Version version = version(event);
        return CurrentExperiment.of(definitions.history(Subject.experiment(experiment)).stream()
                .filter(known -> known.compareTo(version) < 0
                        || (known.event() instanceof ExperimentLaunched && !(event instanceof ExperimentLaunched)))
                .toList());
    }

    private static Version version(DefinitionEvent event) {
        return new Version(event, ContentHash.of(event));
    }

    private List<Message> register(DefinitionEvent event) {
        return switch (event) {
            case NorthStarDefined defined -> {
                String key = defined.northStar().key();
                boolean isNew = append(Subject.northStar(key), event);
                yield answered(event, isNew, List.of(key), definitions.keys(Subject.Kind.EXPERIMENT));
            }
            case MetricsDefined defined -> {
                boolean isNew = false;
                for (Map.Entry<String, Metric> metric : defined.metrics().entrySet()) {
                    isNew |= append(
                            Subject.metric(metric.getKey()),
                            new MetricsDefined(Map.of(metric.getKey(), metric.getValue()), event.at()));
                }
                yield answered(
                        event,
                        isNew,
                        defined.metrics().keySet().stream().sorted().toList(),
                        definitions.keys(Subject.Kind.EXPERIMENT));
            }
            case ExperimentLaunched launch -> ofExperiment(launch.experiment().key(), event);
            case ExperimentChanged change -> ofExperiment(change.experiment(), event);
            case ExperimentStopped stop -> ofExperiment(stop.experiment(), event);
            case DecisionRecorded decision -> ofExperiment(decision.experiment(), event);
            case FeatureShipped shipped -> ofFeature(shipped.feature(), shipped.variant(), event);
            case FeatureRolledBack rolledBack -> ofFeature(rolledBack.feature(), null, event);
        };
    }

    private List<Message> ofExperiment(String experiment, DefinitionEvent event) {
        boolean isNew = append(Subject.experiment(experiment), event);
        return answered(event, isNew, List.of(experiment), List.of(experiment));
    }

    private List<Message> ofFeature(String feature, @Nullable String variant, DefinitionEvent event) {
        boolean isNew = append(Subject.feature(feature), event);
        rankings.putFeature(new FeatureState(feature, variant, event.at()));
        return answered(event, isNew, List.of(feature), List.of());
    }

    /** Returns the metrics that a North Star names and that nobody has defined yet. */
    private List<String> pending(DefinitionEvent event) {
        if (!(event instanceof NorthStarDefined defined)) {
            return List.of();
        }
        NorthStar northStar = defined.northStar();
        return Stream.concat(
                        Stream.of(northStar.metric()),
                        northStar.guardrails().stream().map(Guardrail::metric))
                .filter(metric -> definitions.history(Subject.metric(metric)).isEmpty())
                .toList();
    }

    private boolean append(Subject subject, DefinitionEvent event) {
        return definitions.append(subject, version(event));
    }

    private List<Message> answered(DefinitionEvent event, boolean isNew, List<String> keys, List<String> experiments) {
        List<String> pending = new ArrayList<>(pending(event));
        List<Message> due = new ArrayList<>();
        boolean isAbout = !(event instanceof NorthStarDefined) && !(event instanceof MetricsDefined);
        for (String experiment : experiments) {
            Resolver.Outcome outcome = resolver.resolve(experiment, !isNew);
            due.addAll(outcome.due());
            if (isAbout && outcome.state() instanceof ExperimentState.Pending waiting) {
                waiting.missing().forEach(subject -> pending.add(subject.key()));
            }
        }
        List<Message> answers = new ArrayList<>();
        answers.add(new DefinitionRegistered(
                new Message.Definition(event).type(),
                keys,
                event.at(),
                ContentHash.of(event),
                pending.stream().distinct().sorted().toList()));
        answers.addAll(due);
        return answers;
    }
}
