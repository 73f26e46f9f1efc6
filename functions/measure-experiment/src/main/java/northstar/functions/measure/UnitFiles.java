package northstar.functions.measure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.evaluation.UnitGuard;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.ExperimentMeasured;
import northstar.lake.engine.DuckDb;
import northstar.measurement.TableRefusedException;
import northstar.measurement.UnitTable;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.MeasurementStore;
import northstar.storage.Revisioned;

/** Measures unit tables that lie under {@code units/<experiment>/} in the bucket. */
final class UnitFiles {
    private static final String FOLDER = "units/";

    private final DefinitionStore definitions;
    private final MeasurementStore measurements;
    private final Bucket bucket;

    UnitFiles(DefinitionStore definitions, MeasurementStore measurements, Bucket bucket) {
        this.definitions = definitions;
        this.measurements = measurements;
        this.bucket = bucket;
    }

    /**
     * Measures the table of the experiment that a new file belongs to, if the test is over; before that the schedule
     * will.
     *
     * @param key key of the object
     * @param now when it came
     */
    List<Message> measureFile(String key, Instant now) {
        String rest = key.startsWith(FOLDER) ? key.substring(FOLDER.length()) : "";
        int slash = rest.indexOf('/');
        if (slash < 0) {
            return List.of();
        }
        Optional<ExperimentState> state =
                definitions.experiment(rest.substring(0, slash)).map(Revisioned::value);
        if (state.isPresent()
                && state.get() instanceof ExperimentState.Ready(PinnedExperiment pinned)
                && pinned.experiment().data() instanceof DataSource.Units table
                && table.file().equals(rest.substring(slash + 1))) {
            return measure(pinned, table, now);
        }
        return List.of();
    }

    /** Measures the table of an experiment: its one look is at its end, and before that there is none. */
    List<Message> measure(PinnedExperiment pinned, DataSource.Units table, Instant now) {
        if (!pinned.isFinal(now)) {
            return List.of();
        }
        String experiment = pinned.experiment().key();
        Instant at = pinned.finalLook();
        Optional<Bucket.Download> file = bucket.download(FOLDER + experiment + "/" + table.file());
        if (file.isEmpty()) {
            return List.of(new AttentionNeeded(
                    experiment,
                    now,
                    AttentionNeeded.Kind.DATA_STALE,
                    "The test window of " + experiment + " is over, but its table " + FOLDER + experiment + "/"
                            + table.file() + " is not in the bucket.",
                    null));
        }
        try (Bucket.Download download = file.get()) {
            Measurement measurement = measured(download, pinned, at);
            measurements.put(measurement, download.modified().toEpochMilli());
            return List.of(new ExperimentMeasured(experiment, at, true, ContentHash.of(measurement)));
        }
    }

    /** A refusal goes to the log and to a queue, and so without the cell that it is about. */
    private static Measurement measured(Bucket.Download download, PinnedExperiment pinned, Instant at) {
        String name = pinned.experiment().data() instanceof DataSource.Units units
                ? units.file()
                : String.valueOf(download.path().getFileName());
        try (DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine())) {
            UnitTable table = UnitTable.open(engine, download.path(), name);
            return UnitGuard.completed(pinned, table.measure(pinned, at), table.rows(pinned)::of);
        } catch (TableRefusedException e) {
            throw e.withoutValue();
        }
    }
}
