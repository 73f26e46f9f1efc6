package northstar.measurement;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.jspecify.annotations.Nullable;

/** One JSON object on each line (NDJSON, JSON Lines). */
final class NdjsonFormat implements TableFormat {
    private static final int SAMPLE = 1_000;
    private static final int MAX_LINE = 16_777_216;

    private final DuckDb engine;
    private final SourceFile source;
    private final List<String> columns;

    NdjsonFormat(DuckDb engine, SourceFile source) {
        this.engine = engine;
        this.source = source;
        this.columns = sampledKeys();
    }

    private List<String> sampledKeys() {
        String sql = "SELECT json_keys(json) FROM (SELECT json FROM read_ndjson_objects(" + source.literal()
                + ", compression = " + source.compression() + ") LIMIT " + SAMPLE + ")";
        try {
            return engine.query(sql, NdjsonFormat::keys);
        } catch (SQLException e) {
            TableRefusedException fault = fault();
            throw fault != null ? fault : unreadable();
        }
    }

    private TableRefusedException unreadable() {
        return TableRefusedException.of(source.name(), "file == not NDJSON", "one JSON object on each line");
    }

    private static List<String> keys(ResultSet rows) throws SQLException {
        Set<String> keys = new LinkedHashSet<>();
        while (rows.next()) {
            Array row = rows.getArray(1);
            for (Object key : (Object[]) row.getArray()) {
                keys.add(String.valueOf(key));
            }
        }
        return List.copyOf(keys);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable String absent(List<String> needed) {
        String missed = TableFormat.super.absent(needed);
        // a field may be left out of a thousand rows and still be there
        return missed == null ? null : neverNamed(needed);
    }

    private @Nullable String neverNamed(List<String> needed) {
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            counts.add("count(*) FILTER (WHERE t" + i + " <> '')");
        }
        String sql = "SELECT " + String.join(", ", counts) + " FROM (" + rows(needed) + ")";
        try {
            return engine.query(sql, rows -> {
                        rows.next();
                        for (int i = 0; i < needed.size(); i++) {
                            if (rows.getLong(i + 1) == 0) {
                                return Optional.of(needed.get(i));
                            }
                        }
                        return Optional.<String>empty();
                    })
                    .orElse(null);
        } catch (SQLException e) {
            TableRefusedException fault = fault();
            throw fault != null ? fault : unreadable();
        }
    }

    @Override
    public String rows(List<String> names) {
        List<String> selected = new ArrayList<>();
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String text = "coalesce(" + Sql.name(names.get(i)) + ", '')";
            selected.add(text + " AS t" + i);
            selected.add(TableFormat.number(text) + " AS d" + i);
            declared.add(Sql.text(names.get(i)) + ": 'VARCHAR'");
        }
        return "SELECT " + String.join(", ", selected) + " FROM read_json(" + source.literal()
                + ", format = 'newline_delimited', compression = " + source.compression()
                + ", columns = {" + String.join(", ", declared) + "})";
    }

    @Override
    public String place(List<Long> rows) {
        return TextPlaces.of(source, false, rows);
    }

    @Override
    public @Nullable TableRefusedException fault() {
        TextRows.Row row = TextPlaces.firstFault(source, false, 1);
        if (row != null) {
            return TableRefusedException.at(source.name() + " line " + row.line(), String.valueOf(row.fault()));
        }
        String text = "CASE WHEN NOT json_valid(line) THEN 'json == malformed, must be one object'"
                + " WHEN json_type(line) <> 'OBJECT' THEN 'json == ' || lower(json_type(line)) || ', must be an object'"
                + " WHEN len(list_distinct(json_keys(line))) < len(json_keys(line))"
                + " THEN 'field == named twice, must be named only once' END";
        String lines = "SELECT row_number() OVER () AS number, coalesce(l, '') AS line FROM read_csv("
                + source.literal() + ", auto_detect = false, header = false, delim = '', quote = '', escape = ''"
                + ", max_line_size = " + MAX_LINE + ", compression = " + source.compression()
                + ", columns = {l: 'VARCHAR'})";
        String sql = "SELECT number, fault FROM (SELECT number, " + text + " AS fault FROM (" + lines
                + ") WHERE trim(line) <> '') WHERE fault IS NOT NULL ORDER BY number LIMIT 1";
        try {
            return engine.query(sql, this::faultIn).orElse(null);
        } catch (SQLException e) {
            return unreadable();
        }
    }

    private Optional<TableRefusedException> faultIn(ResultSet lines) throws SQLException {
        if (!lines.next()) {
            return Optional.empty();
        }
        String place = source.name() + " line " + lines.getLong(1);
        return Optional.of(TableRefusedException.at(place, lines.getString(2)));
    }
}
