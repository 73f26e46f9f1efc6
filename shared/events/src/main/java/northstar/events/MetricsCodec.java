package northstar.events;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Metric;

/** The form of metrics by key. */
final class MetricsCodec extends Codec<SortedMap<String, Metric>> {
    static final Codec<SortedMap<String, Metric>> CODEC = new MetricsCodec();

    private MetricsCodec() {}

    @Override
    SortedMap<String, Metric> decode(Node node) {
        return new TreeMap<>(node.map(MetricForm::decode));
    }

    @Override
    void encode(JsonOut out, SortedMap<String, Metric> metrics) {
        out.map(metrics, MetricForm::encode);
    }

    static void put(JsonOut out, Map<String, Metric> metrics) {
        out.put("metrics", new TreeMap<>(metrics), CODEC::encode);
    }
}
