package northstar.events;

import northstar.domain.moments.Measurement;

/** The form of what one look sees. */
final class MeasurementCodec extends Codec<Measurement> {
    static final Codec<Measurement> CODEC = new MeasurementCodec();

    private MeasurementCodec() {}

    @Override
    Measurement decode(Node node) {
        node.knows("experiment", "at", "definition", "variants", "multiplyExposedUnits", "engine");
        return new Measurement(
                Value.text(node.member("experiment")),
                Value.instant(node.member("at")),
                Value.text(node.member("definition")),
                node.sorted("variants", MomentsCodec.CODEC::decode),
                Value.count(node.member("multiplyExposedUnits")),
                Value.text(node.member("engine")));
    }

    @Override
    void encode(JsonOut out, Measurement measurement) {
        out.begin()
                .put("experiment", measurement.experiment())
                .put("at", measurement.at())
                .put("definition", measurement.definition())
                .putMap("variants", measurement.variants(), MomentsCodec.CODEC::encode)
                .put("multiplyExposedUnits", measurement.multiplyExposedUnits())
                .put("engine", measurement.engine())
                .end();
    }
}
