package northstar.cli.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a spreadsheet (RFC 4180): a column for each number, its head the path of the number in the JSON.
 *
 * @param columns from left to right
 * @param <R> what a row is about
 */
public record Csv<R>(List<Column<R>> columns) {
    /**
     * A column.
     *
     * @param head its name
     * @param value what stands in it, null for an empty cell
     */
    public record Column<R>(String head, Function<R, @Nullable Object> value) {}

    public Csv {
        columns = List.copyOf(columns);
    }

    /** Returns head and rows, a line each. */
    public String text(List<R> rows) {
        StringBuilder text =
                new StringBuilder(columns.stream().map(Column::head).collect(Collectors.joining(",")));
        for (R row : rows) {
            text.append('\n')
                    .append(columns.stream()
                            .map(column -> cell(column.value().apply(row)))
                            .collect(Collectors.joining(",")));
        }
        return text.append('\n').toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean isQuoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isQuoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
