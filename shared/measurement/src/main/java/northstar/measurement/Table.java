package northstar.measurement;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import northstar.lake.engine.DuckDb;

/** A table in a file, ready to be asked in SQL. */
final class Table {
    private final DuckDb engine;
    private final SourceFile source;
    private final TableFormat format;

    private Table(DuckDb engine, SourceFile source, TableFormat format) {
        this.engine = engine;
        this.source = source;
        this.format = format;
    }

    /**
     * Opens a file by the ending of its name.
     *
     * @param name what messages call it
     * @throws TableRefusedException if it is absent, empty, damaged, or of another kind
     */
    static Table open(DuckDb engine, Path path, String name) {
        SourceFile source = new SourceFile(path, name);
        source.check();
        if (source.isNamed(".csv")) {
            return new Table(engine, source, new CsvFormat(source));
        }
        if (source.isNamed(".ndjson") || source.isNamed(".jsonl")) {
            return new Table(engine, source, new NdjsonFormat(engine, source));
        }
        if (source.isNamed(".parquet") && !source.isGzip()) {
            return new Table(engine, source, new ParquetFormat(engine, source));
        }
        throw TableRefusedException.of(
                name, "file name == " + Cells.quoted(name), "named .csv, .csv.gz, .parquet, .ndjson or .ndjson.gz");
    }

    String name() {
        return source.name();
    }

    List<String> columns() {
        return format.columns();
    }

    /**
     * Returns the query for these columns, see {@link TableFormat#rows}.
     *
     * @throws TableRefusedException if one of them is missing
     */
    String rows(List<String> columns) {
        if (columns().isEmpty()) {
            throw TableRefusedException.of(name(), "rows == 0", "at least 1");
        }
        String absent = format.absent(columns);
        if (absent != null) {
            String what = "column " + Cells.quoted(absent) + " == absent";
            throw TableRefusedException.ofHead(
                    name(), what, "one of " + Cells.listed(columns()), what + ", must be in the table's head");
        }
        return format.rows(columns);
    }

    /** Returns the place of rows, given by their number from 1 in ascending order: {@code users.csv line 17}. */
    String place(List<Long> rows) {
        return name() + " " + format.place(rows);
    }

    /**
     * Asks the engine.
     *
     * @throws TableRefusedException if the file turns out to be unreadable
     */
    <T> T query(String sql, DuckDb.Reader<T> reader) {
        try {
            return engine.query(sql, reader);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /** Has the engine do something. */
    void execute(String sql) {
        try {
            engine.execute(sql);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /** Returns what to say instead of the engine's own message, which quotes rows. */
    private RuntimeException translated(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Out of Memory")) {
            return new IllegalStateException(
                    name() + ": memory == more than " + engine.limits().memoryMebibytes() + " MiB, must be less");
        }
        if (message.startsWith("Invalid Input") || message.startsWith("IO Error")) {
            TableRefusedException fault = format.fault();
            if (fault != null) {
                return fault;
            }
        }
        String kind = message.replaceFirst("(?s)[^A-Za-z ].*", "");
        return new IllegalStateException(name() + ": the SQL engine stops with " + kind);
    }
}
