package northstar.lake.engine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Quotes what comes from outside, so that it can only ever be data. */
public final class Sql {
    private Sql() {}

    /** Returns a text literal. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Returns the name of a column. */
    public static String name(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }

    /** Returns a double literal that reads back as the same double. */
    public static String number(double value) {
        return "CAST('" + value + "' AS DOUBLE)";
    }

    /** Returns whether the expression is one of the values. */
    public static String in(String expression, Collection<String> literals) {
        return literals.isEmpty()
                ? "false"
                : expression + " IN (" + literals.stream().collect(Collectors.joining(", ")) + ")";
    }

    /** Returns the rows of the Parquet files that such patterns match. */
    public static String parquet(Collection<String> patterns) {
        return patterns.stream()
                .map(Sql::text)
                .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
    }

    /** Returns the pattern that a file matches alone, whatever its name looks like. */
    public static String exactly(Path file) {
        return file.toString().replaceAll("[\\[*?]", "[$0]");
    }
}
