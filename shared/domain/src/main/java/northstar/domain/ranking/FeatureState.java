package northstar.domain.ranking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a feature is out, as its owner reports it.
 *
 * @param feature the feature
 * @param variant the variant that went out, or null if it was rolled back
 * @param at when that happened
 */
public record FeatureState(String feature, @Nullable String variant, Instant at) {
    /** Returns whether the feature is out. */
    public boolean isShipped() {
        return variant != null;
    }
}
