package northstar.cli.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.DecisionRecorded;
import northstar.domain.definition.DefinitionEvent.ExperimentChanged;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.ExperimentStopped;
import northstar.domain.definition.DefinitionEvent.FeatureRolledBack;
import northstar.domain.definition.DefinitionEvent.FeatureShipped;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Status;
import northstar.storage.EvaluationStore;
import northstar.storage.ExperimentState;
import northstar.storage.Looks;
import northstar.storage.Revisioned;
import northstar.storage.Stores;
import northstar.storage.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployed experiment is.
 *
 * @param experiment its definition as it is now
 * @param status where it is, by the clock
 * @param missing keys of what it names and nobody has defined
 * @param last its newest look, or null before the first one
 * @param next when it is looked at next, or null if no schedule does so any more
 * @param unscheduled whether a look is to come that no schedule calls for
 * @param history what was declared and decided about it and its feature, oldest first
 */
public record Standing(
        Experiment experiment,
        Status status,
        List<String> missing,
        @Nullable Evaluation last,
        @Nullable Instant next,
        boolean unscheduled,
        List<Entry> history) {
    public Standing {
        missing = List.copyOf(missing);
        history = List.copyOf(history);
    }

    /**
     * One thing that was declared or decided.
     *
     * @param kind such as {@code stopped}
     * @param text more about it, possibly empty
     */
    public record Entry(Instant at, String kind, String text) {}

    /**
     * Reads where an experiment is.
     *
     * @param schedules names of all schedules
     * @return empty if it was never launched
     */
    public static Optional<Standing> of(String key, Stores stores, Set<String> schedules, Instant now) {
        Registered registered = new Registered(stores.definitions());
        CurrentExperiment current = registered.experiment(key).orElse(null);
        if (current == null) {
            return Optional.empty();
        }
        ExperimentState state =
                stores.definitions().experiment(key).map(Revisioned::value).orElse(null);
        PinnedExperiment pinned = state instanceof ExperimentState.Ready(PinnedExperiment ready) ? ready : null;
        List<String> missing = state instanceof ExperimentState.Pending(var subjects)
                ? subjects.stream().map(Subject::key).toList()
                : List.of();
        boolean hasFinal = schedules.contains(key + "-final");
        boolean hasLooks = schedules.contains(key + "-looks");
        Evaluation last = newest(stores.evaluations(), key);
        boolean isOver = last != null && last.isFinal();
        boolean isToCome = pinned != null
                && !isOver
                && !(pinned.experiment().data() instanceof DataSource.Aggregates)
                && pinned.finalLook().isAfter(now);
        return Optional.of(new Standing(
                current.experiment(),
                last != null && isOver ? last.status() : status(current, now),
                missing,
                last,
                pinned == null || !hasFinal ? null : next(pinned, hasLooks, now),
                isToCome && !hasFinal,
                history(registered, current.experiment())));
    }

    private static Status status(CurrentExperiment current, Instant now) {
        if (now.isBefore(current.experiment().start())) {
            return Status.DRAFT;
        }
        if (now.isBefore(current.experiment().end())) {
            return Status.RUNNING;
        }
        return current.stoppedAt() == null ? Status.COMPLETE : Status.STOPPED;
    }

    private static @Nullable Evaluation newest(EvaluationStore evaluations, String key) {
        Looks looks = evaluations.looks(key);
        if (looks.times().isEmpty()) {
            return null;
        }
        return evaluations.from(looks, looks.times().last()).stream()
                .map(EvaluatedLook::evaluation)
                .findFirst()
                .orElse(null);
    }

    private static Instant next(PinnedExperiment pinned, boolean hasLooks, Instant now) {
        Instant last = pinned.finalLook();
        if (!hasLooks) {
            return last;
        }
        Duration every = pinned.experiment().analysis().looks();
        Instant look = pinned.experiment().start().plus(every);
        while (!look.isAfter(now)) {
            look = look.plus(every);
        }
        return look.isBefore(last) ? look : last;
    }

    private static List<Entry> history(Registered registered, Experiment experiment) {
        List<DefinitionEvent> events = new ArrayList<>(registered.ofExperiment(experiment.key()));
        events.addAll(registered.ofFeature(experiment.feature()));
        return events.stream()
                .sorted(Comparator.comparing(DefinitionEvent::at))
                .map(Standing::entry)
                .toList();
    }

    private static Entry entry(DefinitionEvent event) {
        return switch (event) {
            case ExperimentLaunched launched -> new Entry(launched.at(), "launched", "");
            case ExperimentChanged changed -> new Entry(changed.at(), "changed", changes(changed));
            case ExperimentStopped stopped -> new Entry(stopped.at(), "stopped", stopped.reason());
            case DecisionRecorded decision ->
                new Entry(
                        decision.at(),
                        "decided",
                        decision.decision() + ", by " + decision.by() + ": " + decision.why());
            case FeatureShipped shipped ->
                new Entry(
                        shipped.at(),
                        "shipped",
                        shipped.variant() + (shipped.rollout() == null ? "" : ", to a share of " + shipped.rollout()));
            case FeatureRolledBack rolledBack -> new Entry(rolledBack.at(), "rolled back", "");
            case NorthStarDefined defined ->
                new Entry(defined.at(), "defined", defined.northStar().key());
            case MetricsDefined defined ->
                new Entry(
                        defined.at(),
                        "defined",
                        String.join(", ", defined.metrics().keySet()));
        };
    }

    private static String changes(ExperimentChanged changed) {
        List<String> changes = new ArrayList<>();
        if (changed.end() != null) {
            changes.add("end " + changed.end());
        }
        if (changed.allocation() != null) {
            changes.add("allocation " + changed.allocation());
        }
        if (changed.effort() != null) {
            changes.add("effort " + changed.effort());
        }
        if (changed.repin()) {
            changes.add("measured anew by the newest metrics");
        }
        if (changed.exploratory() != null) {
            changes.add("exploratory " + String.join(", ", changed.exploratory()));
        }
        if (changed.owner() != null || changed.team() != null || changed.tags() != null || changed.evidence() != null) {
            changes.add("notes");
        }
        return String.join(", ", changes);
    }
}
