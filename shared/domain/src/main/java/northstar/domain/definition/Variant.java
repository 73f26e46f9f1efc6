package northstar.domain.definition;

import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that a unit may meet.
 *
 * @param key names it within the experiment
 * @param weight planned share of the units, in (0, 1], or null if the allocation is unknown
 * @param control whether the others are compared with it
 */
public record Variant(String key, @Nullable Double weight, boolean control) {
    public Variant {
        Arguments.key("key", key);
        if (weight != null) {
            Arguments.share("weight", weight);
        }
    }
}
