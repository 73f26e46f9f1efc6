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
 * @param quantiles sums by key of a quantile metric, which has no other moments
 * @param daily sums of what the units did on each day since their exposure, one variable a day, by key of the metric; made for
 *     the final look alone
 */
public record Moments(
        long units,
        SortedMap<String, MetricMoments> metrics,
        SortedMap<MetricPair, PowerSums> crosses,
        SortedMap<String, QuantileSums> quantiles,
        SortedMap<String, PowerSums> daily) {
    public Moments {
        Arguments.notNegative("units", units);
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        crosses = Collections.unmodifiableSortedMap(new TreeMap<>(crosses));
        quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
        daily = Collections.unmodifiableSortedMap(new TreeMap<>(daily));
    }

    /** Creates moments that are not told by the day. */
    public Moments(
            long units,
            SortedMap<String, MetricMoments> metrics,
            SortedMap<MetricPair, PowerSums> crosses,
            SortedMap<String, QuantileSums> quantiles) {
        this(units, metrics, crosses, quantiles, new TreeMap<>());
    }

    /** Creates moments without quantile metrics. */
    public Moments(long units, SortedMap<String, MetricMoments> metrics, SortedMap<MetricPair, PowerSums> crosses) {
        this(units, metrics, crosses, new TreeMap<>());
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
                merged(crosses, other.crosses, PowerSums::plus),
                merged(quantiles, other.quantiles, QuantileSums::plus),
                merged(daily, other.daily, PowerSums::plus));
    }

    /** Returns a copy with these sums of each day since exposure. */
    public Moments withDaily(SortedMap<String, PowerSums> byDay) {
        return new Moments(units, metrics, crosses, quantiles, byDay);
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> merged(
            SortedMap<K, V> first, SortedMap<K, V> second, BinaryOperator<V> plus) {
        SortedMap<K, V> all = new TreeMap<>(first);
        second.forEach((key, value) -> all.merge(key, value, plus));
        return all;
    }
}
