package northstar.domain.definition;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/** Where the values of a metric come from: one case for each door. */
public sealed interface Source {
    /**
     * A column of a table with one row per unit.
     *
     * @param name the column's name, as in the table's head
     */
    record Column(String name) implements Source {
        public Column {
            Arguments.text("column", name);
        }
    }

    /**
     * Activities of a unit, put together into one value.
     *
     * @param event the activity's name
     * @param value {@code value}, or the key of a property that holds the number, or null to count
     * @param aggregate how several activities of a unit become one value
     * @param where by property, the conditions that all have to hold, at least one for each; conditions of a kind are stated
     *     once, but for {@link Condition.NotEqual}
     * @param occurrence which of the unit's activities count
     */
    record Activities(
            String event,
            @Nullable String value,
            Aggregate aggregate,
            Map<String, List<Condition>> where,
            Occurrence occurrence)
            implements Source {
        public Activities {
            Arguments.text("event", event);
            if (value != null) {
                Arguments.text("value", value);
            }
            if (value == null && aggregate != Aggregate.COUNT) {
                String name = aggregate.name().toLowerCase(Locale.ROOT);
                throw Arguments.refusal("aggregate", Arguments.quoted(name), "count where no value is named");
            }
            where = Conditions.of(where);
        }
    }

    /** Numbers that a warehouse has already put together; the metric is known by its key alone. */
    record Reported() implements Source {}

    /** How several activities of a unit become one value. */
    enum Aggregate {
        SUM,
        COUNT,
        MAX,
        MIN,
        /** The number of different values, which may be texts. */
        DISTINCT
    }

    /** Which of a unit's activities count. */
    enum Occurrence {
        /** All of them. */
        EVERY,
        /** Only the first one ever. */
        FIRST
    }
}
