package northstar.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 into the same bounded tree as {@link JsonTree} and keeps the line of each place.
 *
 * <p>The events of the parser are taken one by one, so that depth, size and aliases are bounded before anything grows.
 */
final class YamlTree {
    /** The most values of a document, aliases followed. */
    static final int MAX_VALUES = 200_000;

    /** The most aliases of a document. */
    static final int MAX_ALIASES = 100;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(Limits.FILE)
            .setUseMarks(true)
            .build();
    private static final ScalarResolver RESOLVER = SETTINGS.getSchema().getScalarResolver();

    private final String file;
    private final Iterator<Event> events;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;
    private int aliases;

    private YamlTree(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    /**
     * One document of a file.
     *
     * @param content the tree, or null if the document is empty
     * @param lines the line of each place, from 1, by its path
     */
    record Document(@Nullable Object content, Map<String, Integer> lines) {
        /** Returns the line of a place, or of the nearest place above it that has one, or 0. */
        int line(String path) {
            String place = path;
            while (place != null) {
                Integer line = lines.get(place);
                if (line != null) {
                    return line;
                }
                place = Paths.parent(place);
            }
            return lines.getOrDefault("", 0);
        }
    }

    private record Anchored(@Nullable Object content, int values) {}

    /**
     * Returns the documents of a text.
     *
     * @throws MalformedInputException if it is not YAML, or larger, deeper or more entangled than it may be
     */
    static List<Document> parse(String file, String yaml) {
        List<Document> documents = new ArrayList<>();
        try {
            Iterator<Event> events = new Parse(SETTINGS).parseString(yaml).iterator();
            while (events.hasNext()) {
                if (events.next().getEventId() == Event.ID.DocumentStart) {
                    documents.add(new YamlTree(file, events).document());
                }
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            throw refusal(file, line, "text", cause(e.getProblem()), "must be YAML");
        } catch (YamlEngineException e) {
            throw refusal(file, 0, "text", cause(e.getMessage()), "must be YAML");
        }
        return documents;
    }

    private static String cause(@Nullable String message) {
        return Shown.of(message == null ? "" : message.lines().findFirst().orElse(""));
    }

    private Document document() {
        Event first = events.next();
        lines.put("", line(first));
        return new Document(value(first, "", 1), lines);
    }

    private @Nullable Object value(Event event, String path, int depth) {
        if (++values > MAX_VALUES) {
            throw refusal(event, path, "more than " + MAX_VALUES + " values", "must be smaller");
        }
        if (depth > JsonGrammar.MAX_DEPTH) {
            String most = JsonGrammar.MAX_DEPTH + " levels";
            throw refusal(event, path, "more than " + most, "must be nested at most " + most + " deep");
        }
        if (event instanceof AliasEvent alias) {
            return followed(alias, path);
        }
        int before = values;
        Object content = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, path);
            case SequenceStartEvent start -> list(start, path, depth);
            case MappingStartEvent start -> object(start, path, depth);
            default -> throw refusal(event, path, event.getEventId().name(), "must be a value");
        };
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor, new Anchored(content, values - before)));
        return content;
    }

    private @Nullable Object followed(AliasEvent alias, String path) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw refusal(alias, path, "*" + alias.getAlias().getValue(), "must be an anchor that ends before it");
        }
        values += anchored.values();
        if (++aliases > MAX_ALIASES || values > MAX_VALUES) {
            throw refusal(
                    alias,
                    path,
                    aliases + " aliases for " + values + " values",
                    "must be at most " + MAX_ALIASES + " aliases and " + MAX_VALUES + " values");
        }
        return anchored.content();
    }

    private @Nullable Object scalar(ScalarEvent scalar, String path) {
        untagged(scalar, scalar.getTag(), path);
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return text;
        }
        Tag tag = RESOLVER.resolve(text, true);
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? new NumberText(text) : text;
    }

    private List<@Nullable Object> list(SequenceStartEvent start, String path, int depth) {
        untagged(start, start.getTag(), path);
        List<@Nullable Object> elements = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            String element = Paths.element(path, elements.size());
            lines.put(element, line(event));
            elements.add(value(event, element, depth + 1));
        }
        return elements;
    }

    private Map<String, @Nullable Object> object(MappingStartEvent start, String path, int depth) {
        untagged(start, start.getTag(), path);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw refusal(event, path, "a key that is no text", "must be an object with texts as keys");
            }
            String member = Paths.member(path, key.getValue());
            lines.putIfAbsent(member, line(event));
            if (members.containsKey(key.getValue())) {
                throw refusal(event, member, "a second time", "must be given only once");
            }
            members.put(key.getValue(), value(events.next(), member, depth + 1));
        }
        return members;
    }

    private void untagged(Event event, Optional<String> tag, String path) {
        if (tag.isPresent()) {
            throw refusal(event, path, Shown.of(tag.get()), "must be written without a tag");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private MalformedInputException refusal(Event event, String path, String value, String rule) {
        return refusal(file, line(event), path.isEmpty() ? "text" : path, value, rule);
    }

    private static MalformedInputException refusal(String file, int line, String path, String value, String rule) {
        return new MalformedInputException(path, value, rule).in(file, _ -> line);
    }
}
