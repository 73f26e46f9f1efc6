package northstar.lake;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.duckdb.DuckDBAppender;

/** The SQL engine for one piece of work. Its failures are told without its own words, which quote rows. */
final class Engine implements AutoCloseable {
    private static final String PARQUET = " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)";

    private final DuckDb engine;

    Engine(DuckDb.Limits limits) {
        this.engine = new DuckDb(limits);
    }

    /** Makes something of one row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Returns what the rows of an answer are made to. */
    <T> List<T> rows(String sql, Row<T> each) {
        try {
            return engine.query(sql, answer -> {
                List<T> rows = new ArrayList<>();
                while (answer.next()) {
                    rows.add(each.of(answer));
                }
                return rows;
            });
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    long count(String sql) {
        return rows(sql, row -> row.getLong(1)).getFirst();
    }

    void execute(String sql) {
        try {
            engine.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Returns the statement that writes the rows of a query to a file. */
    static String copy(String query, Path file) {
        return "COPY (" + query + ") TO " + Sql.text(file.toString()) + PARQUET;
    }

    /** Writes the rows of a query to a file. */
    void write(String query, Path file) {
        execute(copy(query, file));
    }

    DuckDBAppender appender(String table) {
        try {
            return engine.appender(table);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Returns files as a table. */
    static String files(Collection<Path> files) {
        return Sql.parquet(files.stream().map(Sql::exactly).toList());
    }

    /** Returns a failure that says of which kind it is, such as {@code Out of Memory Error}, and no more. */
    static IllegalStateException failure(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf(':');
        boolean isKind = end > 0 && message.substring(0, end).matches("[A-Za-z ]{1,60}");
        return new IllegalStateException(
                "the SQL engine fails: " + (isKind ? message.substring(0, end) : "for no known reason"));
    }

    @Override
    public void close() {
        engine.close();
    }
}
