package northstar.lake;

import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Manifests as JSON. */
final class ManifestJson {
    private static final JsonStream STREAM =
            JsonStream.builder().serializeNulls(true).serializeEmpty(true).build();

    private ManifestJson() {}

    /** Returns one object of texts: the line of a rejected record. */
    static String line(String object, String position, String reason, String text) {
        Out out = new Out();
        out.put("object", object)
                .put("position", position)
                .put("reason", reason)
                .put("text", whole(text));
        return out.end();
    }

    /** Returns the text with what is no character replaced: it may have been cut through one. */
    private static String whole(String text) {
        return Json.hasHalf(text) ? text.replaceAll("\\p{Cs}", "\uFFFD") : text;
    }

    static String text(Landed landed) {
        Out out = new Out();
        out.put("object", landed.object()).put("version", landed.version()).put("bytes", landed.bytes());
        out.put("read", landed.read()).put("taken", landed.taken()).put("refused", landed.refused());
        out.put("duplicates", landed.duplicates());
        out.list(
                "parts",
                landed.parts(),
                part -> out.begin()
                        .put("kind", part.kind().name())
                        .put("day", part.day().toString())
                        .put("key", part.key())
                        .put("rows", part.rows())
                        .close());
        out.list("stale", landed.stale(), out.writer::value);
        return out.put("watermark", landed.watermark())
                .put("complete", landed.complete())
                .end();
    }

    static Landed landed(String text) {
        In in = In.of(text);
        return new Landed(
                in.text("object"),
                in.text("version"),
                in.count("bytes"),
                in.count("read"),
                in.count("taken"),
                in.count("refused"),
                in.count("duplicates"),
                in.list(
                        "parts",
                        part -> new Landed.Part(
                                Kind.valueOf(part.text("kind")),
                                LocalDate.parse(part.text("day")),
                                part.text("key"),
                                part.count("rows"))),
                in.texts("stale"),
                in.timeOrNull("watermark"),
                in.flag("complete"));
    }

    static String text(SealedDay sealed) {
        Out out = new Out();
        out.put("day", sealed.day().toString());
        out.list("parts", sealed.parts(), out.writer::value);
        out.put("table", sealed.table()).put("bytes", sealed.bytes()).put("rows", sealed.rows());
        out.put("duplicates", sealed.duplicates()).put("conflicts", sealed.conflicts());
        out.list(
                "groups",
                sealed.groups(),
                group -> out.begin()
                        .put("name", group.name())
                        .put("variant", group.variant())
                        .put("rows", group.rows())
                        .put("units", group.units())
                        .put("first", group.first())
                        .put("last", group.last())
                        .put("fingerprint", group.fingerprint())
                        .close());
        return out.end();
    }

    static SealedDay sealed(Kind kind, String text) {
        In in = In.of(text);
        return new SealedDay(
                kind,
                LocalDate.parse(in.text("day")),
                in.texts("parts"),
                in.textOrNull("table"),
                in.count("bytes"),
                in.count("rows"),
                in.count("duplicates"),
                in.count("conflicts"),
                in.list(
                        "groups",
                        group -> new SealedDay.Group(
                                group.text("name"),
                                group.textOrNull("variant"),
                                group.count("rows"),
                                group.count("units"),
                                Instant.parse(group.text("first")),
                                Instant.parse(group.text("last")),
                                group.text("fingerprint"))));
    }

    /** Writes an object. */
    private static final class Out {
        private final BufferedJsonWriter writer = STREAM.bufferedWriter();

        Out() {
            writer.beginObject();
        }

        Out begin() {
            writer.beginObject();
            return this;
        }

        void close() {
            writer.endObject();
        }

        String end() {
            writer.endObject();
            return writer.result();
        }

        Out put(String key, @Nullable Object text) {
            writer.name(key);
            if (text == null) {
                writer.nullValue();
            } else {
                writer.value(text.toString());
            }
            return this;
        }

        Out put(String key, long count) {
            writer.name(key);
            writer.value(count);
            return this;
        }

        Out put(String key, boolean flag) {
            writer.name(key);
            writer.value(flag);
            return this;
        }

        <T> void list(String key, List<T> values, Consumer<T> element) {
            writer.name(key);
            writer.beginArray();
            values.forEach(element);
            writer.endArray();
        }
    }

    /** Reads an object that this room wrote; anything else is a fault of the lake. */
    private record In(Json.Members members) {
        static In of(String text) {
            try {
                return new In((Json.Members) Json.parse(text));
            } catch (JsonFault e) {
                throw new IllegalStateException("a manifest is no JSON", e);
            }
        }

        private Object value(String key) {
            Object value = members.find(key);
            if (value == null) {
                throw new IllegalStateException("manifest." + key + " == nothing, must be given");
            }
            return value;
        }

        String text(String key) {
            return (String) value(key);
        }

        @Nullable
        String textOrNull(String key) {
            return value(key) instanceof String text ? text : null;
        }

        @Nullable
        Instant timeOrNull(String key) {
            String time = textOrNull(key);
            return time == null ? null : Instant.parse(time);
        }

        long count(String key) {
            return Long.parseLong(value(key).toString());
        }

        boolean flag(String key) {
            return (Boolean) value(key);
        }

        List<String> texts(String key) {
            return ((List<?>) value(key)).stream().map(String.class::cast).toList();
        }

        <T> List<T> list(String key, Function<In, T> reader) {
            List<T> read = new ArrayList<>();
            for (Object element : (List<?>) value(key)) {
                read.add(reader.apply(new In((Json.Members) element)));
            }
            return read;
        }
    }
}
