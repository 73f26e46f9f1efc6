package northstar.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.lake.engine.Sql;
import org.jspecify.annotations.Nullable;

/** What an event carries, as all metrics that name it want it. */
final class EventForm {
    private static final double OTHERS_MATCH = 0.7;
    private static final int PURPOSE = 20;
    private static final int MAX_GROUPS = 32;

    private final Set<String> numbers = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<SequencedMap<String, Pair>> groups = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** What a property is like where conditions hold and where they do not, as JSON; null for not there. */
    private record Pair(@Nullable String good, @Nullable String bad) {}

    /** Adds what a metric wants; the first one's conditions hold for the lane's own share. */
    void add(Activities source) {
        String value = source.value();
        if (value != null) {
            (source.aggregate() == Aggregate.DISTINCT ? names : numbers).add(value);
        }
        SequencedMap<String, Pair> group = new LinkedHashMap<>();
        for (Map.Entry<String, List<Condition>> where : source.where().entrySet()) {
            // A value that has conditions on itself stays a number; what is true of it is not known then.
            if (!where.getKey().equals(value) && known.add(where.getKey())) {
                List<Condition> conditions = where.getValue();
                group.put(
                        where.getKey(),
                        new Pair(PropertyValues.good(where.getKey(), conditions), PropertyValues.bad(conditions)));
            }
        }
        if (groups.size() < MAX_GROUPS) {
            groups.add(group);
        }
    }

    /** Adds what a funnel wants of a step: nothing. */
    void addStep() {
        groups.add(new LinkedHashMap<>());
    }

    /** Returns whether the first metric that named the event has conditions. */
    boolean isConditional() {
        return !groups.isEmpty() && !groups.getFirst().isEmpty();
    }

    /** The value as SQL; of {@code number}, the value, and {@code name}, a whole number that is another one each time. */
    String value() {
        if (numbers.contains("value")) {
            return "number";
        }
        return names.contains("value") ? "CAST(name AS DOUBLE)" : "CAST(NULL AS DOUBLE)";
    }

    /** Returns whether any metric reads values. */
    boolean hasNumbers() {
        return !numbers.isEmpty();
    }

    /**
     * The properties as SQL.
     *
     * @param team SQL of one more, or null
     */
    String properties(Chance chance, int lane, @Nullable String team) {
        List<String> members = new ArrayList<>();
        if (team != null) {
            members.add(team);
        }
        for (int g = 0; g < groups.size(); g++) {
            String holds = g == 0 ? "m" : chance.uniform(lane, PURPOSE + g, "d", "k") + " < " + OTHERS_MATCH;
            boolean isSpoilt = false;
            for (Map.Entry<String, Pair> property : groups.get(g).entrySet()) {
                Pair pair = property.getValue();
                String good = member(property.getKey(), pair.good());
                // One property that does not fit is enough.
                members.add(
                        isSpoilt
                                ? good
                                : "CASE WHEN " + holds + " THEN " + good + " ELSE "
                                        + member(property.getKey(), pair.bad()) + " END");
                isSpoilt = true;
            }
        }
        numbers.stream()
                .filter(name -> !name.equals("value") && !known.contains(name))
                .forEach(name -> members.add(Sql.text(Text.quoted(name) + ":") + " || CAST(number AS VARCHAR)"));
        names.stream()
                .filter(name -> !name.equals("value") && !known.contains(name))
                .forEach(name -> members.add(Sql.text(Text.quoted(name) + ":\"n") + " || name || '\"'"));
        return members.isEmpty()
                ? "CAST(NULL AS VARCHAR)"
                : "'{' || concat_ws(',', " + String.join(", ", members) + ") || '}'";
    }

    private static String member(String name, @Nullable String json) {
        return json == null ? "NULL" : Sql.text(Text.quoted(name) + ":" + json);
    }
}
