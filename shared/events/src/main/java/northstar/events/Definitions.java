package northstar.events;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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

    public Definitions {
        northStars = List.copyOf(northStars);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        experiments = List.copyOf(experiments);
    }

    /**
     * Returns what both declare.
     *
     * @throws IllegalArgumentException if both declare a North Star, metric or experiment of the same key
     */
    public Definitions plus(Definitions other) {
        throw new UnsupportedOperationException();
    }
}
