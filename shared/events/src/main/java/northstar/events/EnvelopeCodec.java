package northstar.events;

/** The form of EventBridge's envelope. What AWS may add to it is passed over; the detail is read strictly later. */
final class EnvelopeCodec extends Codec<Envelope> {
    static final Codec<Envelope> CODEC = new EnvelopeCodec();

    private EnvelopeCodec() {}

    @Override
    String bounded(String json) {
        return Limits.event(json, -Limits.ENVELOPE);
    }

    @Override
    Envelope decode(Node node) {
        Node detail = node.member("detail");
        if (!detail.isObject()) {
            throw detail.refusal("must be an object");
        }
        return new Envelope(
                Value.text(node.member("id")),
                Value.text(node.member("detail-type")),
                Value.text(node.member("source")),
                Value.text(node.member("account")),
                Value.instant(node.member("time")),
                Value.text(node.member("region")),
                Value.texts(node.member("resources")),
                new JsonOut().value(detail.content()).text());
    }

    @Override
    void encode(JsonOut out, Envelope envelope) {
        out.begin()
                .put("version", "0")
                .put("id", envelope.id())
                .put("detail-type", envelope.detailType())
                .put("source", envelope.source())
                .put("account", envelope.account())
                .put("time", envelope.time())
                .put("region", envelope.region())
                .put("resources", envelope.resources())
                .put("detail", JsonTree.parse(envelope.detail()))
                .end();
    }
}
