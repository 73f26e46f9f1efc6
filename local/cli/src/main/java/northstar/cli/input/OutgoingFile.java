package northstar.cli.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import northstar.events.DetailType;
import northstar.events.ForeignJson;
import northstar.events.MalformedInputException;
import northstar.events.MalformedInputException.Problem;
import northstar.events.Messages;
import org.jspecify.annotations.Nullable;

/**
 * A file of events that are to be sent: one on each line ({@code .ndjson}, {@code .jsonl}), or one or a list of them
 * ({@code .json}); each an envelope, or the detail alone. Any may be compressed ({@code .gz}). Lines are read one by one.
 */
public final class OutgoingFile {
    private final Path file;
    private final @Nullable DetailType type;
    private final String source;

    private OutgoingFile(Path file, @Nullable DetailType type, String source) {
        this.file = file;
        this.type = type;
        this.source = source;
    }

    /**
     * Returns the file.
     *
     * @param type kind of the details without envelope, or null if a folder of the path is named after it, or their form
     *     tells it
     * @param source who says what comes without envelope
     */
    public static OutgoingFile of(Path file, @Nullable String type, String source) {
        return new OutgoingFile(file, type == null ? EventFile.folder(file) : EventFile.named(type), source);
    }

    /**
     * Reads it to the end.
     *
     * @param events hears of each event that is as its schema says
     * @param problems hears of each that is not
     * @throws WrongInputException if the file cannot be read
     */
    public void read(Consumer<Outgoing> events, Consumer<String> problems) {
        try (BufferedReader reader = open()) {
            if (isLines()) {
                int number = 0;
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    number++;
                    if (!line.isBlank()) {
                        event(line, number, events, problems);
                    }
                }
            } else {
                whole(reader.readAllAsString(), events, problems);
            }
        } catch (NoSuchFileException e) {
            throw new WrongInputException(file + " == absent, must be a file");
        } catch (CharacterCodingException e) {
            throw new WrongInputException(file + " == no text, must be UTF-8");
        } catch (IOException e) {
            throw new WrongInputException(file + " == unreadable, must be a file that can be read");
        }
    }

    private String name() {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private boolean isLines() {
        String name = name().replaceFirst("\\.gz$", "");
        return name.endsWith(".ndjson") || name.endsWith(".jsonl");
    }

    private BufferedReader open() throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream text = name().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    private void whole(String text, Consumer<Outgoing> events, Consumer<String> problems) {
        if (!text.stripLeading().startsWith("[")) {
            event(text, 0, events, problems);
            return;
        }
        try {
            Object list = ForeignJson.object("{\"events\":" + text + "}").get("events");
            for (Object element : list instanceof List<?> elements ? elements : List.of()) {
                event(ForeignJson.write(element), 0, events, problems);
            }
        } catch (MalformedInputException e) {
            problems.accept(file + ": " + e.getMessage());
        }
    }

    private void event(String json, int line, Consumer<Outgoing> events, Consumer<String> problems) {
        Outgoing event;
        try {
            event = event(json, line);
        } catch (MalformedInputException e) {
            e.problems().stream()
                    .map(problem -> new Problem(file.toString(), line, problem.path(), problem.value(), problem.rule()))
                    .forEach(problem -> problems.accept(problem.toString()));
            return;
        } catch (WrongInputException e) {
            problems.accept(e.getMessage());
            return;
        }
        events.accept(event);
    }

    private Outgoing event(String json, int line) {
        Map<String, @Nullable Object> members = ForeignJson.object(json);
        Outgoing event = members.get("detail-type") instanceof String title
                ? ofEnvelope(members, title, line)
                : new Outgoing(place(line), source, kind(members, line).title(), json.strip(), null);
        Messages.read(
                EventFile.named(event.detailType()),
                event.detail(),
                event.time() == null ? Instant.EPOCH : event.time());
        if (event.size() > Messages.MAX_BYTES) {
            throw new MalformedInputException(
                    "event", event.size() + " bytes", "must be at most " + Messages.MAX_BYTES + " bytes");
        }
        return event;
    }

    private Outgoing ofEnvelope(Map<String, @Nullable Object> envelope, String title, int line) {
        if (DetailType.of(title).isEmpty()) {
            throw new MalformedInputException(
                    "$.detail-type", "\"" + title + "\"", "must be one that the product knows");
        }
        if (!(envelope.get("detail") instanceof Map<?, ?> detail)) {
            throw new MalformedInputException("$.detail", "absent", "must be an object");
        }
        String from = envelope.get("source") instanceof String text ? text : source;
        return new Outgoing(place(line), from, title, ForeignJson.write(detail), time(envelope.get("time")));
    }

    private static @Nullable Instant time(@Nullable Object time) {
        if (time == null) {
            return null;
        }
        try {
            return Instant.parse(String.valueOf(time));
        } catch (DateTimeException e) {
            throw new MalformedInputException("$.time", "\"" + time + "\"", "must be an instant with its zone");
        }
    }

    private DetailType kind(Map<String, @Nullable Object> detail, int line) {
        if (type != null) {
            return type;
        }
        DetailType told = form(
                detail.get("batch") instanceof List<?> batch
                                && !batch.isEmpty()
                                && batch.getFirst() instanceof Map<?, ?> first
                        ? first
                        : detail);
        if (told == null) {
            throw new WrongInputException(place(line) + ": detail-type == absent, must be given in an envelope,"
                    + " by --type, or by a folder of the path (" + DetailType.EXPERIMENT_LAUNCHED.folder() + ", …)");
        }
        return told;
    }

    /** As the lake tells them apart. */
    private static @Nullable DetailType form(Map<?, ?> detail) {
        if (!detail.containsKey("unit")) {
            return null;
        }
        return detail.containsKey("variant")
                ? DetailType.EXPOSURE
                : detail.containsKey("event") ? DetailType.ACTIVITY : null;
    }

    private String place(int line) {
        return line == 0 ? file.toString() : file + ":" + line;
    }
}
