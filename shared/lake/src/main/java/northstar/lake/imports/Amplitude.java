package northstar.lake.imports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.jspecify.annotations.Nullable;

/** Events of Amplitude's Export API. Clocks stand at UTC; {@code event_time} is the one that Amplitude has set right. */
final class Amplitude implements Export {
    private static final Set<String> EXPOSURES = Set.of("[Experiment] Exposure", "$exposure");
    private static final String[] EXPERIMENT = {"[Experiment] Experiment Key", "experiment_key"};
    private static final String[] FLAG = {"[Experiment] Flag Key", "flag_key"};
    private static final String[] VARIANT = {"[Experiment] Variant", "variant"};
    private static final Set<String> SAID = Set.of(
            "[Experiment] Experiment Key",
            "experiment_key",
            "[Experiment] Flag Key",
            "flag_key",
            "[Experiment] Variant",
            "variant");
    private static final List<String> CONTEXT =
            List.of("platform", "country", "os_name", "device_type", "version_name");

    @Override
    public Found read(Fields record) {
        String event = record.label("event_type");
        String unit = record.unit("user_id", "device_id", "amplitude_id");
        String time = record.label("event_time");
        Instant at = Times.parse("event_time", time, ZoneOffset.UTC);
        Instant received = Received.of(record, "server_received_time", "server_upload_time", "processed_time");
        Fields properties = record.object("event_properties");
        if (EXPOSURES.contains(event)) {
            return Found.of(List.of(exposure(record, properties, unit, at)), received);
        }
        String json = properties(properties.without(Set.of()), record);
        return Found.of(new Activity(unit, event, at, id(record, event, time), null, json), received);
    }

    private static Exposure exposure(Fields record, Fields properties, String unit, Instant at) {
        String experiment = properties.text(EXPERIMENT);
        String name = experiment == null ? properties.text(FLAG) : experiment;
        return Exposures.of(name, properties.text(VARIANT), unit, at, properties(properties.without(SAID), record));
    }

    private static @Nullable String properties(Map<String, Object> members, Fields record) {
        Properties properties = new Properties().putAll(members);
        CONTEXT.forEach(name -> properties.put(name, record.any(name)));
        return properties.json();
    }

    /** Amplitude itself counts once what has the same insert id and device. */
    private static String id(Fields record, String event, String time) {
        String inserted = record.text("$insert_id", "insert_id", "_insert_id");
        if (inserted != null) {
            return Keys.id(List.of(inserted, text(record, "device_id")));
        }
        String unique = record.text("uuid");
        if (unique != null) {
            return Keys.id(unique);
        }
        List<String> parts = new ArrayList<>(List.of(event, time));
        for (String name : List.of("event_id", "id", "user_id", "device_id", "amplitude_id", "session_id")) {
            parts.add(text(record, name));
        }
        return Keys.id(parts);
    }

    private static String text(Fields record, String name) {
        String text = record.text(name);
        return text == null ? "" : text;
    }
}
