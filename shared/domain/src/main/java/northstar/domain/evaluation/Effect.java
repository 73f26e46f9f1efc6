package northstar.domain.evaluation;

import java.util.List;
import northstar.domain.Arguments;
import northstar.domain.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What one treatment did to one metric.
 *
 * @param variant key of the treatment
 * @param metric key of the metric
 * @param role what the metric is to the experiment
 * @param method the test that made the p-value
 * @param adjustment what lowered the variance
 * @param control the metric's level under control, adjusted if {@code adjustment} says so
 * @param treatment the metric's level under treatment, likewise
 * @param absolute the effect in the metric's unit
 * @param relative the effect as a fraction of |control|
 * @param pValue two-sided p-value of the absolute effect, in [0, 1], or null
 * @param adjustedPValue the p-value adjusted for the family of tests it belongs to, in [0, 1], or null
 * @param confidenceLevel of both intervals, in (0, 1)
 * @param varianceReduction share of the variance that the adjustment took away; 0 without adjustment; null if undefined
 * @param unadjusted the same without adjustment, or null if there was none
 * @param nonInferiority the guardrail's test, or null for other roles
 * @param undefined why the p-value is absent, or null if it is there
 * @param flags what to keep in mind
 */
public record Effect(
        String variant,
        String metric,
        Role role,
        TestMethod method,
        Adjustment adjustment,
        Level control,
        Level treatment,
        Estimate absolute,
        Estimate relative,
        @Nullable Double pValue,
        @Nullable Double adjustedPValue,
        double confidenceLevel,
        @Nullable Double varianceReduction,
        @Nullable Unadjusted unadjusted,
        @Nullable NonInferiority nonInferiority,
        @Nullable Reason undefined,
        List<Reason> flags) {
    public Effect {
        Arguments.key("variant", variant);
        Arguments.key("metric", metric);
        Arguments.openUnit("confidenceLevel", confidenceLevel);
        probability("pValue", pValue);
        probability("adjustedPValue", adjustedPValue);
        if ((pValue == null) == (undefined == null)) {
            throw Arguments.refusal("undefined", undefined, "given exactly where pValue is absent");
        }
        flags = Arguments.distinct("flags", flags);
    }

    private static void probability(String name, @Nullable Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            throw Arguments.refusal(name, value, "in [0, 1]");
        }
    }

    /** Returns a copy with another adjusted p-value and flags. */
    public Effect withFamily(@Nullable Double adjusted, List<Reason> newFlags) {
        return new Effect(
                variant,
                metric,
                role,
                method,
                adjustment,
                control,
                treatment,
                absolute,
                relative,
                pValue,
                adjusted,
                confidenceLevel,
                varianceReduction,
                unadjusted,
                nonInferiority,
                undefined,
                newFlags);
    }

    /** Returns a copy with the intervals, and their confidence level, of another reading of the same effect. */
    public Effect withIntervals(Effect other) {
        return new Effect(
                variant,
                metric,
                role,
                method,
                adjustment,
                control,
                treatment,
                other.absolute,
                other.relative,
                pValue,
                adjustedPValue,
                other.confidenceLevel,
                varianceReduction,
                other.unadjusted,
                nonInferiority,
                undefined,
                flags);
    }

    /** What a metric is to an experiment. */
    public enum Role {
        NORTH_STAR,
        INDICATOR,
        GUARDRAIL,
        EXPLORATORY
    }

    /** The test that made a p-value. */
    public enum TestMethod {
        WELCH,
        NORMAL,
        HALL,
        PERMUTATION,
        NEWCOMBE
    }

    /** What lowered the variance. */
    public enum Adjustment {
        NONE,
        CUPED
    }

    /**
     * The effect without adjustment, shown beside the adjusted one.
     *
     * @param control the raw level under control
     * @param treatment the raw level under treatment
     * @param absolute the raw effect in the metric's unit
     * @param relative the raw effect as a fraction of |control|
     * @param pValue two-sided p-value of the raw effect, or null
     */
    public record Unadjusted(
            Level control,
            Level treatment,
            Estimate absolute,
            Estimate relative,
            @Nullable Double pValue) {
        public Unadjusted {
            probability("pValue", pValue);
        }
    }

    /**
     * The test that a guardrail has not got worse than its margin.
     *
     * @param margin relative worsening that is accepted, in (0, 1]
     * @param statistic the test statistic, or null if it is undefined
     * @param pValue one-sided p-value, or null if it is undefined
     * @param passed whether non-inferiority is shown
     */
    public record NonInferiority(
            double margin,
            @Nullable Double statistic,
            @Nullable Double pValue,
            boolean passed) {
        public NonInferiority {
            Arguments.share("margin", margin);
            probability("pValue", pValue);
        }
    }
}
