package northstar.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import northstar.cli.input.Calibrations;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.table.BareTable;
import northstar.cli.table.DefinitionYaml;
import northstar.events.Definitions;
import org.jspecify.annotations.Nullable;

/** Takes a bare table for an experiment, and keeps its definition if asked to. */
final class BareTables {
    private BareTables() {}

    static DefinitionFile definitions(Path file, BareTable.Columns columns, Clock clock, @Nullable Path save) {
        Definitions definitions;
        try {
            definitions = BareTable.definitions(file, columns, LocalDate.now(clock));
        } catch (northstar.measurement.TableRefusedException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(file + ": " + e.getMessage());
        }
        if (save != null) {
            write(save, DefinitionYaml.of(definitions, seenFrom(save, file)));
        }
        return new DefinitionFile(file, Calibrations.beside(file).marked(definitions), Map.of());
    }

    private static String seenFrom(Path yaml, Path table) {
        Path folder = yaml.toAbsolutePath().normalize().getParent();
        Path target = table.toAbsolutePath().normalize();
        return folder == null
                ? target.toString()
                : folder.relativize(target).toString().replace('\\', '/');
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new WrongInputException("--save == " + file + ", must not exist yet");
        } catch (IOException e) {
            throw new WrongInputException("--save == " + file + ", must be a file that can be written");
        }
    }
}
