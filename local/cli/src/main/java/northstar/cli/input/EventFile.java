package northstar.cli.input;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import northstar.events.Codec;
import northstar.events.DetailType;
import northstar.events.MalformedInputException;
import northstar.events.MalformedInputException.Problem;
import northstar.events.Message;
import northstar.events.Messages;
import org.jspecify.annotations.Nullable;

/** A file of events: one JSON object, or one on each line; an EventBridge envelope, or the detail alone. */
final class EventFile {
    private static final String DETAIL_TYPE = "\"detail-type\"";

    private final Path file;
    private final @Nullable DetailType type;

    private EventFile(Path file, @Nullable DetailType type) {
        this.file = file;
        this.type = type;
    }

    /**
     * Returns what the events say.
     *
     * @param type the kind of details without envelope, or null if a folder of the path is named after it
     * @throws MalformedInputException if an event is not as the contract says
     * @throws WrongInputException if the file cannot be read, or nothing tells the kind of its events
     */
    static List<Message> read(Path file, @Nullable String type) {
        EventFile events = new EventFile(file, type == null ? folder(file) : named(type));
        String text = text(file);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (!name.endsWith(".ndjson") && !name.endsWith(".jsonl")) {
            return events.event(text, 0);
        }
        List<Message> messages = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                messages.addAll(events.event(lines.get(i), i + 1));
            }
        }
        return messages;
    }

    static @Nullable DetailType folder(Path file) {
        for (Path name : file.toAbsolutePath().normalize()) {
            for (DetailType type : DetailType.values()) {
                if (type.folder().equals(name.toString())) {
                    return type;
                }
            }
        }
        return null;
    }

    static DetailType named(String title) {
        Optional<DetailType> type = DetailType.of(title);
        return type.orElseThrow(() -> new WrongInputException("--type == \"" + title + "\", must be one of "
                + Arrays.stream(DetailType.values()).map(DetailType::title).collect(Collectors.joining(", "))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new WrongInputException(file + " == absent, must be a file");
        } catch (CharacterCodingException e) {
            throw new WrongInputException(file + " == no text, must be UTF-8");
        } catch (IOException e) {
            throw new WrongInputException(file + " == unreadable, must be a file that can be read");
        }
    }

    private List<Message> event(String json, int line) {
        try {
            if (json.contains(DETAIL_TYPE)) {
                return Messages.read(Codec.envelope().read(json));
            }
            if (type == null) {
                throw new WrongInputException(place(line) + ": detail-type == absent, must be given in an envelope,"
                        + " by --type, or by a folder of the path (" + DetailType.EXPERIMENT_LAUNCHED.folder()
                        + ", …)");
            }
            return Messages.read(type, json, Instant.EPOCH);
        } catch (MalformedInputException e) {
            throw new MalformedInputException(e.problems().stream()
                    .map(problem -> new Problem(file.toString(), line, problem.path(), problem.value(), problem.rule()))
                    .toList());
        }
    }

    private String place(int line) {
        return line == 0 ? file.toString() : file + ":" + line;
    }
}
