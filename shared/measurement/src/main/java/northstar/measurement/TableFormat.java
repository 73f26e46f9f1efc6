package northstar.measurement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the rows of a file come into SQL, and how they are named in messages. */
sealed interface TableFormat permits CsvFormat, NdjsonFormat, ParquetFormat {
    /** Returns the names in the head, or of the fields in the first rows. */
    List<String> columns();

    /**
     * Returns a query for columns that exist: for the i-th of them {@code t<i>}, its text, empty where it is absent, and
     * {@code d<i>}, its number or null if it is none. Rows come in the order of the file.
     */
    String rows(List<String> columns);

    /** Returns where rows stand, given by their number from 1 in ascending order: {@code line 17}. */
    String place(List<Long> rows);

    /** Returns what makes the file unreadable, or null if nothing is found. */
    @Nullable
    TableRefusedException fault();

    /** Returns the first of the columns that the file does not have, or null. */
    default @Nullable String absent(List<String> columns) {
        return columns.stream()
                .filter(column -> !columns().contains(column))
                .findFirst()
                .orElse(null);
    }

    /** Returns an SQL expression for the number that a text says, null if it says none. */
    static String number(String text) {
        // the engine would read 1_000 as a thousand
        return "CASE WHEN contains(" + text + ", '_') THEN NULL ELSE TRY_CAST(" + text + " AS DOUBLE) END";
    }
}
