package northstar.events;

import northstar.domain.definition.NorthStar;
import northstar.domain.definition.NorthStar.Goal;
import northstar.domain.definition.NorthStar.Input;
import northstar.domain.definition.NorthStar.Series;
import org.jspecify.annotations.Nullable;

/** The form of a North Star. */
final class NorthStarCodec extends Codec<NorthStar> {
    static final Codec<NorthStar> CODEC = new NorthStarCodec();

    private NorthStarCodec() {}

    @Override
    NorthStar decode(Node node) {
        node.knows(
                "key", "name", "vision", "coreValue", "metric", "series", "goals", "outcomes", "guardrails", "inputs");
        return new NorthStar(
                Value.text(node.member("key")),
                Value.textOrNull(node.optional("name")),
                Value.textOrNull(node.optional("vision")),
                Value.textOrNull(node.optional("coreValue")),
                Value.text(node.member("metric")),
                series(node.optional("series")),
                node.listOrNone("goals", NorthStarCodec::goal),
                Value.texts(node.optional("outcomes")),
                Guardrails.decode(node),
                node.listOrNone("inputs", NorthStarCodec::input));
    }

    private static @Nullable Series series(@Nullable Node node) {
        return node == null
                ? null
                : node.as(series -> {
                    series.knows("aggregate", "cadence");
                    return new Series(Value.text(series.member("aggregate")), Value.duration(series.member("cadence")));
                });
    }

    private static Goal goal(Node node) {
        node.knows("value", "by");
        return new Goal(Value.number(node.member("value")), Value.date(node.member("by")));
    }

    private static Input input(Node node) {
        node.knows("metric", "lag", "drives");
        return new Input(
                Value.text(node.member("metric")),
                Value.durationOrNull(node.optional("lag")),
                Value.textOrNull(node.optional("drives")));
    }

    @Override
    void encode(JsonOut out, NorthStar star) {
        out.begin()
                .put("key", star.key())
                .putIfAny("name", star.name())
                .putIfAny("vision", star.vision())
                .putIfAny("coreValue", star.coreValue())
                .put("metric", star.metric());
        Series series = star.series();
        if (series != null) {
            out.begin("series")
                    .put("aggregate", series.aggregate())
                    .put("cadence", series.cadence())
                    .end();
        }
        out.putListIfAny(
                        "goals",
                        star.goals(),
                        (o, goal) -> o.begin()
                                .put("value", goal.value())
                                .put("by", goal.by())
                                .end())
                .putIfAny("outcomes", star.outcomes());
        Guardrails.encode(out, star.guardrails());
        out.putListIfAny(
                        "inputs",
                        star.inputs(),
                        (o, input) -> o.begin()
                                .put("metric", input.metric())
                                .putIfAny("lag", input.lag())
                                .putIfAny("drives", input.drives())
                                .end())
                .end();
    }
}
