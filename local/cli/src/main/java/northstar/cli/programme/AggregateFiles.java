package northstar.cli.programme;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.domain.definition.DataSource.Aggregates;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.lake.engine.DuckDb;
import northstar.measurement.AggregateTable;

/** Reads the numbers that a warehouse has computed for experiments. */
public final class AggregateFiles {
    private AggregateFiles() {}

    /**
     * Returns the reports of the experiments of a definition file, each as it would be sent, by experiment and in time order.
     *
     * @throws WrongInputException if a definition cannot be used here
     * @throws IllegalArgumentException if a table is refused
     */
    public static Map<String, List<AggregateReport>> reports(DefinitionFile file) {
        Map<Path, List<PinnedExperiment>> tables = new LinkedHashMap<>();
        for (Experiment experiment : file.own().experiments()) {
            if (experiment.data() instanceof Aggregates table) {
                PinnedExperiment pinned = Pinning.of(experiment, file);
                tables.computeIfAbsent(file(file.path(), pinned, table), _ -> new ArrayList<>())
                        .add(pinned);
            }
        }
        Map<String, List<AggregateReport>> reports = new LinkedHashMap<>();
        try (DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine())) {
            tables.forEach((table, experiments) -> reports.putAll(reports(engine, table, experiments)));
        }
        return reports;
    }

    static Map<String, List<AggregateReport>> reports(DuckDb engine, Path file, List<PinnedExperiment> experiments) {
        Map<String, List<AggregateReport>> reports =
                AggregateTable.open(engine, file, file.toString()).reports(experiments);
        List<String> absent = experiments.stream()
                .map(pinned -> pinned.experiment().key())
                .filter(key -> reports.getOrDefault(key, List.of()).isEmpty())
                .sorted()
                .toList();
        if (!absent.isEmpty()) {
            throw new WrongInputException(
                    file + ": rows of " + String.join(", ", absent) + " == 0, must be at least 1 (see where)");
        }
        return reports;
    }

    /** Returns where the numbers of an experiment are. */
    static Path file(Path definedIn, PinnedExperiment pinned, Aggregates table) {
        String file = table.file();
        if (file == null) {
            throw new WrongInputException(definedIn + ": data.aggregates.file of "
                    + pinned.experiment().key()
                    + " == absent, must be given here, where no events report the numbers");
        }
        return definedIn.resolveSibling(file);
    }
}
