package northstar.events;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.moments.Moments;
import northstar.domain.moments.Segment;

/** The form of moments by segment and variant: a list, one element for each segment. */
final class SegmentsCodec extends Codec<SortedMap<Segment, SortedMap<String, Moments>>> {
    static final Codec<SortedMap<Segment, SortedMap<String, Moments>>> CODEC = new SegmentsCodec();

    private SegmentsCodec() {}

    @Override
    SortedMap<Segment, SortedMap<String, Moments>> decode(Node node) {
        return map(node.list(SegmentsCodec::element));
    }

    static SortedMap<Segment, SortedMap<String, Moments>> map(
            List<Map.Entry<Segment, SortedMap<String, Moments>>> segments) {
        SortedMap<Segment, SortedMap<String, Moments>> map = new TreeMap<>();
        segments.forEach(segment -> map.put(segment.getKey(), segment.getValue()));
        return map;
    }

    static Map.Entry<Segment, SortedMap<String, Moments>> element(Node node) {
        node.knows("attribute", "value", "variants");
        return Map.entry(
                new Segment(Value.text(node.member("attribute")), Value.text(node.member("value"))),
                node.sorted("variants", MomentsCodec.CODEC::decode));
    }

    @Override
    void encode(JsonOut out, SortedMap<Segment, SortedMap<String, Moments>> segments) {
        out.list(List.copyOf(segments.entrySet()), SegmentsCodec::encode);
    }

    static void encode(JsonOut out, Map.Entry<Segment, SortedMap<String, Moments>> segment) {
        out.begin()
                .put("attribute", segment.getKey().attribute())
                .put("value", segment.getKey().value())
                .putMap("variants", segment.getValue(), MomentsCodec.CODEC::encode)
                .end();
    }
}
