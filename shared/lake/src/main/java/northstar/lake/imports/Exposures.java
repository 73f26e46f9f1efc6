package northstar.lake.imports;

import java.time.Instant;
import northstar.lake.Exposure;
import org.jspecify.annotations.Nullable;

/** Makes exposures of the names that a vendor knows experiment and variant by. */
final class Exposures {
    private Exposures() {}

    static Exposure of(
            @Nullable String experiment,
            @Nullable String variant,
            String unit,
            Instant at,
            @Nullable String attributes) {
        if (experiment == null) {
            throw RefusedException.absent("experiment", "");
        }
        if (variant == null) {
            throw RefusedException.absent("variant", ": without one the unit leaves the experiment");
        }
        return new Exposure(Keys.of("experiment", experiment), Keys.of("variant", variant), unit, at, attributes);
    }
}
