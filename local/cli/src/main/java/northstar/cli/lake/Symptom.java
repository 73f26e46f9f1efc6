package northstar.cli.lake;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import northstar.events.ForeignJson;

/**
 * One thing that was looked at.
 *
 * @param level how it stands
 * @param text what was found
 * @param advice what to do, or nothing
 */
public record Symptom(Level level, String text, String advice) {
    /** How something stands. */
    public enum Level {
        OK,
        WARN,
        PROBLEM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Symptom ok(String text) {
        return new Symptom(Level.OK, text, "");
    }

    static Symptom warn(String text, String advice) {
        return new Symptom(Level.WARN, text, advice);
    }

    static Symptom problem(String text, String advice) {
        return new Symptom(Level.PROBLEM, text, advice);
    }

    String json() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("level", level.word());
        members.put("text", text);
        members.put("advice", advice);
        return ForeignJson.write(members);
    }
}
