package northstar.events;

import io.avaje.json.JsonReader;
import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.json.stream.JsonStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into a bounded tree of maps, lists, texts, {@link NumberText}, booleans and nulls.
 *
 * <p>Stricter than the reader below it: see {@link JsonGrammar}; duplicate keys and numbers that JSON does not know are
 * refused as well.
 */
final class JsonTree {
    static final JsonStream STREAM = JsonStream.builder()
            .serializeNulls(true)
            .serializeEmpty(true)
            .bufferRecycling(BufferRecycleStrategy.NO_RECYCLING)
            .build();

    private final JsonReader reader;
    private final List<Object> steps = new ArrayList<>();

    private JsonTree(JsonReader reader) {
        this.reader = reader;
    }

    /**
     * Returns the tree of a text.
     *
     * @throws MalformedInputException if it is not one JSON object or list
     */
    static @Nullable Object parse(String json) {
        JsonGrammar.check(json);
        try (JsonReader reader = STREAM.reader(json)) {
            return new JsonTree(reader).value();
        }
    }

    private @Nullable Object value() {
        return switch (reader.currentToken()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> list();
            case STRING -> text(reader.readString());
            case NUMBER -> number(reader.readRaw().strip());
            case BOOLEAN -> reader.readBoolean();
            case NULL -> {
                reader.isNullValue();
                yield null;
            }
        };
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNextField()) {
            String key = reader.nextField();
            steps.add(key);
            text(key);
            if (members.containsKey(key)) {
                throw refusal("a second time", "must be given only once");
            }
            members.put(key, value());
            steps.removeLast();
        }
        reader.endObject();
        return members;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNextElement()) {
            steps.add(elements.size());
            elements.add(value());
            steps.removeLast();
        }
        reader.endArray();
        return elements;
    }

    private String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                throw refusal("text with half a character", "must be Unicode text");
            }
            i += pair ? 1 : 0;
        }
        return text;
    }

    private NumberText number(String raw) {
        if (!NumberText.JSON.matcher(raw).matches()) {
            throw refusal(Shown.cut(raw), "must be a finite number, true, false, null or a text in quotation marks");
        }
        return new NumberText(raw);
    }

    private MalformedInputException refusal(String value, String rule) {
        return new MalformedInputException(Paths.of("$", steps), value, rule);
    }
}
