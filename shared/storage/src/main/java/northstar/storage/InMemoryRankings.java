package northstar.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;
import org.jspecify.annotations.Nullable;

/** Rankings in memory. Thread-safe. */
final class InMemoryRankings implements RankingStore {
    private final SortedMap<String, SortedMap<String, List<VariantResult>>> resultsByExperiment = new TreeMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private final SortedMap<String, FeatureState> features = new TreeMap<>();
    private long featureRevision;
    private final Map<String, Ranking> rankings = new HashMap<>();

    /** Replaces all results of an experiment and says whether they are other ones. */
    synchronized boolean replaceResults(String experiment, List<VariantResult> latest) {
        Map<String, List<VariantResult>> next = new HashMap<>();
        latest.stream()
                .sorted(Comparator.comparing(VariantResult::variant))
                .forEach(result -> next.computeIfAbsent(result.northStar(), _ -> new ArrayList<>())
                        .add(result));
        Set<String> touched = new HashSet<>(resultsByExperiment.keySet());
        touched.addAll(next.keySet());
        boolean isOther = false;
        for (String northStar : touched) {
            SortedMap<String, List<VariantResult>> results =
                    resultsByExperiment.computeIfAbsent(northStar, _ -> new TreeMap<>());
            List<VariantResult> before = results.getOrDefault(experiment, List.of());
            List<VariantResult> after = next.getOrDefault(northStar, List.of());
            if (!before.equals(after)) {
                results.put(experiment, after);
                revisions.merge(northStar, 1L, Long::sum);
                isOther = true;
            }
        }
        return isOther;
    }

    @Override
    public synchronized RankingInput read(String northStar) {
        List<VariantResult> results = resultsByExperiment.getOrDefault(northStar, new TreeMap<>()).values().stream()
                .flatMap(List::stream)
                .toList();
        return new RankingInput(
                revisions.getOrDefault(northStar, 0L) + featureRevision, results, List.copyOf(features.values()));
    }

    @Override
    public synchronized boolean put(Ranking ranking) {
        @Nullable Ranking stored = rankings.get(ranking.northStar());
        if (stored != null && stored.revision() > ranking.revision()) {
            return false;
        }
        rankings.put(ranking.northStar(), ranking);
        return true;
    }

    @Override
    public synchronized Optional<Ranking> current(String northStar) {
        return Optional.ofNullable(rankings.get(northStar));
    }

    @Override
    public synchronized List<String> northStars() {
        return resultsByExperiment.entrySet().stream()
                .filter(entry -> entry.getValue().values().stream().anyMatch(results -> !results.isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized boolean putFeature(FeatureState state) {
        @Nullable FeatureState stored = features.get(state.feature());
        if (stored != null && FEATURE_ORDER.compare(stored, state) >= 0) {
            return false;
        }
        features.put(state.feature(), state);
        featureRevision++;
        return true;
    }
}
