package northstar.domain.definition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every North Star and metric that is known.
 *
 * @param northStars versions by key of the North Star
 * @param metrics versions by key of the metric; each version defines that metric, perhaps beside others
 */
public record Registry(Map<String, List<Version>> northStars, Map<String, List<Version>> metrics) {
    public Registry {
        northStars = Map.copyOf(northStars);
        metrics = Map.copyOf(metrics);
    }

    /** An experiment with what it refers to, or what is missing of that. */
    public sealed interface Resolution {
        /** Everything that the experiment refers to is defined. */
        record Pinned(PinnedExperiment experiment) implements Resolution {}

        /**
         * Something that the experiment refers to is not defined.
         *
         * @param northStar key of the North Star that is missing, {@link #UNNAMED} if the experiment names none and there
         *     is not exactly one, or null if it is there
         * @param metrics keys of the metrics that are missing
         */
        record Pending(@Nullable String northStar, List<String> metrics) implements Resolution {
            /** Stands for the North Star of an experiment that names none. */
            public static final String UNNAMED = "unnamed";

            public Pending {
                metrics = List.copyOf(metrics);
            }
        }
    }

    /**
     * Finds the North Star and the metrics that an experiment keeps: the versions in force when it was pinned, or, of
     * what was defined only later, the first ones. The result depends on the set of known versions alone, not on the
     * order in which they came.
     *
     * @param hash makes the hash of a North Star and the metrics
     */
    public Resolution resolve(
            CurrentExperiment current, BiFunction<NorthStar, SortedMap<String, Metric>, String> hash) {
        NorthStar northStar = northStar(current);
        if (northStar == null) {
            String key = current.experiment().northStar();
            return new Resolution.Pending(key == null ? Resolution.Pending.UNNAMED : key, List.of());
        }
        SortedMap<String, Metric> found = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (String key : PinnedExperiment.metricKeys(current.experiment(), northStar)) {
            Version version = inForce(metrics.get(key), current.pinnedAt());
            if (version != null && version.event() instanceof MetricsDefined defined) {
                Metric metric = defined.metrics().get(key);
                if (metric != null) {
                    found.put(key, metric);
                    continue;
                }
            }
            missing.add(key);
        }
        return missing.isEmpty()
                ? new Resolution.Pinned(new PinnedExperiment(current, northStar, found, hash.apply(northStar, found)))
                : new Resolution.Pending(null, missing);
    }

    private @Nullable NorthStar northStar(CurrentExperiment current) {
        String key = current.experiment().northStar();
        if (key == null) {
            key = onlyNorthStar(current.pinnedAt());
        }
        Version version = key == null ? null : inForce(northStars.get(key), current.pinnedAt());
        return version != null && version.event() instanceof NorthStarDefined defined ? defined.northStar() : null;
    }

    /** Of the North Stars in force at the instant, or else of those defined later, the first one if it is alone. */
    private @Nullable String onlyNorthStar(Instant at) {
        List<String> inForce = northStars.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(version -> !version.event().at().isAfter(at)))
                .map(Map.Entry::getKey)
                .toList();
        if (inForce.isEmpty() && northStars.size() == 1) {
            return northStars.keySet().iterator().next();
        }
        return inForce.size() == 1 ? inForce.getFirst() : null;
    }

    private static @Nullable Version inForce(@Nullable List<Version> versions, Instant at) {
        if (versions == null) {
            return null;
        }
        return versions.stream()
                .filter(version -> !version.event().at().isAfter(at))
                .max(Comparator.naturalOrder())
                .or(() -> versions.stream().min(Comparator.naturalOrder()))
                .orElse(null);
    }
}
