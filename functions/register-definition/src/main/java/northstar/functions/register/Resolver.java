package northstar.functions.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Registry;
import northstar.domain.definition.Registry.Resolution;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Message.EvaluationDue;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.MeasurementStore;
import northstar.storage.ReportStore;
import northstar.storage.Revisioned;
import northstar.storage.Subject;

/**
 * Derives what an experiment resolves to from everything that was ever declared, and what becomes due when that changes.
 */
final class Resolver {
    private static final int ATTEMPTS = 20;

    private final DefinitionStore definitions;
    private final ReportStore reports;
    private final MeasurementStore measurements;
    private final Schedules schedules;

    Resolver(DefinitionStore definitions, ReportStore reports, MeasurementStore measurements, Schedules schedules) {
        this.definitions = definitions;
        this.reports = reports;
        this.measurements = measurements;
        this.schedules = schedules;
    }

    /**
     * What an experiment resolves to.
     *
     * @param state as it is stored now
     * @param due looks to be measured or evaluated because of it
     */
    record Outcome(ExperimentState state, List<Message> due) {}

    /**
     * Derives the state of an experiment and stores it.
     *
     * @param isRepeated whether the event was known: then schedules and due looks are made for an unchanged state too,
     *     because a crash may have come between the write and them
     * @throws ConflictingUpdateException if others kept writing it meanwhile
     */
    Outcome resolve(String experiment, boolean isRepeated) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Revisioned<ExperimentState>> before = definitions.experiment(experiment);
            ExperimentState state = derived(experiment);
            long revision = before.map(Revisioned::revision).orElse(0L);
            if (definitions.replaceExperiment(experiment, revision, state)) {
                boolean isChanged = before.isEmpty() || !before.get().value().equals(state);
                if (!isChanged && !isRepeated && attempt == 0) {
                    return new Outcome(state, List.of());
                }
                List<Message> due = due(state);
                if (isStill(experiment, state)) {
                    return new Outcome(state, due);
                }
            }
        }
        throw new ConflictingUpdateException("experiment " + experiment, ATTEMPTS);
    }

    /** Whoever plans schedules looks afterwards whether they are those of the newest state: of two, the later one sees it. */
    private boolean isStill(String experiment, ExperimentState state) {
        return definitions.experiment(experiment).map(Revisioned::value).equals(Optional.of(state));
    }

    private ExperimentState derived(String key) {
        List<Version> history = definitions.history(Subject.experiment(key));
        Optional<CurrentExperiment> current = CurrentExperiment.of(history);
        if (current.isEmpty()) {
            return new ExperimentState.Pending(new TreeSet<>(List.of(Subject.experiment(key))));
        }
        return switch (registry(current.get()).resolve(current.get(), ContentHash::of)) {
            case Resolution.Pinned pinned -> new ExperimentState.Ready(pinned.experiment());
            case Resolution.Pending pending -> new ExperimentState.Pending(missing(pending));
        };
    }

    private static SortedSet<Subject> missing(Resolution.Pending pending) {
        SortedSet<Subject> missing = new TreeSet<>();
        String northStar = pending.northStar();
        if (northStar != null) {
            missing.add(Subject.northStar(northStar));
        }
        pending.metrics().forEach(metric -> missing.add(Subject.metric(metric)));
        return missing;
    }

    /** Reads the histories of the North Stars and of the metrics that the experiment may need. */
    private Registry registry(CurrentExperiment current) {
        String named = current.experiment().northStar();
        List<String> keys = named == null ? definitions.keys(Subject.Kind.NORTH_STAR) : List.of(named);
        Map<String, List<Version>> northStars = new HashMap<>();
        Map<String, List<Version>> metrics = new HashMap<>();
        for (String key : keys) {
            List<Version> history = definitions.history(Subject.northStar(key));
            if (!history.isEmpty()) {
                northStars.put(key, history);
            }
            for (Version version : history) {
                if (version.event() instanceof NorthStarDefined defined) {
                    PinnedExperiment.metricKeys(current.experiment(), defined.northStar())
                            .forEach(metric -> metrics.computeIfAbsent(
                                    metric, wanted -> definitions.history(Subject.metric(wanted))));
                }
            }
        }
        metrics.values().removeIf(List::isEmpty);
        return new Registry(northStars, metrics);
    }

    private List<Message> due(ExperimentState state) {
        if (!(state instanceof ExperimentState.Ready(PinnedExperiment pinned))) {
            return List.of();
        }
        List<Message> due = new ArrayList<>(schedules.plan(pinned));
        String experiment = pinned.experiment().key();
        unmeasured(pinned, reports.times(experiment))
                .forEach(at -> due.add(new EvaluationDue(experiment, at, pinned.isFinal(at))));
        return due;
    }

    /**
     * Returns the checkpoints that are not measured under the pinned definition, and the first one in any case: evaluating it
     * evaluates all later ones again.
     */
    private List<Instant> unmeasured(PinnedExperiment pinned, List<Instant> reported) {
        Set<Instant> measured =
                Set.copyOf(measurements.times(pinned.experiment().key(), pinned.hash()));
        return reported.stream()
                .filter(at -> at.equals(reported.getFirst()) || !measured.contains(at))
                .toList();
    }
}
