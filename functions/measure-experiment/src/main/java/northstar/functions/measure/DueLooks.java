package northstar.functions.measure;

import java.time.Instant;
import java.util.List;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.EvaluationDue;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.Revisioned;

/** Measures a look through the door that the experiment's data come in by. */
final class DueLooks {
    private final DefinitionStore definitions;
    private final ReportedAggregates reports;
    private final UnitFiles units;

    DueLooks(DefinitionStore definitions, ReportedAggregates reports, UnitFiles units) {
        this.definitions = definitions;
        this.reports = reports;
        this.units = units;
    }

    /**
     * Measures the look.
     *
     * @return what is to be put on the bus; nothing while the experiment is not defined: its registration makes the look
     *     due again
     */
    List<Message> measure(EvaluationDue due) {
        return definitions
                .experiment(due.experiment())
                .map(Revisioned::value)
                .map(state -> switch (state) {
                    case ExperimentState.Pending _ -> List.<Message>of();
                    case ExperimentState.Ready(PinnedExperiment pinned) -> measure(due, pinned);
                })
                .orElse(List.of());
    }

    private List<Message> measure(EvaluationDue due, PinnedExperiment pinned) {
        return switch (pinned.experiment().data()) {
            case DataSource.Aggregates _ -> reports.measureReport(pinned, due.at());
            case DataSource.Units table -> units.measure(pinned, table, due.at());
            case DataSource.Events _ -> notMeasured(due, pinned);
        };
    }

    /** Says so at the first look and at the final one: failing at each would only fill the dead-letter queue. */
    private static List<Message> notMeasured(EvaluationDue due, PinnedExperiment pinned) {
        Experiment experiment = pinned.experiment();
        Instant firstLook = experiment.start().plus(experiment.analysis().looks());
        if (due.at().isAfter(firstLook) && !pinned.isFinal(due.at())) {
            return List.of();
        }
        return List.of(new AttentionNeeded(
                due.experiment(),
                due.at(),
                AttentionNeeded.Kind.DATA_STALE,
                "Nothing of " + due.experiment()
                        + " is measured: its data are events, and this version measures units and aggregates.",
                null));
    }
}
