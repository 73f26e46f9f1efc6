package northstar.lake.imports;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.jspecify.annotations.Nullable;

/**
 * Events of Mixpanel's raw export. Projects from before 2023 count {@code time} from 1970 as their own zone's clock shows it;
 * what Mixpanel's servers note is always UTC.
 */
final class Mixpanel implements Export {
    private static final String EXPOSURE = "$experiment_started";
    private static final String EXPERIMENT = "Experiment name";
    private static final String VARIANT = "Variant name";
    private static final String SEVERAL = "Experiments";
    private static final String[] UNIT = {"$user_id", "distinct_id", "$device_id"};
    private static final String[] UNIT_OF_TABLE = {"user_id", "distinct_id", "device_id"};
    private static final Set<String> SAID = Set.of(
            "time",
            "distinct_id",
            "distinct_id_before_identity",
            "$distinct_id_before_identity",
            "$insert_id",
            "insert_id",
            "$device_id",
            "device_id",
            "$user_id",
            "user_id",
            "mp_processing_time_ms",
            EXPERIMENT,
            VARIANT,
            SEVERAL);
    private static final Set<String> BOOKKEEPING =
            Set.of("_file", "_line", "_fivetran_id", "_fivetran_synced", "event_id", "name", "event", "properties");

    private final ZoneId zone;

    Mixpanel(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Found read(Fields record) {
        String event = record.label("event", "name");
        Fields inner = record.object("properties");
        Fields outer = record.isTable() ? record : inner;
        String unit = outer.unit(record.isTable() ? UNIT_OF_TABLE : UNIT);
        String time = outer.label("time");
        Instant at = Times.parse("time", time, zone);
        Instant received = Received.of(outer, "mp_processing_time_ms");
        Properties others = new Properties().putAll(inner.without(SAID));
        if (record.isTable()) {
            Set<String> said = new LinkedHashSet<>(SAID);
            said.addAll(BOOKKEEPING);
            others.putAll(record.without(said));
        }
        if (event.equals(EXPOSURE)) {
            return Found.of(exposures(inner, outer, unit, at, others.json()), received);
        }
        String inserted = outer.text("$insert_id", "insert_id");
        String id = Keys.id(List.of(event, unit, time, inserted == null ? "" : inserted));
        return Found.of(new Activity(unit, event, at, id, null, others.json()), received);
    }

    /** An exposure names one experiment in two properties, or several in one that is an object or a list. */
    private static List<Exposure> exposures(
            Fields inner, Fields outer, String unit, Instant at, @Nullable String attributes) {
        Object several = inner.any(SEVERAL);
        List<Exposure> exposures = new ArrayList<>();
        if (several instanceof Map<?, ?> pairs) {
            pairs.forEach((experiment, variant) ->
                    exposures.add(Exposures.of((String) experiment, name(variant), unit, at, attributes)));
        } else if (several instanceof List<?> pairs) {
            pairs.forEach(pair -> exposures.add(pair(pair, unit, at, attributes)));
        } else {
            Fields named = inner.has(EXPERIMENT) ? inner : outer;
            exposures.add(Exposures.of(named.text(EXPERIMENT), named.text(VARIANT), unit, at, attributes));
        }
        if (exposures.isEmpty()) {
            throw RefusedException.of(SEVERAL, "empty", "at least one experiment and its variant");
        }
        return exposures;
    }

    private static Exposure pair(@Nullable Object pair, String unit, Instant at, @Nullable String attributes) {
        int colon = pair instanceof String text ? text.lastIndexOf(':') : -1;
        if (!(pair instanceof String text) || colon <= 0 || colon == text.length() - 1) {
            throw RefusedException.of(SEVERAL, "other", "a list of \"experiment:variant\"");
        }
        return Exposures.of(text.substring(0, colon), text.substring(colon + 1), unit, at, attributes);
    }

    private static @Nullable String name(@Nullable Object variant) {
        if (variant instanceof Map<?, ?> || variant instanceof List<?>) {
            throw RefusedException.of(SEVERAL, "other", "an object of experiments with their variants");
        }
        return variant == null || variant.equals("") ? null : variant.toString();
    }
}
