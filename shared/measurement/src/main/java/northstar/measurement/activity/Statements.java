package northstar.measurement.activity;

import java.sql.SQLException;
import northstar.lake.engine.DuckDb;
import northstar.measurement.TableRefusedException;
import org.jooq.Select;

/**
 * Runs statements about an experiment, and tells what fails without what units did.
 *
 * @param engine the engine
 * @param experiment the experiment's key
 */
record Statements(DuckDb engine, String experiment) {
    void execute(String sql) {
        try {
            engine.execute(sql);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    <T> T query(Select<?> query, DuckDb.Reader<T> reader) {
        return query(Functions.SQL.renderInlined(query), reader);
    }

    <T> T query(String sql, DuckDb.Reader<T> reader) {
        try {
            return engine.query(sql, reader);
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    /** Returns what to say instead of the engine's own message, which may quote what units did. */
    private RuntimeException translated(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Out of Memory")) {
            return new IllegalStateException(
                    experiment + ": memory == more than " + engine.limits().memoryMebibytes() + " MiB, must be less");
        }
        if (message.startsWith("Conversion Error") || message.startsWith("Out of Range")) {
            return TableRefusedException.overflow(
                    experiment, "a value or a sum == too large", "below 1e26: cap the metric or change its unit");
        }
        String kind = message.replaceFirst("(?s)[^A-Za-z ].*", "");
        return new IllegalStateException(experiment + ": the SQL engine stops with " + kind);
    }
}
