package northstar.lake.imports;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import northstar.domain.Arguments;
import northstar.lake.Activity;
import org.jspecify.annotations.Nullable;

/**
 * Rows with our own names: {@code unit, at} and {@code experiment, variant} for an exposure, or {@code event} and perhaps
 * {@code id, value} for an activity. A row is what it has a {@code variant} or an {@code event} for; every other column
 * becomes an attribute or a property.
 */
final class Columns implements Export {
    private static final String RECEIVED = "received_at";
    private static final Set<String> OF_EXPOSURE = Set.of("unit", "experiment", "variant", "at", "event", RECEIVED);
    private static final Set<String> OF_ACTIVITY =
            Set.of("unit", "event", "at", "id", "value", "experiment", "variant", RECEIVED);
    private static final BigDecimal LARGEST = new BigDecimal("1e15");
    private static final int MAX_DIGITS = 100;

    private final ZoneId zone;

    Columns(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Found read(Fields record) {
        boolean isExposure = record.has("variant");
        if (isExposure == record.has("event")) {
            throw RefusedException.of("row", isExposure ? "variant and event" : "neither", "variant or event");
        }
        String unit = record.unit("unit");
        Instant at = Times.parse("at", record.label("at"), zone);
        Instant received = Received.of(record, zone, RECEIVED);
        Properties others = new Properties().putAll(record.without(isExposure ? OF_EXPOSURE : OF_ACTIVITY));
        if (isExposure) {
            return Found.of(
                    List.of(Exposures.of(record.text("experiment"), record.text("variant"), unit, at, others.json())),
                    received);
        }
        String event = record.label("event");
        return Found.of(new Activity(unit, event, at, id(record), value(record), others.json()), received);
    }

    /** Without an id of its own a row is told apart by all that stands in it. */
    private static String id(Fields record) {
        String id = record.text("id");
        if (id != null) {
            return Keys.id(id);
        }
        List<String> parts = new ArrayList<>();
        new TreeMap<>(record.members()).forEach((name, cell) -> {
            parts.add(name);
            parts.add(String.valueOf(cell));
        });
        return Keys.id(parts);
    }

    private static @Nullable Double value(Fields record) {
        String text = record.text("value");
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = text.length() > MAX_DIGITS ? null : new BigDecimal(text.strip());
            if (number != null && number.abs().compareTo(LARGEST) < 0) {
                return number.doubleValue();
            }
        } catch (NumberFormatException e) {
            throw RefusedException.of("value", Arguments.quoted(text), "a number");
        }
        throw RefusedException.of("value", Arguments.quoted(text), "between -1e15 and 1e15");
    }
}
