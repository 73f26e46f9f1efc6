package northstar.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import northstar.domain.Arguments;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.ranking.VariantResult;

/** Evaluations in memory. Thread-safe. */
final class InMemoryEvaluations implements EvaluationStore {
    private final Map<String, Snapshot> experiments = new HashMap<>();
    private final InMemoryRankings rankings;

    InMemoryEvaluations(InMemoryRankings rankings) {
        this.rankings = rankings;
    }

    @Override
    public synchronized Looks looks(String experiment) {
        return experiments.getOrDefault(experiment, new Snapshot(experiment, 0, Collections.emptyNavigableMap()));
    }

    @Override
    public Optional<EvaluatedLook> latestBefore(Looks looks, Instant at) {
        return Optional.ofNullable(snapshot(looks).looks.lowerEntry(at)).map(Map.Entry::getValue);
    }

    @Override
    public List<EvaluatedLook> from(Looks looks, Instant from) {
        return List.copyOf(snapshot(looks).looks.tailMap(from).values());
    }

    @Override
    public synchronized boolean write(
            Looks read, List<EvaluatedLook> changed, Set<Instant> vanished, List<VariantResult> latest) {
        EvaluationStore.check(read, changed, vanished, latest);
        Snapshot before = snapshot(read);
        if (looks(read.experiment()).revision() != before.revision) {
            return false;
        }
        NavigableMap<Instant, EvaluatedLook> looks = new TreeMap<>(before.looks);
        looks.keySet().removeAll(vanished);
        changed.forEach(look -> looks.put(look.evaluation().asOf(), look));
        boolean isOther = !looks.equals(before.looks);
        if (!latest.isEmpty()) {
            isOther |= rankings.replaceResults(read.experiment(), latest);
        }
        if (isOther) {
            experiments.put(
                    read.experiment(),
                    new Snapshot(read.experiment(), before.revision + 1, Collections.unmodifiableNavigableMap(looks)));
        }
        return true;
    }

    private static Snapshot snapshot(Looks looks) {
        if (looks instanceof Snapshot snapshot) {
            return snapshot;
        }
        throw Arguments.refusal("looks", looks.getClass().getSimpleName(), "read from the same store");
    }

    private record Snapshot(String experiment, long revision, NavigableMap<Instant, EvaluatedLook> looks)
            implements Looks {
        @Override
        public NavigableSet<Instant> times() {
            return looks.navigableKeySet();
        }
    }
}
