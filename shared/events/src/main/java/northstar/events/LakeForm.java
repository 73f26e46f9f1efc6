package northstar.events;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import northstar.domain.Arguments;
import northstar.events.Message.Activity;
import northstar.events.Message.EventsLanded;
import northstar.events.Message.Exposure;
import org.jspecify.annotations.Nullable;

/** The form of exposures and activities, and of what says that they have landed. */
final class LakeForm {
    /** Values lie between this and its negative. */
    static final double VALUES_END = 1e15;

    private static final int MAX_NAME = 200;
    private static final int MAX_JSON = 20_000;
    private static final int MAX_DAY = 16;

    private LakeForm() {}

    /** Returns the text if it may name a unit, an event, an activity or a property. */
    static String name(String what, String text) {
        if (text.isEmpty() || text.length() > MAX_NAME) {
            throw Arguments.refusal(what + ".length", text.length(), "in [1, " + MAX_NAME + "]");
        }
        return text;
    }

    static Message exposure(Node node) {
        node.knows("experiment", "variant", "unit", "at", "attributes");
        return new Exposure(
                Value.text(node.member("experiment")),
                Value.text(node.member("variant")),
                Value.text(node.member("unit")),
                Value.instant(node.member("at")),
                objectOrNull(node.optional("attributes")));
    }

    static Message activity(Node node) {
        node.knows("unit", "event", "at", "id", "value", "properties");
        return new Activity(
                Value.text(node.member("unit")),
                Value.text(node.member("event")),
                Value.instant(node.member("at")),
                Value.text(node.member("id")),
                Value.numberOrNull(node.optional("value")),
                objectOrNull(node.optional("properties")));
    }

    /** Returns the JSON of an object that says something; one that says nothing is as good as none. */
    private static @Nullable String objectOrNull(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (!(node.content() instanceof Map<?, ?> members)) {
            throw node.refusal("must be an object");
        }
        for (Object key : members.keySet()) {
            int length = ((String) key).length();
            if (length == 0 || length > MAX_NAME) {
                throw new MalformedInputException(
                        node.path(), "a key of " + length + " characters", "must have keys of 1 to " + MAX_NAME);
            }
        }
        if (members.isEmpty()) {
            return null;
        }
        String json = new JsonOut().value(members).text();
        if (json.length() > MAX_JSON) {
            throw new MalformedInputException(
                    node.path(), json.length() + " characters", "must be at most " + MAX_JSON + " characters");
        }
        return json;
    }

    static Message landed(Node node) {
        node.knows("object", "manifest", "at", "read", "taken", "refused", "duplicates", "days");
        Node days = node.member("days");
        days.knows("exposures", "activities");
        return new EventsLanded(
                Value.text(node.member("object")),
                Value.text(node.member("manifest")),
                Value.instant(node.member("at")),
                Value.count(node.member("read")),
                Value.count(node.member("taken")),
                Value.count(node.member("refused")),
                Value.count(node.member("duplicates")),
                days.member("exposures").list(LakeForm::day),
                days.member("activities").list(LakeForm::day));
    }

    /** Returns a day of any year, since what lands may say any: beyond four digits with a sign. */
    private static LocalDate day(Node node) {
        if (node.content() instanceof String text && text.length() <= MAX_DAY) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw node.refusal("must be a day such as 2027-03-31");
            }
        }
        throw node.refusal("must be a day such as 2027-03-31");
    }

    static void encode(JsonOut out, Exposure exposure) {
        out.begin()
                .put("experiment", exposure.experiment())
                .put("variant", exposure.variant())
                .put("unit", exposure.unit())
                .put("at", exposure.at())
                .putIfAny("attributes", tree(exposure.attributes()))
                .end();
    }

    static void encode(JsonOut out, Activity activity) {
        out.begin()
                .put("unit", activity.unit())
                .put("event", activity.event())
                .put("at", activity.at())
                .put("id", activity.id())
                .putIfAny("value", activity.value())
                .putIfAny("properties", tree(activity.properties()))
                .end();
    }

    private static @Nullable Object tree(@Nullable String json) {
        return json == null ? null : JsonTree.parse(json);
    }

    static void encode(JsonOut out, EventsLanded landed) {
        out.begin()
                .put("object", landed.object())
                .put("manifest", landed.manifest())
                .put("at", landed.at())
                .put("read", landed.read())
                .put("taken", landed.taken())
                .put("refused", landed.refused())
                .put("duplicates", landed.duplicates())
                .begin("days")
                .put("exposures", landed.exposures())
                .put("activities", landed.activities())
                .end()
                .end();
    }
}
