package northstar.domain.moments;

import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What is seen so far of a variant's units whose window of a metric is not over; shown, never tested.
 *
 * @param variant key of the variant
 * @param metric key of the metric
 * @param n units that are not mature
 * @param mean their mean so far in the metric's unit, or null if there are none or it has no meaning yet
 */
public record Immature(
        String variant, String metric, long n, @Nullable Double mean) {
    public Immature {
        Arguments.key("variant", variant);
        Arguments.key("metric", metric);
        Arguments.notNegative("n", n);
        if (mean != null) {
            Arguments.finite("mean", mean);
        }
    }
}
