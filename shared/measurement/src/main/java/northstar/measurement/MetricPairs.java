package northstar.measurement;

import java.util.ArrayList;
import java.util.List;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.MetricPair;

/** Which metrics' cross-products are kept: the North Star Metric's with every other, and those of two indicators (METHODS 0.2a). */
public final class MetricPairs {
    /** Cross-products of two indicators are kept for that many of them. */
    private static final int CROSSED_INDICATORS = 10;

    private MetricPairs() {}

    /** Returns the pairs of an experiment's metrics. */
    public static List<MetricPair> of(PinnedExperiment pinned) {
        List<String> keys = PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar());
        String northStar = pinned.northStar().metric();
        List<String> indicators = pinned.experiment().indicators().stream()
                .limit(CROSSED_INDICATORS)
                .toList();
        List<MetricPair> pairs = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            for (String other : keys.subList(i + 1, keys.size())) {
                boolean withNorthStar = keys.get(i).equals(northStar) || other.equals(northStar);
                boolean bothIndicators = indicators.contains(keys.get(i)) && indicators.contains(other);
                if (withNorthStar || bothIndicators) {
                    pairs.add(MetricPair.of(keys.get(i), other));
                }
            }
        }
        return List.copyOf(pairs);
    }
}
