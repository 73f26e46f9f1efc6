package northstar.lake.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import northstar.domain.Arguments;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The SQL engine: a DuckDB that lives in this process, keeps nothing, and reaches nothing but local files.
 *
 * <p>Opened by the first query and usable for any number of measurements, one after the other; not thread-safe.
 */
public final class DuckDb implements AutoCloseable {
    private static final List<String> SEALED = List.of(
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET allow_community_extensions = false",
            "SET TimeZone = 'UTC'",
            "SET lock_configuration = true");

    private final Limits limits;
    private final Path spill;
    private @Nullable Connection connection;

    /** Makes an engine that opens when it is first asked. */
    public DuckDb(Limits limits) {
        this.limits = limits;
        this.spill = limits.spillParent().resolve("northstar-" + UUID.randomUUID());
    }

    /**
     * What the engine may use.
     *
     * @param memoryMebibytes memory for data, at least 64
     * @param threads at least 1; results are the same for any number
     * @param spillParent folder in which it makes a folder of its own for what does not fit in memory
     */
    public record Limits(int memoryMebibytes, int threads, Path spillParent) {
        private static final int MIN_MEBIBYTES = 64;
        private static final int MAX_MEBIBYTES = 4096;

        public Limits {
            if (memoryMebibytes < MIN_MEBIBYTES) {
                throw Arguments.refusal("memoryMebibytes", memoryMebibytes, "at least " + MIN_MEBIBYTES);
            }
            if (threads < 1) {
                throw Arguments.refusal("threads", threads, "at least 1");
            }
        }

        /**
         * Returns half of what the Java heap may take, up to 4 GiB, all processors, and the system's folder for
         * temporary files.
         */
        public static Limits ofMachine() {
            Runtime machine = Runtime.getRuntime();
            return new Limits(
                    Math.clamp(machine.maxMemory() / (2 << 20), MIN_MEBIBYTES, MAX_MEBIBYTES),
                    machine.availableProcessors(),
                    Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    /** Reads the rows of a result. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Returns what it may use. */
    public Limits limits() {
        return limits;
    }

    /** Returns what the reader makes of the answer. */
    public <T> T query(String sql, Reader<T> reader) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reader.read(rows);
        }
    }

    /** Runs a statement. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns an appender to a table, for rows that come one by one; its owner closes it. */
    public DuckDBAppender appender(String table) throws SQLException {
        return connection().unwrap(DuckDBConnection.class).createAppender(table);
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = open();
        }
        return connection;
    }

    private Connection open() throws SQLException {
        Connection opened = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET memory_limit = '" + limits.memoryMebibytes() + "MiB'");
            statement.execute("SET threads = " + limits.threads());
            statement.execute("SET temp_directory = " + Sql.text(spill.toString()));
            for (String setting : SEALED) {
                statement.execute(setting);
            }
        }
        return opened;
    }

    /** Gives back the memory and removes what was spilled. */
    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
                connection = null;
            }
            removeSpill();
        } catch (SQLException e) {
            throw new IllegalStateException("the SQL engine does not close", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void removeSpill() throws IOException {
        if (!Files.exists(spill)) {
            return;
        }
        try (Stream<Path> files = Files.walk(spill)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
