package northstar.lake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A unit meets its variant.
 *
 * @param experiment key of the experiment
 * @param variant key of the variant
 * @param unit id of the unit, 1 to 200 characters
 * @param at when
 * @param attributes a JSON object of what is known of the unit then, or null
 */
public record Exposure(
        String experiment,
        String variant,
        String unit,
        Instant at,
        @Nullable String attributes) {}
