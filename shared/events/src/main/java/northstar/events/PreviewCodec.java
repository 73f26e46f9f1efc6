package northstar.events;

import java.util.List;
import northstar.domain.moments.Immature;

/** The form of what is seen of units that are not mature: a list, one element for each variant and metric. */
final class PreviewCodec extends Codec<List<Immature>> {
    static final Codec<List<Immature>> CODEC = new PreviewCodec();

    private PreviewCodec() {}

    @Override
    List<Immature> decode(Node node) {
        return node.list(PreviewCodec::element);
    }

    static Immature element(Node node) {
        node.knows("variant", "metric", "n", "mean");
        return new Immature(
                Value.text(node.member("variant")),
                Value.text(node.member("metric")),
                Value.count(node.member("n")),
                Value.numberOrNull(node.nullable("mean")));
    }

    @Override
    void encode(JsonOut out, List<Immature> preview) {
        out.list(preview, PreviewCodec::encode);
    }

    static void encode(JsonOut out, Immature seen) {
        out.begin()
                .put("variant", seen.variant())
                .put("metric", seen.metric())
                .put("n", seen.n())
                .put("mean", seen.mean())
                .end();
    }
}
