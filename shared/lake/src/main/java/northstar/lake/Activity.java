package northstar.lake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A unit does something.
 *
 * @param unit id of the unit, 1 to 200 characters
 * @param event what it does, 1 to 200 characters
 * @param at when
 * @param id makes it idempotent, 1 to 200 characters
 * @param value a number, or null
 * @param properties a JSON object, or null
 */
public record Activity(
        String unit,
        String event,
        Instant at,
        String id,
        @Nullable Double value,
        @Nullable String properties) {}
