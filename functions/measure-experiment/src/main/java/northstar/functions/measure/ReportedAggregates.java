package northstar.functions.measure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.Measurement;
import northstar.events.ContentHash;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.ExperimentMeasured;
import northstar.events.Message.ReportedFile;
import northstar.events.Message.ReportedRows;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.MeasurementStore;
import northstar.storage.ReportStore;
import northstar.storage.Revisioned;
import org.jspecify.annotations.Nullable;

/** Keeps reported aggregates and measures them as soon as they are complete and their experiment is defined. */
final class ReportedAggregates {
    private final DefinitionStore definitions;
    private final ReportStore reports;
    private final MeasurementStore measurements;
    private final Bucket bucket;

    ReportedAggregates(DefinitionStore definitions, ReportStore reports, MeasurementStore measurements, Bucket bucket) {
        this.definitions = definitions;
        this.reports = reports;
        this.measurements = measurements;
        this.bucket = bucket;
    }

    /**
     * Keeps a report and measures it.
     *
     * @param reportedAt orders restatements of one checkpoint
     * @return what is to be put on the bus
     * @throws MalformedInputException if it does not fit its experiment; then nothing is stored
     */
    List<Message> receive(Message.AggregatesReported reported, Instant reportedAt) {
        ReportedRows rows = switch (reported) {
            case ReportedRows direct -> direct;
            case ReportedFile file -> bucket.report(file);
        };
        PinnedExperiment known = pinned(rows.experiment());
        if (known != null) {
            check(known, rows);
        }
        ReportStore.Receipt receipt = reports.put(rows, reportedAt);
        // whoever resolves the experiment later finds the report; who did so meanwhile may have missed it
        PinnedExperiment pinned = pinned(rows.experiment());
        return pinned == null ? List.of() : measure(pinned, receipt.current());
    }

    private static void check(PinnedExperiment pinned, ReportedRows rows) {
        if (!(pinned.experiment().data() instanceof DataSource.Aggregates)) {
            throw new MalformedInputException(
                    "$.experiment", rows.experiment(), "must be an experiment whose data are aggregates");
        }
        measured(pinned, rows.report());
    }

    /** Measures the report of a checkpoint, if it is complete. */
    List<Message> measureReport(PinnedExperiment pinned, Instant at) {
        return measure(pinned, reports.read(pinned.experiment().key(), at));
    }

    private @Nullable PinnedExperiment pinned(String experiment) {
        return definitions.experiment(experiment).map(Revisioned::value).orElse(null)
                        instanceof ExperimentState.Ready(PinnedExperiment pinned)
                ? pinned
                : null;
    }

    private List<Message> measure(PinnedExperiment pinned, Optional<Revisioned<AggregateReport>> current) {
        if (current.isEmpty() || !(pinned.experiment().data() instanceof DataSource.Aggregates)) {
            return List.of();
        }
        Measurement measurement = measured(pinned, current.get().value());
        measurements.put(measurement, current.get().revision());
        return List.of(new ExperimentMeasured(
                measurement.experiment(),
                measurement.at(),
                pinned.isFinal(measurement.at()),
                ContentHash.of(measurement)));
    }

    private static Measurement measured(PinnedExperiment pinned, AggregateReport report) {
        if (!(pinned.experiment().data() instanceof DataSource.Aggregates)) {
            throw new MalformedInputException(
                    "$.experiment", report.experiment(), "must be an experiment whose data are aggregates");
        }
        try {
            return report.measured(pinned);
        } catch (IllegalArgumentException e) {
            throw MalformedInputException.at("$", "report of " + report.experiment(), String.valueOf(e.getMessage()));
        }
    }
}
