package northstar.statistics;

import java.util.OptionalDouble;

/**
 * Whether two overlapping experiments change each other's effect: the effect of one among the units that the other treats,
 * less its effect among those that it does not (difference in differences).
 *
 * <p>The four cells are different units, so the two effects are independent. Which experiment is called the first makes no
 * difference to the absolute result.
 *
 * @param alpha two-sided error rate, in (0, 1)
 */
public record Interaction(double alpha) {
    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public Interaction {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    /**
     * Moments of the four groups of units that are in both experiments.
     *
     * @param neither control in both
     * @param first treatment in the first experiment alone
     * @param second treatment in the second experiment alone
     * @param both treatment in both
     */
    public record Cells(ArmMoments neither, ArmMoments first, ArmMoments second, ArmMoments both) {}

    /** Result of the test. */
    public sealed interface Result {
        /**
         * A result with numbers.
         *
         * @param alone the first experiment's effect where the second does not treat
         * @param together the first experiment's effect where the second treats
         * @param difference {@code together} minus {@code alone}: 0 if the experiments leave each other alone
         * @param standardError of the difference
         * @param pValue two-sided
         * @param ciLower lower end of the difference's interval
         * @param ciUpper upper end
         * @param relativeDifference difference of the two relative effects; empty where one is undefined
         * @param relativeStandardError its standard error by the delta method
         * @param significant whether the experiments change each other's effect at the given alpha
         */
        record Tested(
                Comparison.Estimated alone,
                Comparison.Estimated together,
                double difference,
                double standardError,
                double pValue,
                double ciLower,
                double ciUpper,
                OptionalDouble relativeDifference,
                OptionalDouble relativeStandardError,
                boolean significant)
                implements Result {}

        /**
         * Nothing to test.
         *
         * @param reason why one of the two effects is undefined, or {@link Reason#OVERFLOW}
         */
        record Undefined(Reason reason) implements Result {}
    }

    /**
     * Tests four cells.
     *
     * @param estimand what the leading columns mean
     * @param cells the four cells
     * @return the result
     */
    public Result test(Estimand estimand, Cells cells) {
        EffectEstimator estimator = EffectEstimator.withDefaults();
        return test(
                estimator.compare(estimand, cells.neither(), cells.first()),
                estimator.compare(estimand, cells.second(), cells.both()));
    }

    /**
     * Tests two effects of different units.
     *
     * @param alone the effect where the other experiment does not treat
     * @param together the effect where it does
     * @return the result
     */
    public Result test(Comparison alone, Comparison together) {
        if (alone instanceof Comparison.Undefined none) {
            return new Result.Undefined(none.reason());
        }
        if (together instanceof Comparison.Undefined none) {
            return new Result.Undefined(none.reason());
        }
        return test((Comparison.Estimated) alone, (Comparison.Estimated) together);
    }

    private Result test(Comparison.Estimated alone, Comparison.Estimated together) {
        double difference = together.effect() - alone.effect();
        double standardError = Math.hypot(together.standardError(), alone.standardError());
        double statistic = difference / standardError;
        double degreesOfFreedom = degreesOfFreedom(alone, together);
        double pValue;
        double criticalValue;
        if (Double.isFinite(degreesOfFreedom)) {
            StudentT distribution = new StudentT(degreesOfFreedom);
            pValue = 2 * distribution.survival(Math.abs(statistic));
            criticalValue = distribution.survivalQuantile(alpha / 2);
        } else {
            pValue = 2 * StandardNormal.survival(Math.abs(statistic));
            criticalValue = -StandardNormal.quantile(alpha / 2);
        }
        double half = criticalValue * standardError;
        if (!Double.isFinite(statistic) || !Double.isFinite(Math.abs(difference) + half)) {
            return new Result.Undefined(Reason.OVERFLOW);
        }
        boolean isRelative =
                alone.relativeEffect().isPresent() && together.relativeEffect().isPresent();
        return new Result.Tested(
                alone,
                together,
                difference,
                standardError,
                pValue,
                difference - half,
                difference + half,
                isRelative
                        ? OptionalDouble.of(together.relativeEffect().getAsDouble()
                                - alone.relativeEffect().getAsDouble())
                        : OptionalDouble.empty(),
                isRelative
                        ? OptionalDouble.of(Math.hypot(
                                together.relativeStandardError().getAsDouble(),
                                alone.relativeStandardError().getAsDouble()))
                        : OptionalDouble.empty(),
                pValue <= alpha);
    }

    /** Satterthwaite's; infinite where both effects are normal. */
    private static double degreesOfFreedom(Comparison.Estimated alone, Comparison.Estimated together) {
        double larger = Math.max(alone.standardError(), together.standardError());
        double a = Math.pow(alone.standardError() / larger, 2);
        double b = Math.pow(together.standardError() / larger, 2);
        double ofAlone = alone.degreesOfFreedom().orElse(Double.POSITIVE_INFINITY);
        double ofTogether = together.degreesOfFreedom().orElse(Double.POSITIVE_INFINITY);
        return (a + b) * (a + b) / (a * a / ofAlone + b * b / ofTogether);
    }
}
