package northstar.events;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Source;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Column;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Source.Reported;
import org.jspecify.annotations.Nullable;

/** The form of where a metric's values come from; its keys stand among the metric's own. */
final class SourceForm {
    private SourceForm() {}

    /** Returns the source that an object names, or null if it names none. */
    static @Nullable Source decode(Node node) {
        Node column = node.optional("column");
        Node event = node.optional("event");
        if (column != null) {
            if (event != null) {
                throw event.refusal("must be left out where a column is named");
            }
            return new Column(Value.text(column));
        }
        if (event == null) {
            return null;
        }
        String value = Value.textOrNull(node.optional("value"));
        return new Activities(
                Value.text(event),
                value,
                aggregate(node.optional("aggregate"), value),
                where(node.optional("where")),
                occurrence(node.optional("occurrence")));
    }

    private static Aggregate aggregate(@Nullable Node node, @Nullable String value) {
        return node == null ? usual(value) : Value.choice(node, Words.KEBAB, Aggregate.values());
    }

    private static Aggregate usual(@Nullable String value) {
        return value == null ? Aggregate.COUNT : Aggregate.SUM;
    }

    private static Occurrence occurrence(@Nullable Node node) {
        return node == null ? Occurrence.EVERY : Value.choice(node, Words.KEBAB, Occurrence.values());
    }

    private static Map<String, List<Condition>> where(@Nullable Node node) {
        return node == null ? Map.of() : node.map(ConditionForm::decode);
    }

    /** Puts the keys of a source; none if the numbers are reported ready-made. */
    static JsonOut encode(JsonOut out, Source source) {
        return switch (source) {
            case Column column -> out.put("column", column.name());
            case Activities activities -> encode(out, activities);
            case Reported _ -> out;
        };
    }

    private static JsonOut encode(JsonOut out, Activities activities) {
        out.put("event", activities.event()).putIfAny("value", activities.value());
        if (activities.aggregate() != usual(activities.value())) {
            out.put("aggregate", Words.KEBAB, activities.aggregate());
        }
        if (!activities.where().isEmpty()) {
            out.putMap("where", new TreeMap<>(activities.where()), ConditionForm::encode);
        }
        if (activities.occurrence() != Occurrence.EVERY) {
            out.put("occurrence", Words.KEBAB, activities.occurrence());
        }
        return out;
    }
}
