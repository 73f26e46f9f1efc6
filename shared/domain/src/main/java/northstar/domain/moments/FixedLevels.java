package northstar.domain.moments;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values that were read off the data once and are kept from then on, so that later looks compare with earlier ones: caps at
 * a quantile, and the thresholds of quantile metrics (METHODS 0.2a, 5.2).
 *
 * @param levels by metric key: the cap alone, or the thresholds in ascending order
 */
public record FixedLevels(SortedMap<String, List<Double>> levels) {
    /** Nothing is fixed yet. */
    public static final FixedLevels NONE = new FixedLevels(new TreeMap<>());

    public FixedLevels {
        SortedMap<String, List<Double>> copy = new TreeMap<>();
        levels.forEach((metric, values) -> copy.put(metric, List.copyOf(values)));
        levels = Collections.unmodifiableSortedMap(copy);
    }
}
