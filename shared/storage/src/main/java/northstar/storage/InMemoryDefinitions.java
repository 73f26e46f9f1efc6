package northstar.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import northstar.domain.definition.CurrentExperiment.Version;
import org.jspecify.annotations.Nullable;

/** Definitions in memory. Thread-safe. */
final class InMemoryDefinitions implements DefinitionStore {
    private final SortedMap<Subject, SortedSet<Version>> histories = new TreeMap<>();
    private final Map<String, Revisioned<ExperimentState>> experiments = new HashMap<>();

    @Override
    public synchronized boolean append(Subject subject, Version version) {
        return histories.computeIfAbsent(subject, _ -> new TreeSet<>()).add(version);
    }

    @Override
    public synchronized List<Version> history(Subject subject) {
        SortedSet<Version> history = histories.get(subject);
        return history == null ? List.of() : List.copyOf(history);
    }

    @Override
    public synchronized List<String> keys(Subject.Kind kind) {
        return histories.keySet().stream()
                .filter(subject -> subject.kind() == kind)
                .map(Subject::key)
                .toList();
    }

    @Override
    public synchronized Optional<Revisioned<ExperimentState>> experiment(String key) {
        return Optional.ofNullable(experiments.get(key));
    }

    @Override
    public synchronized boolean replaceExperiment(String key, long expectedRevision, ExperimentState state) {
        @Nullable Revisioned<ExperimentState> stored = experiments.get(key);
        if (stored != null && stored.value().equals(state)) {
            return true;
        }
        if ((stored == null ? 0 : stored.revision()) != expectedRevision) {
            return false;
        }
        experiments.put(key, new Revisioned<>(state, expectedRevision + 1));
        return true;
    }
}
