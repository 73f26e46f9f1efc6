package northstar.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.TableLanding;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import northstar.simulation.Expected.Counts;
import northstar.simulation.Expected.ExpectedExperiment;

/**
 * Writes a lake of which the truth is known.
 *
 * <p>Everything is a function of the definitions and the options: events are drawn by hashes of the seed, in SQL. A lake gets
 * the parts and manifests that landing would have written, or the raw files from which it would have.
 */
public final class Simulation {
    private static final String RAW = "raw/simulated/";

    private final DuckDb engine;
    private final Lake lake;
    private final SimulationOptions options;
    private final Consumer<String> progress;

    /**
     * Makes a simulation.
     *
     * @param engine draws the events
     * @param lake where they go; nothing in it is read
     * @param progress hears what is being done
     */
    public Simulation(DuckDb engine, Lake lake, SimulationOptions options, Consumer<String> progress) {
        this.engine = engine;
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Writes the events of experiments, then {@code expected.json}.
     *
     * @return what it says
     * @throws IllegalArgumentException if an experiment cannot be simulated, or an effect is of no metric
     */
    public Expected write(List<PinnedExperiment> experiments) {
        check(experiments);
        List<SimulatedExperiment> simulated = new ArrayList<>();
        for (PinnedExperiment pinned : experiments) {
            simulated.add(new SimulatedExperiment(pinned, options, simulated.size()));
        }
        SequencedMap<String, ExpectedExperiment> expected = new LinkedHashMap<>();
        try {
            for (SimulatedExperiment experiment : simulated) {
                expected.put(experiment.key(), experiment.expected(write(experiment)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the simulation fails: " + e.getMessage(), e);
        }
        Expected all = new Expected(options.seed(), options.novelty(), expected);
        lake.put(Expected.KEY, all.json().getBytes(StandardCharsets.UTF_8));
        return all;
    }

    private void check(List<PinnedExperiment> experiments) {
        for (SimulationOptions.TrueEffect effect : options.effects()) {
            boolean isKnown = experiments.stream().anyMatch(pinned -> isOf(effect, pinned));
            if (!isKnown) {
                List<String> metrics = experiments.stream()
                        .flatMap(pinned -> pinned.metrics().values().stream().map(Metric::key))
                        .distinct()
                        .toList();
                throw new IllegalArgumentException("effect == " + effect.metric()
                        + (effect.variant() == null ? "" : ":" + effect.variant())
                        + ", must be of a metric of the definition (" + String.join(", ", metrics)
                        + ") and of a treatment");
            }
        }
    }

    private static boolean isOf(SimulationOptions.TrueEffect effect, PinnedExperiment pinned) {
        return pinned.metrics().containsKey(effect.metric())
                && (effect.variant() == null
                        || pinned.experiment().treatments().stream()
                                .anyMatch(variant -> variant.key().equals(effect.variant())));
    }

    private Counts write(SimulatedExperiment experiment) throws SQLException {
        for (String statement : experiment.preparations()) {
            engine.execute(statement);
        }
        Tally tally = new Tally();
        for (Days.Day day : experiment.days()) {
            progress.accept("Simulating " + experiment.key() + ", " + day.date() + " (" + tally.activities
                    + " activities so far)…");
            engine.execute("CREATE OR REPLACE TEMPORARY TABLE acts AS " + experiment.activities(day));
            engine.execute("CREATE OR REPLACE TEMPORARY TABLE seen AS "
                    + (experiment.isExposed(day) ? experiment.exposures(day) : experiment.exposures(day) + " LIMIT 0"));
            tally.add();
            String name = RAW + experiment.key() + "/" + day.date();
            for (Batch batch : Batch.values()) {
                put(name + batch.ending + ".ndjson.gz", day, batch);
            }
        }
        return tally.counts();
    }

    /** What is received together. */
    private enum Batch {
        ON_TIME("", "NOT late", 0),
        LATE("-late", "late", 0),
        AGAIN("-again", "again", 3_600_000_000L);

        private final String ending;
        private final String rows;
        private final long after;

        Batch(String ending, String rows, long after) {
            this.ending = ending;
            this.rows = rows;
            this.after = after;
        }

        String query(String table) {
            return "SELECT * REPLACE (make_timestamp(epoch_us(received_at) + " + after + ") AS received_at) FROM "
                    + table + " WHERE " + rows;
        }
    }

    private void put(String object, Days.Day day, Batch batch) throws SQLException {
        long rows = count("SELECT (SELECT count(*) FROM acts WHERE " + batch.rows
                + ") + (SELECT count(*) FROM seen WHERE " + batch.rows + ")");
        if (rows == 0) {
            return;
        }
        if (options.raw()) {
            raw(object, batch);
        } else {
            new TableLanding(engine, lake)
                    .land(
                            object,
                            List.of(
                                    new TableLanding.Rows(Kind.EXPOSURES, day.date(), batch.query("seen")),
                                    new TableLanding.Rows(Kind.ACTIVITIES, day.date(), batch.query("acts"))));
        }
    }

    /** Writes lines as EventBridge delivers them. */
    private void raw(String object, Batch batch) throws SQLException {
        String time = "strftime(%s, '%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ')";
        String exposure = "'{\"time\":\"' || " + time.formatted("received_at")
                + " || '\",\"detail-type\":\"Exposure\",\"detail\":{\"experiment\":\"' || experiment || '\",\"variant\":\"'"
                + " || variant || '\",\"unit\":\"' || unit || '\",\"at\":\"' || " + time.formatted("\"at\"")
                + " || '\"' || coalesce(',\"attributes\":' || attributes, '') || '}}'";
        String activity = "'{\"time\":\"' || " + time.formatted("received_at")
                + " || '\",\"detail-type\":\"Activity\",\"detail\":{\"unit\":\"' || unit || '\",\"event\":' ||"
                + " CAST(to_json(event) AS VARCHAR) || ',\"at\":\"' || " + time.formatted("\"at\"")
                + " || '\",\"id\":\"' || id || '\"' || coalesce(',\"value\":' || value, '')"
                + " || coalesce(',\"properties\":' || properties, '') || '}}'";
        String lines = "SELECT line FROM (SELECT received_at, " + exposure + " AS line FROM (" + batch.query("seen")
                + ") UNION ALL SELECT received_at, " + activity + " FROM (" + batch.query("acts")
                + ")) ORDER BY received_at, line";
        try {
            Path file = Files.createTempFile(Files.createDirectories(engine.limits().spillParent()), "northstar-", ".ndjson.gz");
            try {
                engine.execute("COPY (" + lines + ") TO " + Sql.text(file.toString())
                        + " (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\u001f', COMPRESSION gzip)");
                lake.put(object, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(String sql) throws SQLException {
        return engine.query(sql, row -> {
            row.next();
            return row.getLong(1);
        });
    }

    /** Adds up what is written. */
    private final class Tally {
        private long exposures;
        private long activities;
        private long duplicates;
        private long late;

        void add() throws SQLException {
            exposures += count("SELECT count(*) FROM seen");
            activities += count("SELECT count(*) FROM acts");
            duplicates += count("SELECT count(*) FROM acts WHERE again");
            late += count("SELECT (SELECT count(*) FROM acts WHERE late) + (SELECT count(*) FROM seen WHERE late)");
        }

        Counts counts() throws SQLException {
            return new Counts(
                    options.units(),
                    exposures,
                    activities,
                    duplicates,
                    late,
                    count("SELECT count(*) FROM units WHERE multi"),
                    count("SELECT count(*) FROM units WHERE bot"));
        }
    }
}
