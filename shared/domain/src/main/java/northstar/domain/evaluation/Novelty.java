package northstar.domain.evaluation;

import java.util.List;
import northstar.domain.Arguments;
import northstar.domain.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How a treatment's effect goes on over the days since exposure (METHODS 11.1). All effects are per unit and day, in the metric's
 * unit.
 *
 * @param variant key of the treatment
 * @param metric key of the metric
 * @param finding what the days show, or null if nothing can be said
 * @param days the effect on each day, the first being the day that begins with the exposure
 * @param trend how much the effect changes from a day to the next
 * @param pValue two-sided p-value of the trend, in [0, 1], or null
 * @param lateControl the metric's level under control in the late half of the days
 * @param lateTreatment the metric's level under treatment in the late half of the days
 * @param late the effect in the late half of the days: the best guess of what stays
 * @param lateRelative the same as a fraction of |control|
 * @param undefined why nothing can be said, or null
 */
public record Novelty(
        String variant,
        String metric,
        @Nullable Finding finding,
        List<Estimate> days,
        Estimate trend,
        @Nullable Double pValue,
        Level lateControl,
        Level lateTreatment,
        Estimate late,
        Estimate lateRelative,
        @Nullable Reason undefined) {
    public Novelty {
        Arguments.key("variant", variant);
        Arguments.key("metric", metric);
        if ((finding == null) == (undefined == null)) {
            throw Arguments.refusal("undefined", undefined, "given exactly where finding is absent");
        }
        days = List.copyOf(days);
    }

    /** Returns one of which nothing can be said. */
    public static Novelty undefined(String variant, String metric, Reason reason) {
        Level none = new Level(0, null, null);
        return new Novelty(
                variant,
                metric,
                null,
                List.of(),
                Estimate.NONE,
                null,
                none,
                none,
                Estimate.NONE,
                Estimate.NONE,
                reason);
    }

    /** What the days show. */
    public enum Finding {
        /** No trend is shown. */
        STEADY,
        /** The effect fades. */
        NOVELTY,
        /** The effect grows. */
        PRIMACY
    }
}
