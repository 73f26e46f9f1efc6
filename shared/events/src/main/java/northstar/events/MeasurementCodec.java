package northstar.events;

import java.util.List;
import northstar.domain.moments.Measurement;

/** The form of what one look sees; without what was added later it is the form from before there were any. */
final class MeasurementCodec extends Codec<Measurement> {
    static final Codec<Measurement> CODEC = new MeasurementCodec();

    private MeasurementCodec() {}

    @Override
    Measurement decode(Node node) {
        node.knows(
                "experiment",
                "at",
                "definition",
                "variants",
                "multiplyExposedUnits",
                "engine",
                "earlyExposedUnits",
                "preview",
                "segments",
                "permutations");
        Node early = node.optional("earlyExposedUnits");
        return new Measurement(
                Value.text(node.member("experiment")),
                Value.instant(node.member("at")),
                Value.text(node.member("definition")),
                node.sorted("variants", MomentsCodec.CODEC::decode),
                Value.count(node.member("multiplyExposedUnits")),
                Value.text(node.member("engine")),
                early == null ? 0 : Value.count(early),
                node.listOrNone("preview", PreviewCodec::element),
                SegmentsCodec.map(node.listOrNone("segments", SegmentsCodec::element)),
                node.listOrNone("permutations", PermutationForm::decode));
    }

    @Override
    void encode(JsonOut out, Measurement measurement) {
        out.begin()
                .put("experiment", measurement.experiment())
                .put("at", measurement.at())
                .put("definition", measurement.definition())
                .putMap("variants", measurement.variants(), MomentsCodec.CODEC::encode)
                .put("multiplyExposedUnits", measurement.multiplyExposedUnits())
                .put("engine", measurement.engine());
        if (measurement.earlyExposedUnits() != 0) {
            out.put("earlyExposedUnits", measurement.earlyExposedUnits());
        }
        out.putListIfAny("preview", measurement.preview(), PreviewCodec::encode);
        out.putListIfAny("segments", List.copyOf(measurement.segments().entrySet()), SegmentsCodec::encode)
                .putListIfAny("permutations", measurement.permutations(), PermutationForm::encode)
                .end();
    }
}
