package northstar.functions.measure;

import java.util.List;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.PinnedExperiment;
import northstar.events.Message;
import northstar.events.Message.EvaluationDue;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.Revisioned;

/** Measures a look through the door that the experiment's data come in by. */
final class DueLooks {
    private final DefinitionStore definitions;
    private final ReportedAggregates reports;
    private final UnitFiles units;
    private final LakeLooks lake;

    DueLooks(DefinitionStore definitions, ReportedAggregates reports, UnitFiles units, LakeLooks lake) {
        this.definitions = definitions;
        this.reports = reports;
        this.units = units;
        this.lake = lake;
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
            case DataSource.Events _ -> lake.measure(pinned, due.at());
        };
    }
}
