package northstar.cli.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.events.DefinitionDocuments;
import northstar.simulation.SimulationOptions.TrueEffect;
import org.jspecify.annotations.Nullable;

/** The definition that is there from the beginning: an experiment of a shop. */
public final class StarterDefinition {
    /** What is true of it if nothing else is said. */
    public static final List<TrueEffect> EFFECTS = List.of(new TrueEffect("revenue", null, 0.1));

    private static final Instant START = Instant.parse("2026-10-05T00:00:00Z");
    private static final int DAYS = 14;
    private static final int MOST_DAYS = 366;
    private static final String NAME = "shop.yaml";

    private StarterDefinition() {}

    /**
     * Returns the definition.
     *
     * @param days length of its test window, or null for two weeks
     * @param save where it is written too, or null
     * @throws WrongInputException if it cannot be written there
     */
    public static DefinitionFile of(@Nullable Integer days, @Nullable Path save) {
        int length = days == null ? DAYS : days;
        if (length < 1 || length > MOST_DAYS) {
            throw new WrongInputException("--days == " + length + ", must be in [1, " + MOST_DAYS + "]");
        }
        String end = START.plus(Duration.ofDays(length)).toString();
        String yaml = text().replace("${end}", end);
        if (save != null) {
            write(save, yaml);
        }
        Path path = save == null ? Path.of(NAME) : save;
        return new DefinitionFile(path, DefinitionDocuments.parse(NAME, yaml), Map.of());
    }

    private static String text() {
        try (InputStream stored = Objects.requireNonNull(StarterDefinition.class.getResourceAsStream(NAME))) {
            return new String(stored.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
