package northstar.lake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one line of the lake's own form. */
final class RawLine {
    private static final List<String> EXPOSURE = List.of("experiment", "variant", "unit", "at", "attributes");
    private static final List<String> ACTIVITY = List.of("unit", "event", "at", "id", "value", "properties");
    private static final String AN_INSTANT = "be an instant with an offset such as 2026-10-01T00:00:00Z";

    private final Intake intake;

    RawLine(Intake intake) {
        this.intake = intake;
    }

    void read(long number, String text) {
        try {
            Json.Members line = members("$", Json.parse(text));
            Object detail = line.find("detail");
            if (detail == null) {
                details(number, text, "$", line, null);
            } else {
                details(number, text, "$.detail", members("$.detail", detail), received(line));
            }
        } catch (JsonFault e) {
            refuse(number, e.reason(), text);
        }
    }

    void refuse(long number, String reason, String text) {
        refuse("line " + number, reason, text);
    }

    private void refuse(String position, String reason, String text) {
        intake.refuse(position, reason, text.substring(0, Math.min(text.length(), Intake.MAX_KEPT)));
    }

    private static @Nullable Instant received(Json.Members envelope) throws JsonFault {
        Object time = envelope.find("time");
        if (time == null) {
            return null;
        }
        Instant received = instant("$.time", time);
        in(Bounds.time("$.time", received));
        return received;
    }

    private void details(long number, String text, String path, Json.Members detail, @Nullable Instant received)
            throws JsonFault {
        Object batch = detail.find("batch");
        if (batch == null) {
            intake.accept(contents(path, detail), received);
            return;
        }
        only(path, detail, List.of("batch"));
        if (!(batch instanceof List<?> elements) || elements.isEmpty()) {
            throw new JsonFault(path + ".batch", JsonFault.shown(batch), "be a list of at least one");
        }
        for (int i = 0; i < elements.size(); i++) {
            Object element = elements.get(i);
            try {
                String where = path + ".batch[" + i + "]";
                intake.accept(contents(where, members(where, element)), received);
            } catch (JsonFault e) {
                String kept = element instanceof Json.Members event ? event.text() : text;
                refuse("line " + number + ", batch[" + i + "]", e.reason(), kept);
            }
        }
    }

    private static Intake.Contents contents(String path, Json.Members detail) throws JsonFault {
        if (detail.find("variant") != null) {
            Exposure exposure = exposure(path, detail);
            in(Bounds.problem(path + ".", exposure));
            return new Intake.Contents(List.of(exposure), List.of());
        }
        if (detail.find("event") != null) {
            Activity activity = activity(path, detail);
            in(Bounds.problem(path + ".", activity));
            return new Intake.Contents(List.of(), List.of(activity));
        }
        throw new JsonFault(path, JsonFault.shown(detail), "have variant or event");
    }

    private static Exposure exposure(String path, Json.Members detail) throws JsonFault {
        only(path, detail, EXPOSURE);
        return new Exposure(
                text(path, detail, "experiment"),
                text(path, detail, "variant"),
                text(path, detail, "unit"),
                at(path, detail),
                object(path, detail, "attributes"));
    }

    private static Activity activity(String path, Json.Members detail) throws JsonFault {
        only(path, detail, ACTIVITY);
        return new Activity(
                text(path, detail, "unit"),
                text(path, detail, "event"),
                at(path, detail),
                text(path, detail, "id"),
                value(path, detail),
                object(path, detail, "properties"));
    }

    private static void in(@Nullable String problem) throws JsonFault {
        if (problem != null) {
            throw new JsonFault(problem);
        }
    }

    private static void only(String path, Json.Members detail, List<String> known) throws JsonFault {
        for (String key : detail.keys()) {
            if (!known.contains(key)) {
                throw new JsonFault(
                        path + "." + JsonFault.shown(key), "unknown key", "be one of " + String.join(", ", known));
            }
        }
    }

    private static Json.Members members(String path, Object value) throws JsonFault {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw new JsonFault(path, JsonFault.shown(value), "be an object");
    }

    private static Object required(String path, Json.Members detail, String key) throws JsonFault {
        Object value = detail.find(key);
        if (value == null) {
            throw new JsonFault(path + "." + key, "nothing", "be given");
        }
        return value;
    }

    private static String text(String path, Json.Members detail, String key) throws JsonFault {
        if (required(path, detail, key) instanceof String text) {
            return text;
        }
        throw new JsonFault(path + "." + key, JsonFault.shown(required(path, detail, key)), "be a text");
    }

    private static Instant at(String path, Json.Members detail) throws JsonFault {
        return instant(path + ".at", required(path, detail, "at"));
    }

    private static Instant instant(String path, Object value) throws JsonFault {
        Instant instant = value instanceof String text ? Times.parse(text) : null;
        if (instant == null) {
            throw new JsonFault(path, JsonFault.shown(value), AN_INSTANT);
        }
        return instant;
    }

    private static @Nullable Double value(String path, Json.Members detail) throws JsonFault {
        Object value = detail.find("value");
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Digits digits) {
            return Double.valueOf(digits.text());
        }
        throw new JsonFault(path + ".value", JsonFault.shown(value), "be a number");
    }

    private static @Nullable String object(String path, Json.Members detail, String key) throws JsonFault {
        Object value = detail.find(key);
        if (value == null) {
            return null;
        }
        Json.Members members = members(path + "." + key, value);
        keys(path + "." + key, members);
        return members.text();
    }

    private static void keys(String path, Object value) throws JsonFault {
        if (value instanceof Json.Members members) {
            for (String key : members.keys()) {
                in(Bounds.text(path + "." + JsonFault.shown(key), key));
            }
            for (Object member : members.values()) {
                keys(path, member);
            }
        } else if (value instanceof List<?> elements) {
            for (Object element : elements) {
                keys(path, element);
            }
        }
    }
}
