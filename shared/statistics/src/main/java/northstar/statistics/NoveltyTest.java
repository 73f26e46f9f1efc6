package northstar.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether an effect fades (novelty) or grows (primacy, learning) with the days since exposure.
 *
 * <p>Asked of a fixed cohort: the units that were exposed at least J days, each with one value per day since its exposure. Each
 * unit's slope over its days, {@code b_i = sum_j (j - jbar) y_ij / sum_j (j - jbar)^2}, is one value, so that Welch's test of
 * the slopes needs no model of how a unit's days hang together. Use complete weeks, or weekdays will look like a trend.
 *
 * <p>Effects by <em>calendar</em> day are no substitute: they mix cohorts. Immutable.
 *
 * @param alpha two-sided error rate, in (0, 1)
 * @param leastDays fewest days J, at least 2
 * @param leastShare least share of all units that the cohort has to be, in [0, 1]
 */
public record NoveltyTest(double alpha, int leastDays, double leastShare) {
    /** Alpha 0.05, at least 7 days and half of the units. */
    public static final NoveltyTest STANDARD = new NoveltyTest(0.05, 7, 0.5);

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public NoveltyTest {
        Arguments.requireOpenUnit("alpha", alpha);
        if (leastDays < 2) {
            throw new IllegalArgumentException("leastDays == " + leastDays + ", must be >= 2");
        }
        if (!(leastShare >= 0 && leastShare <= 1)) {
            throw new IllegalArgumentException("leastShare == " + leastShare + ", must be in [0, 1]");
        }
    }

    /** What the days show. */
    public enum Finding {
        /** No trend is shown. */
        STEADY,
        /** The effect shrinks: its trend has the opposite sign. Read the late effect. */
        NOVELTY,
        /** The effect grows: its trend has the same sign. Read the late effect. */
        PRIMACY
    }

    /** Result of the test. */
    public sealed interface Result {
        /**
         * A result with numbers.
         *
         * @param finding what the days show
         * @param dailyEffects the effect on each day since exposure, the first being the day of exposure
         * @param slope the difference of the units' mean slopes, per day
         * @param pValue two-sided p-value of {@code slope}
         * @param lateMinusEarly the same question without a line: late half minus early half of the days, a middle day
         *     left out
         * @param late the effect on the late half, the best guess of what stays
         * @param overall the effect on the mean of all days
         */
        record Tested(
                Finding finding,
                List<Double> dailyEffects,
                Comparison.Estimated slope,
                double pValue,
                Comparison.Estimated lateMinusEarly,
                Comparison.Estimated late,
                Comparison.Estimated overall)
                implements Result {
            /** Copies the effects. */
            public Tested {
                dailyEffects = List.copyOf(dailyEffects);
            }
        }

        /**
         * Nothing to test.
         *
         * @param reason {@link Reason#LOW_N} with too few days or too small a cohort, or why a comparison is undefined
         */
        record Undefined(Reason reason) implements Result {}
    }

    /**
     * Tests a cohort.
     *
     * @param control moments whose columns are the days since exposure, from 0
     * @param treatment the same
     * @param cohortShare the cohort's share of all units of both arms, in [0, 1]
     * @return the result
     * @throws IllegalArgumentException if the columns differ in number
     */
    public Result test(ArmMoments control, ArmMoments treatment, double cohortShare) {
        int days = control.columns();
        if (days < leastDays || !(cohortShare >= leastShare)) {
            return new Result.Undefined(Reason.LOW_N);
        }
        List<Comparison> parts = new ArrayList<>();
        for (double[] weights : List.of(slope(days), lateMinusEarly(days), late(days), overall(days))) {
            parts.add(EffectEstimator.withDefaults()
                    .compare(Estimand.MEAN, combined(control, weights), combined(treatment, weights)));
        }
        for (Comparison part : parts) {
            if (part instanceof Comparison.Undefined none) {
                return new Result.Undefined(none.reason());
            }
        }
        return tested(
                control,
                treatment,
                parts.stream().map(Comparison.Estimated.class::cast).toList());
    }

    private Result tested(ArmMoments control, ArmMoments treatment, List<Comparison.Estimated> parts) {
        Comparison.Estimated slope = parts.get(0);
        double overall = parts.get(3).effect();
        if (!(new FixedTest(alpha).test(slope) instanceof TwoSidedResult.Tested tested)) {
            return new Result.Undefined(Reason.OVERFLOW);
        }
        List<Double> daily = new ArrayList<>();
        for (int day = 0; day < control.columns(); day++) {
            daily.add(treatment.mean(day) - control.mean(day));
        }
        Finding finding = Finding.STEADY;
        if (tested.significant() && overall != 0) {
            finding = Math.signum(slope.effect()) == Math.signum(overall) ? Finding.PRIMACY : Finding.NOVELTY;
        }
        return new Result.Tested(finding, daily, slope, tested.pValue(), parts.get(1), parts.get(2), parts.get(3));
    }

    private static double[] slope(int days) {
        double centre = (days - 1) / 2.0;
        double squares = 0;
        for (int day = 0; day < days; day++) {
            squares += (day - centre) * (day - centre);
        }
        double[] weights = new double[days];
        for (int day = 0; day < days; day++) {
            weights[day] = (day - centre) / squares;
        }
        return weights;
    }

    private static double[] late(int days) {
        int half = days / 2;
        double[] weights = new double[days];
        for (int day = days - half; day < days; day++) {
            weights[day] = 1.0 / half;
        }
        return weights;
    }

    private static double[] lateMinusEarly(int days) {
        double[] weights = late(days);
        for (int day = 0; day < days / 2; day++) {
            weights[day] = -weights[days - 1 - day];
        }
        return weights;
    }

    private static double[] overall(int days) {
        double[] weights = new double[days];
        java.util.Arrays.fill(weights, 1.0 / days);
        return weights;
    }

    /** The moments of a weighted sum of the columns. */
    private static ArmMoments combined(ArmMoments arm, double[] weights) {
        if (arm.columns() != weights.length) {
            throw new IllegalArgumentException(
                    "treatment.columns() == " + arm.columns() + ", must be control.columns() == " + weights.length);
        }
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            mean += weights[i] * arm.mean(i);
            for (int j = 0; j < weights.length; j++) {
                variance += weights[i] * weights[j] * arm.rawCovariance(i, j);
            }
        }
        double known = Math.max(0, variance);
        return ArmMoments.of(
                arm.n(),
                new double[] {mean},
                (a, b) -> Double.isFinite(known) ? OptionalDouble.of(known) : OptionalDouble.empty());
    }
}
