package northstar.cli.lake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import northstar.cli.lake.SeenEvent.Property;
import northstar.lake.Kind;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;

/** Finds the events of a lake: rows and times from the manifests of its days, units and properties from their tables. */
public final class EventCatalogue {
    private static final int FEWEST_UNITS = 5;
    private static final int EXAMPLES = 3;
    private static final int LONGEST_EXAMPLE = 40;

    private final OpenLake lake;

    /** Makes the catalogue of a lake. */
    public EventCatalogue(OpenLake lake) {
        this.lake = lake;
    }

    private record Total(long rows, Instant first, Instant last) {
        Total plus(Total other) {
            return new Total(
                    rows + other.rows,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    private record Counted(String event, long units, long values) {}

    private record Key(String event, String property) {}

    /** Returns the events, those of the most units first. */
    public List<SeenEvent> events() {
        List<SealedDay> days = lake.sealed(Kind.ACTIVITIES);
        Optional<String> rows = lake.rows(OpenLake.tables(days));
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, Total> totals = totals(days);
        try (DuckDb engine = lake.engine()) {
            Map<Key, List<String>> examples = examples(engine, rows.get());
            Map<String, List<Property>> properties = properties(engine, rows.get(), totals, examples);
            return counted(engine, rows.get()).stream()
                    .map(counted -> seen(counted, totals, properties))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of the lake cannot be read", e);
        }
    }

    private static SeenEvent seen(Counted counted, Map<String, Total> totals, Map<String, List<Property>> properties) {
        Total total = totals.get(counted.event());
        if (total == null) {
            throw new IllegalStateException("a table holds an event that its manifest does not name");
        }
        return new SeenEvent(
                counted.event(),
                counted.units(),
                total.rows(),
                counted.values(),
                total.first(),
                total.last(),
                properties.getOrDefault(counted.event(), List.of()));
    }

    private static Map<String, Total> totals(List<SealedDay> days) {
        Map<String, Total> totals = new HashMap<>();
        for (SealedDay day : days) {
            for (SealedDay.Group group : day.groups()) {
                totals.merge(group.name(), new Total(group.rows(), group.first(), group.last()), Total::plus);
            }
        }
        return totals;
    }

    private static List<Counted> counted(DuckDb engine, String rows) throws SQLException {
        String sql = "SELECT event, count(DISTINCT unit), count(value) FROM " + rows
                + " GROUP BY event ORDER BY 2 DESC, event";
        return engine.query(
                sql, result -> all(result, row -> new Counted(row.getString(1), row.getLong(2), row.getLong(3))));
    }

    private static Map<String, List<Property>> properties(
            DuckDb engine, String rows, Map<String, Total> totals, Map<Key, List<String>> examples)
            throws SQLException {
        String sql = "SELECT event, key, string_agg(type, ' or ' ORDER BY type), sum(n) FROM ("
                + "SELECT a.event, p.key, " + type() + " AS type, count(*) AS n FROM " + rows
                + " a, json_each(a.properties) p GROUP BY ALL) GROUP BY event, key ORDER BY event, 4 DESC, key";
        return engine.query(sql, result -> {
            Map<String, List<Property>> found = new HashMap<>();
            while (result.next()) {
                String event = result.getString(1);
                String key = result.getString(2);
                Total total = totals.get(event);
                double share = total == null ? 1 : (double) result.getLong(4) / total.rows();
                found.computeIfAbsent(event, _ -> new ArrayList<>())
                        .add(new Property(
                                key,
                                result.getString(3),
                                share,
                                examples.getOrDefault(new Key(event, key), List.of())));
            }
            return found;
        });
    }

    private static String type() {
        return "CASE p.type WHEN 'VARCHAR' THEN 'text' WHEN 'BOOLEAN' THEN 'truth value' WHEN 'ARRAY' THEN 'list'"
                + " WHEN 'OBJECT' THEN 'object' WHEN 'NULL' THEN 'null' ELSE 'number' END";
    }

    /** A text is told only if several units share it, and if it is no unit's id. */
    private static Map<Key, List<String>> examples(DuckDb engine, String rows) throws SQLException {
        String sql =
                "SELECT event, key, text FROM (SELECT a.event, p.key, (p.value ->> '$') AS text, count(*) AS n FROM "
                        + rows + " a, json_each(a.properties) p WHERE p.type = 'VARCHAR' GROUP BY ALL"
                        + " HAVING count(DISTINCT a.unit) >= " + FEWEST_UNITS + ") WHERE length(text) BETWEEN 1 AND "
                        + LONGEST_EXAMPLE + " AND NOT contains(text, '@') AND text NOT IN (SELECT unit FROM " + rows
                        + ")"
                        + " QUALIFY row_number() OVER (PARTITION BY event, key ORDER BY n DESC, text) <= " + EXAMPLES
                        + " ORDER BY event, key, n DESC, text";
        return engine.query(sql, result -> {
            Map<Key, List<String>> found = new HashMap<>();
            while (result.next()) {
                found.computeIfAbsent(new Key(result.getString(1), result.getString(2)), _ -> new ArrayList<>())
                        .add(result.getString(3));
            }
            return found;
        });
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> all(ResultSet result, Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        while (result.next()) {
            all.add(row.read(result));
        }
        return all;
    }
}
