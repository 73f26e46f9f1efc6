package northstar.measurement;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.jspecify.annotations.Nullable;

/** An Apache Parquet file. Its rows have numbers, no lines. */
final class ParquetFormat implements TableFormat {
    /** Numbers that a double holds as they are; others come by way of their text, as from a CSV. */
    private static final Set<String> PLAIN_NUMBERS =
            Set.of("DOUBLE", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");

    private final SourceFile source;
    private final Map<String, String> types;

    ParquetFormat(DuckDb engine, SourceFile source) {
        this.source = source;
        try {
            this.types = engine.query("DESCRIBE SELECT * FROM " + relation(), rows -> {
                Map<String, String> found = new LinkedHashMap<>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2).toUpperCase(Locale.ROOT));
                }
                return found;
            });
        } catch (SQLException e) {
            throw unreadable();
        }
    }

    private TableRefusedException unreadable() {
        return TableRefusedException.of(source.name(), "file == not readable as Parquet", "an intact Parquet file");
    }

    private String relation() {
        return "read_parquet(" + source.literal() + ")";
    }

    @Override
    public List<String> columns() {
        return List.copyOf(types.keySet());
    }

    @Override
    public String rows(List<String> names) {
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String column = Sql.name(names.get(i));
            String type = types.getOrDefault(names.get(i), "VARCHAR");
            String text = "coalesce(" + text(column, type) + ", '')";
            String number = PLAIN_NUMBERS.contains(type) ? "CAST(" + column + " AS DOUBLE)" : TableFormat.number(text);
            selected.add(text + " AS t" + i);
            selected.add(number + " AS d" + i);
        }
        return "SELECT " + String.join(", ", selected) + " FROM " + relation();
    }

    private static String text(String column, String type) {
        return switch (type) {
            case "BOOLEAN" -> "CAST(CAST(" + column + " AS INTEGER) AS VARCHAR)";
            case "TIMESTAMP WITH TIME ZONE" -> "strftime(" + column + " AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')";
            default -> "CAST(" + column + " AS VARCHAR)";
        };
    }

    @Override
    public String place(List<Long> rows) {
        return TextPlaces.numbered("row", rows);
    }

    @Override
    public @Nullable TableRefusedException fault() {
        return unreadable();
    }
}
