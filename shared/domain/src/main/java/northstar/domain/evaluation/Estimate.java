package northstar.domain.evaluation;

import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * A difference between treatment and control with its uncertainty; what cannot be computed is null.
 *
 * @param value the difference: in the metric's unit, or as a fraction of |control|
 * @param standardError its standard error, in the same unit
 * @param ciLower lower end of its confidence interval
 * @param ciUpper upper end of its confidence interval
 */
public record Estimate(
        @Nullable Double value,
        @Nullable Double standardError,
        @Nullable Double ciLower,
        @Nullable Double ciUpper) {
    /** Nothing is known. */
    public static final Estimate NONE = new Estimate(null, null, null, null);

    public Estimate {
        finite("value", value);
        finite("standardError", standardError);
        finite("ciLower", ciLower);
        finite("ciUpper", ciUpper);
    }

    private static void finite(String name, @Nullable Double number) {
        if (number != null) {
            Arguments.finite(name, number);
        }
    }
}
