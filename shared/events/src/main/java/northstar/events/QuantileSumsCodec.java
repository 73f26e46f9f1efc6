package northstar.events;

import northstar.domain.moments.QuantileSums;

/** The form of the exact sums of a quantile metric. */
final class QuantileSumsCodec extends Codec<QuantileSums> {
    static final Codec<QuantileSums> CODEC = new QuantileSumsCodec();

    private QuantileSumsCodec() {}

    @Override
    QuantileSums decode(Node node) {
        node.knows("units", "thresholds", "events", "eventsSquared", "below", "belowSquared", "belowEvents");
        return new QuantileSums(
                Value.count(node.member("units")),
                node.member("thresholds").list(Value::number),
                Value.count(node.member("events")),
                Value.count(node.member("eventsSquared")),
                node.member("below").list(Value::count),
                node.member("belowSquared").list(Value::count),
                node.member("belowEvents").list(Value::count));
    }

    @Override
    void encode(JsonOut out, QuantileSums sums) {
        out.begin()
                .put("units", sums.units())
                .put("thresholds", sums.thresholds())
                .put("events", sums.events())
                .put("eventsSquared", sums.eventsSquared())
                .put("below", sums.below())
                .put("belowSquared", sums.belowSquared())
                .put("belowEvents", sums.belowEvents())
                .end();
    }
}
