package northstar.cli.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.programme.Pinning;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.lake.FolderLake;
import northstar.lake.engine.DuckDb;
import northstar.simulation.Expected;
import northstar.simulation.Simulation;
import northstar.simulation.SimulationOptions;

/** Writes a lake into a folder. */
public final class SimulatedLake {
    private SimulatedLake() {}

    /**
     * Simulates all experiments of these files.
     *
     * @param folder is empty or not there
     * @param progress hears what is being done
     * @throws WrongInputException if the folder is not empty, or a definition or an option cannot be used
     */
    public static Expected write(
            Path folder, List<DefinitionFile> files, SimulationOptions options, Consumer<String> progress) {
        checkEmpty(folder);
        List<PinnedExperiment> experiments = new ArrayList<>();
        for (DefinitionFile file : files) {
            for (Experiment experiment : file.own().experiments()) {
                experiments.add(Pinning.of(experiment, file));
            }
        }
        if (experiments.isEmpty()) {
            throw new WrongInputException("experiments == 0, must be at least 1");
        }
        if (experiments.stream()
                        .map(pinned -> pinned.experiment().key())
                        .distinct()
                        .count()
                < experiments.size()) {
            throw new WrongInputException("experiment.key == the same in two definitions, must be declared only once");
        }
        try (DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine())) {
            return new Simulation(engine, new FolderLake(folder), options, progress).write(experiments);
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(String.valueOf(e.getMessage()));
        }
    }

    private static void checkEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new WrongInputException("--lake == " + folder + ", must be empty or not there yet");
            }
        } catch (IOException e) {
            throw new WrongInputException("--lake == " + folder + ", must be a folder");
        }
    }
}
