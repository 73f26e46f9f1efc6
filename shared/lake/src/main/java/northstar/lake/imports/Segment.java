package northstar.lake.imports;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.domain.Arguments;
import northstar.lake.Activity;
import org.jspecify.annotations.Nullable;

/**
 * Calls of Segment and RudderStack, and their warehouse tables. Clocks stand at UTC; {@code timestamp} is the one that they
 * have set right.
 */
final class Segment implements Export {
    private static final String EXPOSURE = "Experiment Viewed";
    private static final String EXPOSURE_TABLE = "experiment_viewed";
    private static final String[] EXPERIMENT = {"experiment_id", "experiment_name"};
    private static final String[] VARIANT = {"variation_id", "variation_name"};
    private static final Set<String> SAID =
            Set.of("experiment_id", "experiment_name", "variation_id", "variation_name");
    private static final Set<String> BOOKKEEPING = Set.of(
            "id",
            "message_id",
            "anonymous_id",
            "user_id",
            "received_at",
            "sent_at",
            "timestamp",
            "original_timestamp",
            "uuid_ts",
            "loaded_at",
            "type",
            "event",
            "event_text",
            "context_ip",
            "context_user_agent",
            "context_traits_email");
    private static final String TYPES = "track, page, screen, identify or group";

    @Override
    public Found read(Fields record) {
        String unit = record.unit("userId", "user_id", "anonymousId", "anonymous_id");
        Instant received = Received.of(record, "receivedAt", "received_at");
        Instant at = Received.of(record, "timestamp");
        if (at == null) {
            at = received;
        }
        if (at == null) {
            throw RefusedException.absent("timestamp or receivedAt", "");
        }
        String type = type(record);
        String event = event(record, type);
        Map<String, Object> members = record.isTable()
                ? record.without(BOOKKEEPING)
                : record.object("properties").without(Set.of());
        if (event.equals(EXPOSURE) || (record.isTable() && event.equals(EXPOSURE_TABLE))) {
            Fields said = new Fields(new LinkedHashMap<>(members), false);
            String attributes = properties(record, type, said.without(SAID));
            return Found.of(
                    List.of(Exposures.of(said.text(EXPERIMENT), said.text(VARIANT), unit, at, attributes)), received);
        }
        boolean hasTraits = type.equals("identify") || type.equals("group");
        String json = hasTraits ? null : properties(record, type, members);
        String message = record.text("messageId", "message_id", "id");
        String id = message == null
                ? Keys.id(List.of(event, unit, at.toString(), json == null ? "" : json))
                : Keys.id(message);
        return Found.of(new Activity(unit, event, at, id, null, json), received);
    }

    /** Warehouse tables do not name their type: an event is a track, an address a page. */
    private static String type(Fields record) {
        String type = record.text("type");
        if (type != null) {
            return type;
        }
        if (record.has("event", "event_text")) {
            return "track";
        }
        if (record.isTable() && record.has("url", "path")) {
            return "page";
        }
        throw RefusedException.absent("type", ": " + TYPES);
    }

    private static String event(Fields record, String type) {
        return switch (type) {
            case "track" ->
                record.label(record.isTable() ? new String[] {"event_text", "event"} : new String[] {"event"});
            case "page" -> "Page Viewed";
            case "screen" -> "Screen Viewed";
            case "identify" -> "Identify";
            case "group" -> "Group";
            default -> throw RefusedException.of("type", Arguments.quoted(type), TYPES);
        };
    }

    private static @Nullable String properties(Fields record, String type, Map<String, Object> members) {
        Properties properties = new Properties().putAll(members);
        if (!type.equals("track")) {
            properties.put("name", record.any("name")).put("category", record.any("category"));
        }
        if (!record.isTable()) {
            Fields context = record.object("context");
            properties
                    .put("context.locale", context.any("locale"))
                    .put("context.os.name", context.object("os").any("name"))
                    .put("context.device.type", context.object("device").any("type"))
                    .put("context.page.path", context.object("page").any("path"));
        }
        return properties.json();
    }
}
