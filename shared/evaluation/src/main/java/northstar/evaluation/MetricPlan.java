package northstar.evaluation;

import java.util.List;
import northstar.domain.evaluation.Effect.Role;
import org.jspecify.annotations.Nullable;

/**
 * What one metric asks of an experiment, and what it gets. Units are those of all groups together, not rounded.
 *
 * @param metric key of the metric
 * @param role what it is to the experiment; that of a guardrail is to be shown safe, the others are to be shown better
 * @param baseline what it is like without the experiment
 * @param size relative effect that is to be found; of a guardrail the margin within which it is to be shown safe
 * @param alpha error of its test; of a guardrail one-sided
 * @param power chance to succeed that it is planned for
 * @param decides whether a win needs it: leading indicators are shown only
 * @param fixedUnits units that a single look at the end would need
 * @param units units that are needed at the last look, with the looks that the definition takes
 * @param expectedUnits average units at which it stops if the effect is as planned
 * @param idleUnits average units at which it stops if there is no effect, or the margin is just missed
 * @param planned what the planned duration does, or null if the traffic is not known
 * @param declared what the window of the definition does, or null if its units are not known
 * @param curve the chance to succeed by the size of the effect or of the margin, at the planned units, else at the declared,
 *     else at those that are needed
 */
public record MetricPlan(
        String metric,
        Role role,
        Baseline baseline,
        double size,
        double alpha,
        double power,
        boolean decides,
        double fixedUnits,
        double units,
        double expectedUnits,
        double idleUnits,
        @Nullable Reach planned,
        @Nullable Reach declared,
        List<Point> curve) {
    public MetricPlan {
        curve = List.copyOf(curve);
    }

    /**
     * What a number of units does.
     *
     * @param days of exposure
     * @param units that come in
     * @param smallest size that is found with the chance that is planned for, or null if no possible one is
     * @param chance to find the size that is planned for
     */
    public record Reach(double days, double units, @Nullable Double smallest, double chance) {}

    /**
     * A point of the curve.
     *
     * @param size relative effect, or margin
     * @param chance in [0, 1]
     */
    public record Point(double size, double chance) {}

    /** Returns whether it is to be shown safe within a margin, not better. */
    public boolean isGuardrail() {
        return role == Role.GUARDRAIL;
    }

    /** Returns the units that would be needed if nothing was known of the units before. */
    public double unadjustedUnits() {
        return units / (1 - baseline.explained());
    }

    /** Returns how many times the units of a single look its looks cost. */
    public double costOfLooks() {
        return units / fixedUnits;
    }
}
