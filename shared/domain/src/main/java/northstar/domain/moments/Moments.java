package northstar.domain.moments;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import northstar.domain.Arguments;

/**
 * Everything that is kept of one variant's units in one cohort.
 *
 * @param units units that met this variant and no other
 * @param metrics moments by metric key
 * @param crosses sums of the leading variables of two metrics, over the units that have both
 */
public record Moments(long units, SortedMap<String, MetricMoments> metrics, SortedMap<MetricPair, PowerSums> crosses) {
    public Moments {
        Arguments.notNegative("units", units);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        crosses = Collections.unmodifiableSortedMap(new TreeMap<>(crosses));
    }

    /** Returns the moments of these metrics, without cross-products. */
    public static Moments of(long units, Map<String, MetricMoments> metrics) {
        return new Moments(units, new TreeMap<>(metrics), new TreeMap<>());
    }

    /** Returns the moments over both sets of units; a metric or pair that only one of them has is taken as it is. */
    public Moments plus(Moments other) {
        return new Moments(
                Math.addExact(units, other.units),
                merged(metrics, other.metrics, MetricMoments::plus),
                merged(crosses, other.crosses, PowerSums::plus));
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> merged(
            SortedMap<K, V> first, SortedMap<K, V> second, BinaryOperator<V> plus) {
        SortedMap<K, V> all = new TreeMap<>(first);
        second.forEach((key, value) -> all.merge(key, value, plus));
        return all;
    }
}
