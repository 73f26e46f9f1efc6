package northstar.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Treatment compared with control on one metric: levels, effect and variance, but not yet an interval or p-value, which a
 * {@link SequentialMethod} decides.
 */
public sealed interface Comparison {
    /**
     * An effect with its standard error. All numbers are finite and {@code standardError} is above 0.
     *
     * @param control level of the control arm
     * @param treatment level of the treatment arm
     * @param effect treatment mean minus control mean, in the metric's own unit
     * @param standardError standard error of {@code effect}
     * @param levelCovariance covariance of the two levels; 0 unless the comparison is adjusted
     * @param degreesOfFreedom of the t distribution of {@code effect / standardError}; empty for the normal distribution
     * @param support how far the normal approximation can be trusted
     * @param adjustment how covariates were used
     * @param covariateChecks one for each covariate that varies, in the order of the covariates
     * @param flags what a reader has to bear in mind
     */
    record Estimated(
            ArmLevel control,
            ArmLevel treatment,
            double effect,
            double standardError,
            double levelCovariance,
            OptionalDouble degreesOfFreedom,
            SampleSupport support,
            Adjustment adjustment,
            List<CovariateCheck> covariateChecks,
            Set<Reason> flags)
            implements Comparison {
        /**
         * Checks and copies the components.
         *
         * @throws IllegalArgumentException if a number is not finite, {@code standardError} not above 0, or {@code
         *     degreesOfFreedom} not above 0
         */
        public Estimated {
            Arguments.requireFinite("effect", effect);
            Arguments.requirePositive("standardError", standardError);
            Arguments.requireFinite("levelCovariance", levelCovariance);
            if (degreesOfFreedom.isPresent()) {
                Arguments.requirePositive("degreesOfFreedom", degreesOfFreedom.getAsDouble());
            }
            covariateChecks = List.copyOf(covariateChecks);
            flags = Set.copyOf(flags);
        }

        /**
         * Returns {@code effect / standardError}.
         *
         * @return the test statistic, finite
         */
        public double statistic() {
            return effect / standardError;
        }

        /**
         * Returns the effect as a fraction of |control mean|.
         *
         * @return empty where a relative effect is undefined: control mean 0, or less than three times its standard
         *     error
         */
        public OptionalDouble relativeEffect() {
            throw new UnsupportedOperationException();
        }

        /**
         * Returns the delta-method standard error of the relative effect.
         *
         * @return empty where {@link #relativeEffect()} is
         */
        public OptionalDouble relativeStandardError() {
            throw new UnsupportedOperationException();
        }

        /**
         * Returns the relative effect with the Fieller interval of the given quantile. It excludes 0 exactly when {@code
         * effect +- criticalValue * standardError} does.
         *
         * @param criticalValue the quantile that the absolute interval uses, at least 0
         * @return undefined also where Fieller's set is unbounded
         * @throws IllegalArgumentException if {@code criticalValue} is not finite and at least 0
         */
        public RelativeEffect relativeAt(double criticalValue) {
            throw new UnsupportedOperationException();
        }
    }

    /**
     * The data cannot support a comparison.
     *
     * @param reason why
     * @param control what is known of the control arm
     * @param treatment what is known of the treatment arm
     */
    record Undefined(Reason reason, PartialLevel control, PartialLevel treatment) implements Comparison {
        /**
         * Returns treatment mean minus control mean.
         *
         * @return empty where a mean is unknown
         */
        public OptionalDouble effect() {
            throw new UnsupportedOperationException();
        }
    }
}
