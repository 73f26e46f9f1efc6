package northstar.lake.imports;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import northstar.domain.Arguments;
import northstar.lake.Activity;
import org.jspecify.annotations.Nullable;

/** Events of Google Analytics 4 as BigQuery exports them, numbers in quotation marks or not. Clocks stand at UTC. */
final class Ga4 implements Export {
    private static final Set<String> EXPOSURES = Set.of("experiment_viewed", "experiment_impression");
    private static final String EXPERIMENT = "experiment_id";
    private static final String VARIANT = "variation_id";
    private static final Set<String> SAID = Set.of(EXPERIMENT, VARIANT);
    private static final String PARAMETER = "param_";
    private static final List<String> TYPES = List.of("string_value", "int_value", "float_value", "double_value");
    private static final List<String> ORDER = List.of("batch_page_id", "batch_ordering_id", "batch_event_index");
    private static final String OFFSET = "event_server_timestamp_offset";
    private static final Pattern MICROS = Pattern.compile("-?[0-9]{1,16}");

    @Override
    public Found read(Fields record) {
        String event = record.label("event_name", "name");
        String unit = record.unit("user_id", "user_pseudo_id", "client_id");
        String time = record.label("event_timestamp", "timestamp");
        Instant at = Times.parse("event_timestamp", time, ZoneOffset.UTC);
        Map<String, Object> parameters = record.isTable() ? columns(record) : parameters(record);
        Instant received = received(record, at);
        if (EXPOSURES.contains(event)) {
            Fields said = new Fields(new LinkedHashMap<>(parameters), false);
            String attributes = properties(said.without(SAID), record);
            return Found.of(
                    List.of(Exposures.of(said.text(EXPERIMENT), said.text(VARIANT), unit, at, attributes)), received);
        }
        String json = properties(parameters, record);
        return Found.of(new Activity(unit, event, at, id(record, event, time), null, json), received);
    }

    private static String id(Fields record, String event, String time) {
        List<String> parts = new ArrayList<>(List.of(event, time));
        parts.add(text(record, "user_pseudo_id", "client_id", "user_id"));
        parts.add(text(record, "event_bundle_sequence_id", "bundle_sequence_id"));
        ORDER.forEach(name -> parts.add(text(record, name)));
        return Keys.id(parts);
    }

    private static String text(Fields record, String... names) {
        String text = record.text(names);
        return text == null ? "" : text;
    }

    /** The offset is what passed, in microseconds, until the event was uploaded. */
    private static @Nullable Instant received(Fields record, Instant at) {
        String offset = record.text(OFFSET);
        if (offset == null) {
            return null;
        }
        if (!MICROS.matcher(offset).matches()) {
            throw RefusedException.of(OFFSET, Arguments.quoted(offset), "a number of microseconds below 1e16");
        }
        return at.plus(Long.parseLong(offset), ChronoUnit.MICROS);
    }

    private static Map<String, Object> columns(Fields record) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        record.without(Set.of()).forEach((name, value) -> {
            if (name.startsWith(PARAMETER) && name.length() > PARAMETER.length()) {
                parameters.put(name.substring(PARAMETER.length()), value);
            }
        });
        return parameters;
    }

    private static Map<String, Object> parameters(Fields record) {
        Object given = record.any("event_params");
        Object list = given == null ? List.of() : given;
        if (!(list instanceof List<?> elements)) {
            throw RefusedException.of("event_params", "other", "a list of {key, value}");
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Object parameter : elements) {
            if (!(parameter instanceof Map<?, ?> pair) || !(pair.get("key") instanceof String key)) {
                throw RefusedException.of("event_params", "other", "a list of {key, value}");
            }
            Object value = pair.get("value") instanceof Map<?, ?> typed ? value(typed) : null;
            if (value != null) {
                parameters.putIfAbsent(key, value);
            }
        }
        return parameters;
    }

    private static @Nullable Object value(Map<?, ?> typed) {
        for (String type : TYPES) {
            Object value = typed.get(type);
            if (value instanceof Map<?, ?> || value instanceof List<?>) {
                throw RefusedException.of("event_params: " + type, "other", "a text or a number");
            }
            if (value != null) {
                return type.equals("string_value") ? value.toString() : number(type, value);
            }
        }
        return null;
    }

    /** Dumps of BigQuery put integers in quotation marks. */
    private static Object number(String type, Object value) {
        if (value instanceof BigDecimal) {
            return value;
        }
        Fields cell = new Fields(Map.of(type, value.toString()), true);
        Object typed = cell.without(Set.of()).get(type);
        return typed instanceof BigDecimal ? typed : value.toString();
    }

    private static @Nullable String properties(Map<String, Object> parameters, Fields record) {
        Properties properties = new Properties().putAll(parameters);
        if (record.isTable()) {
            Map<String, Object> cells = record.without(Set.of());
            for (String name : List.of("value_in_usd", "platform", "device_category", "geo_country")) {
                properties.put(name, cells.get(name));
            }
            cells.forEach((name, value) -> {
                if (name.startsWith("ecommerce_")) {
                    properties.put(name, value);
                }
            });
            return properties.json();
        }
        Map<String, Object> purchase = record.object("ecommerce").without(Set.of());
        return properties
                .put("event_value_in_usd", record.any("event_value_in_usd"))
                .put("platform", record.any("platform"))
                .put("device.category", record.object("device").any("category"))
                .put("geo.country", record.object("geo").any("country"))
                .put("ecommerce", purchase)
                .json();
    }
}
