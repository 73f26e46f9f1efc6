package northstar.events;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.DataSource.AggregateColumns;
import northstar.domain.definition.DataSource.Aggregates;
import northstar.domain.definition.DataSource.Events;
import northstar.domain.definition.DataSource.Missing;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.DataSource.Units;
import northstar.domain.definition.Variant;
import org.jspecify.annotations.Nullable;

/** The form of an experiment's data: exactly one door. */
final class DataForm {
    private DataForm() {}

    static DataSource decode(Node node, List<Variant> variants) {
        node.knows("events", "units", "aggregates");
        Node events = node.optional("events");
        Node units = node.optional("units");
        Node aggregates = node.optional("aggregates");
        if (events != null && units == null && aggregates == null) {
            events.knows();
            return new Events();
        }
        if (units != null && events == null && aggregates == null) {
            return units.as(door -> units(door, variants));
        }
        if (aggregates != null && events == null && units == null) {
            return aggregates.as(DataForm::aggregates);
        }
        throw node.refusal("must have exactly one of events, units, aggregates");
    }

    private static Units units(Node node, List<Variant> variants) {
        node.knows("file", "unit", "variant", "missing");
        Node variant = node.member("variant");
        boolean plain = variant.isText();
        if (!plain) {
            variant.knows("column", "values");
        }
        return new Units(
                Value.text(node.member("file")),
                Value.textOrNull(node.optional("unit")),
                Value.text(plain ? variant : variant.member("column")),
                plain ? Map.of() : variantValues(variant.optional("values"), variants),
                missing(node.optional("missing")));
    }

    private static Map<String, String> variantValues(@Nullable Node node, List<Variant> variants) {
        return node == null ? Map.of() : node.map(value -> variantKey(value, variants));
    }

    private static String variantKey(Node node, List<Variant> variants) {
        String key = Value.text(node);
        if (variants.stream().noneMatch(variant -> variant.key().equals(key))) {
            throw node.refusal("must be the key of a variant");
        }
        return key;
    }

    private static Missing missing(@Nullable Node node) {
        return node == null
                ? Missing.NONE
                : node.as(missing -> {
                    missing.knows("values", "metrics");
                    Node metrics = missing.optional("metrics");
                    return new Missing(
                            missing.listOrNone("values", Value::anyText),
                            metrics == null
                                    ? MissingMetric.REFUSE
                                    : Value.choice(metrics, Words.KEBAB, MissingMetric.values()));
                });
    }

    private static Aggregates aggregates(Node node) {
        node.knows("file", "where", "columns");
        Node where = node.optional("where");
        Node columns = node.optional("columns");
        return new Aggregates(
                Value.textOrNull(node.optional("file")),
                where == null ? Map.of() : where.map(Value::anyText),
                columns == null ? AggregateColumns.DEFAULT : columns.as(DataForm::columns));
    }

    private static AggregateColumns columns(Node node) {
        node.knows("at", "variant", "metric", "n", "mean", "variance", "m3");
        AggregateColumns usual = AggregateColumns.DEFAULT;
        return new AggregateColumns(
                Value.textOr(node.optional("at"), usual.at()),
                Value.textOr(node.optional("variant"), usual.variant()),
                Value.textOr(node.optional("metric"), usual.metric()),
                Value.textOr(node.optional("n"), usual.n()),
                Value.textOr(node.optional("mean"), usual.mean()),
                Value.textOr(node.optional("variance"), usual.variance()),
                Value.textOrNull(node.optional("m3")));
    }

    static void encode(JsonOut out, DataSource data) {
        out.begin("data");
        switch (data) {
            case Events _ -> out.begin("events").end();
            case Units units -> encode(out, units);
            case Aggregates aggregates -> encode(out, aggregates);
        }
        out.end();
    }

    private static void encode(JsonOut out, Units units) {
        out.begin("units").put("file", units.file()).putIfAny("unit", units.unit());
        if (units.variantValues().isEmpty()) {
            out.put("variant", units.variantColumn());
        } else {
            out.begin("variant")
                    .put("column", units.variantColumn())
                    .put("values", new TreeMap<>(units.variantValues()))
                    .end();
        }
        Missing missing = units.missing();
        if (!missing.equals(Missing.NONE)) {
            out.begin("missing")
                    .put("values", missing.values())
                    .put("metrics", Words.KEBAB, missing.metrics())
                    .end();
        }
        out.end();
    }

    private static void encode(JsonOut out, Aggregates aggregates) {
        out.begin("aggregates")
                .putIfAny("file", aggregates.file())
                .putIfAny("where", new TreeMap<>(aggregates.where()));
        AggregateColumns columns = aggregates.columns();
        if (!columns.equals(AggregateColumns.DEFAULT)) {
            out.begin("columns")
                    .put("at", columns.at())
                    .put("variant", columns.variant())
                    .put("metric", columns.metric())
                    .put("n", columns.n())
                    .put("mean", columns.mean())
                    .put("variance", columns.variance())
                    .putIfAny("m3", columns.m3())
                    .end();
        }
        out.end();
    }
}
