package northstar.cli.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.programme.ExperimentRun;
import northstar.cli.programme.LocalProgramme;
import northstar.cli.programme.Pinning;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.evaluation.Baselines;
import northstar.evaluation.Traffic;
import northstar.events.Definitions;
import org.jspecify.annotations.Nullable;

/** Finds what the plan of an experiment can be made from: its own units, those of a table, or nothing. */
public final class PlanSource {
    private final DefinitionFile file;
    private final @Nullable AsOf asOf;
    private final @Nullable OpenLake lake;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /**
     * Creates a source.
     *
     * @param asOf the time up to which data count, or null for all of them
     * @param lake where exposures and activities are, or null
     * @param clock tells what lies in the future
     * @param progress hears what is being done
     */
    public PlanSource(
            DefinitionFile file,
            @Nullable AsOf asOf,
            @Nullable OpenLake lake,
            InstantSource clock,
            Consumer<String> progress) {
        this.file = file;
        this.asOf = asOf;
        this.lake = lake;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Returns what is known of an experiment of the file.
     *
     * @param needsData whether there must be something
     * @throws WrongInputException if there is nothing, or it cannot be read
     */
    public PlanData of(Experiment experiment, boolean needsData) {
        PinnedExperiment pinned = Pinning.of(experiment, file);
        String table = table(experiment.data());
        Path path = table == null ? null : file.path().resolveSibling(table);
        if (path != null && (needsData || Files.exists(path))) {
            return own(experiment, path.getFileName().toString());
        }
        if (needsData) {
            throw new WrongInputException(file.path() + ": nothing is known of the metrics of " + experiment.key()
                    + ", give --mean and --sd" + (path == null ? ", or the folder of the lake with --lake" : ""));
        }
        return new PlanData(pinned, "the numbers given", new TreeMap<>(), null, null);
    }

    private static @Nullable String table(DataSource data) {
        return switch (data) {
            case DataSource.Units units -> units.file();
            case DataSource.Aggregates aggregates -> aggregates.file();
            case DataSource.Events _ -> null;
        };
    }

    /** Returns what the experiment's own units tell, all groups taken together. */
    private PlanData own(Experiment experiment, String origin) {
        Definitions single = new Definitions(file.own().northStars(), file.own().metrics(), List.of(experiment));
        ExperimentRun run = new LocalProgramme(asOf, lake, clock, progress)
                .run(List.of(new DefinitionFile(file.path(), single, file.beside())))
                .getFirst();
        return new PlanData(
                run.pinned(),
                origin,
                Baselines.of(run.pinned(), run.measurements().getLast()),
                Traffic.of(run.pinned().experiment(), run.measurements()).orElse(null),
                run);
    }
}
