package northstar.lake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the lake takes: how long texts, how large numbers, how far times may be. */
public final class Bounds {
    /** The longest id, unit, event or key of a property, in characters. */
    public static final int MAX_TEXT = 200;
    /** The longest attributes or properties, in characters of JSON. */
    public static final int MAX_JSON = 20_000;
    /** What the absolute value of a number stays below. */
    public static final double MAX_VALUE = 1e15;

    private static final int MAX_KEY = 48;

    private Bounds() {}

    /** Returns why an exposure cannot be taken, <em>path: what == value, must be rule</em>, or null if it can. */
    public static @Nullable String problem(String path, Exposure exposure) {
        String problem = key(path + "experiment", exposure.experiment());
        problem = problem == null ? key(path + "variant", exposure.variant()) : problem;
        problem = problem == null ? text(path + "unit", exposure.unit()) : problem;
        problem = problem == null ? time(path + "at", exposure.at()) : problem;
        return problem == null ? json(path + "attributes", exposure.attributes()) : problem;
    }

    /** Returns why an activity cannot be taken, <em>path: what == value, must be rule</em>, or null if it can. */
    public static @Nullable String problem(String path, Activity activity) {
        String problem = text(path + "unit", activity.unit());
        problem = problem == null ? text(path + "event", activity.event()) : problem;
        problem = problem == null ? time(path + "at", activity.at()) : problem;
        problem = problem == null ? text(path + "id", activity.id()) : problem;
        problem = problem == null ? number(path + "value", activity.value()) : problem;
        return problem == null ? json(path + "properties", activity.properties()) : problem;
    }

    /** Returns why everything of a record cannot be taken, or null if it can. */
    static @Nullable String problem(Intake.Contents contents) {
        for (int i = 0; i < contents.exposures().size(); i++) {
            String problem =
                    problem("exposures[" + i + "].", contents.exposures().get(i));
            if (problem != null) {
                return problem;
            }
        }
        for (int i = 0; i < contents.activities().size(); i++) {
            String problem =
                    problem("activities[" + i + "].", contents.activities().get(i));
            if (problem != null) {
                return problem;
            }
        }
        return contents.exposures().isEmpty() && contents.activities().isEmpty()
                ? "record == nothing, must say something"
                : null;
    }

    private static @Nullable String key(String path, String key) {
        boolean fits = !key.isEmpty() && key.length() <= MAX_KEY && key.charAt(0) != '-';
        for (int i = 0; fits && i < key.length(); i++) {
            char c = key.charAt(i);
            fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return fits ? null : path + " == " + JsonFault.shown(key) + ", must match ^[a-z0-9][a-z0-9-]{0,47}$";
    }

    /** Returns why a text cannot be an id, a unit, an event or the key of a property, or null if it can. */
    static @Nullable String text(String path, String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            return path + ".length == " + text.length() + ", must be in [1, " + MAX_TEXT + "]";
        }
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                return path + " == a control character at " + (i + 1) + ", must be free of control characters";
            }
            plain = plain && !Character.isSurrogate(c);
        }
        return plain || !Json.hasHalf(text) ? null : path + " == half a character, must be Unicode text";
    }

    /** Returns why the lake cannot hold a time, or null if it can. */
    static @Nullable String time(String path, Instant time) {
        return Times.isHeld(time)
                ? null
                : path + " == " + time + ", must be in [" + Times.EARLIEST + ", " + Times.LATEST + "]";
    }

    private static @Nullable String number(String path, @Nullable Double value) {
        return value == null || Math.abs(value) < MAX_VALUE
                ? null
                : path + " == " + value + ", must be a number with an absolute value below 1e15";
    }

    private static @Nullable String json(String path, @Nullable String json) {
        return json == null || json.length() <= MAX_JSON
                ? null
                : path + ".length == " + json.length() + ", must be at most " + MAX_JSON;
    }
}
