package northstar.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Definition files that are named one by one or by their folder. */
public final class DefinitionFiles {
    private DefinitionFiles() {}

    /**
     * Reads files and folders; of a folder those that define an experiment.
     *
     * @param metrics the file of {@code --metrics}, or null
     * @throws northstar.events.MalformedInputException if one of them is not as the contract says
     * @throws WrongInputException if one cannot be read, or no experiment is in it
     */
    public static List<DefinitionFile> read(List<Path> paths, @Nullable Path metrics) {
        List<DefinitionFile> files = new ArrayList<>();
        for (Path path : paths) {
            List<DefinitionFile> found = (Files.isDirectory(path) ? yaml(path) : List.of(path))
                    .stream()
                            .map(file -> DefinitionFile.read(file, metrics))
                            .filter(file -> !file.own().experiments().isEmpty())
                            .toList();
            if (found.isEmpty()) {
                throw new WrongInputException(path + ": experiments == 0, must be at least 1");
            }
            files.addAll(found);
        }
        return List.copyOf(files);
    }

    private static List<Path> yaml(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Check::isYaml)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new WrongInputException(folder + " == unreadable, must be a folder that can be read");
        }
    }
}
