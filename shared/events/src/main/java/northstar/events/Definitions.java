package northstar.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import northstar.domain.Arguments;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;

/**
 * What one or several definition files declare.
 *
 * @param northStars in the order of the files
 * @param metrics by key
 * @param experiments in the order of the files, defaults filled in
 */
public record Definitions(List<NorthStar> northStars, SortedMap<String, Metric> metrics, List<Experiment> experiments) {
    /** Nothing is declared. */
    public static final Definitions NONE = new Definitions(List.of(), new TreeMap<>(), List.of());

    /**
     * Checks that no key is declared twice.
     *
     * @throws IllegalArgumentException if two North Stars or two experiments have the same key
     */
    public Definitions {
        northStars = List.copyOf(northStars);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        experiments = List.copyOf(experiments);
        once("northStar.key", northStars, NorthStar::key);
        once("experiment.key", experiments, Experiment::key);
    }

    private static <T> void once(String what, List<T> declared, Function<T, String> key) {
        Set<String> keys = new HashSet<>();
        for (T one : declared) {
            if (!keys.add(key.apply(one))) {
                throw Arguments.refusal(what, Arguments.quoted(key.apply(one)), "declared only once");
            }
        }
    }

    /**
     * Returns what both declare.
     *
     * @throws IllegalArgumentException if both declare a North Star, metric or experiment of the same key
     */
    public Definitions plus(Definitions other) {
        SortedMap<String, Metric> all = new TreeMap<>(metrics);
        other.metrics.forEach((key, metric) -> {
            if (all.put(key, metric) != null) {
                throw Arguments.refusal(Paths.member("metrics", key), "a second time", "declared only once");
            }
        });
        return new Definitions(both(northStars, other.northStars), all, both(experiments, other.experiments));
    }

    private static <T> List<T> both(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
