package northstar.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180) in UTF-8 under a head of one line. */
final class CsvFormat implements TableFormat {
    private static final int MAX_COLUMNS = 10_000;

    private final SourceFile source;
    private final TextRows.Row head;

    CsvFormat(SourceFile source) {
        this.source = source;
        this.head = head(source);
    }

    private static TextRows.Row head(SourceFile source) {
        try (InputStream bytes = source.open()) {
            TextRows.Row head = new TextRows(new Utf8Text(bytes), true).next();
            if (head == null) {
                throw TableRefusedException.of(source.name(), "file == blank", "a table with rows");
            }
            checkHead(source.name() + " line " + head.line(), head);
            return head;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkHead(String place, TextRows.Row head) {
        if (head.fault() != null) {
            throw TableRefusedException.at(place, head.fault());
        }
        if (head.cells().size() > MAX_COLUMNS) {
            throw TableRefusedException.of(place, "columns == " + head.cells().size(), "at most " + MAX_COLUMNS);
        }
        Set<String> seen = new HashSet<>();
        for (String name : head.cells()) {
            if (name.indexOf('\n') >= 0) {
                throw TableRefusedException.of(place, "column name == two lines", "on one line");
            }
            if (!name.isEmpty() && !seen.add(name)) {
                throw TableRefusedException.ofHead(
                        place,
                        "column " + Cells.quoted(name) + " == twice",
                        "named only once",
                        "a column == twice, must be named only once");
            }
        }
    }

    @Override
    public List<String> columns() {
        return head.cells();
    }

    @Override
    public String rows(List<String> columns) {
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String text = "coalesce(c" + head.cells().indexOf(columns.get(i)) + ", '')";
            selected.add(text + " AS t" + i);
            selected.add(TableFormat.number(text) + " AS d" + i);
        }
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < head.cells().size(); i++) {
            declared.add("c" + i + ": 'VARCHAR'");
        }
        return "SELECT " + String.join(", ", selected) + " FROM read_csv(" + source.literal()
                + ", auto_detect = false, header = false, skip = " + head.line()
                + ", delim = ',', quote = '\"', escape = '\"', strict_mode = true, null_padding = false"
                + ", max_line_size = " + TextRows.MAX_LENGTH + ", compression = " + source.compression()
                + ", columns = {" + String.join(", ", declared) + "})";
    }

    @Override
    public String place(List<Long> rows) {
        return TextPlaces.of(source, true, rows.stream().map(row -> row + 1).toList());
    }

    @Override
    public @Nullable TableRefusedException fault() {
        TextRows.Row fault = TextPlaces.firstFault(source, true, head.cells().size());
        return fault == null
                ? null
                : TableRefusedException.at(source.name() + " line " + fault.line(), String.valueOf(fault.fault()));
    }
}
