package northstar.statistics;

import java.util.List;
import java.util.Optional;
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
        /** Largest standard error of the control mean, as a fraction of it, at which relative effects have a meaning. */
        private static final double MOST_NOISE = 1.0 / 3;

        /**
         * Checks and copies the components.
         *
         * @throws IllegalArgumentException if a number or {@code effect / standardError} is not finite, {@code
         *     standardError} not above 0, or {@code degreesOfFreedom} not above 0
         */
        public Estimated {
            Arguments.requireFinite("effect", effect);
            Arguments.requirePositive("standardError", standardError);
            Arguments.requireFinite("effect / standardError", effect / standardError);
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

        /** Returns {@code 1 / standardError^2}, at most the largest double. */
        double information() {
            return Math.min(1 / standardError / standardError, Double.MAX_VALUE);
        }

        /**
         * Returns the effect as a fraction of |control mean|.
         *
         * @return empty where a relative effect is undefined: control mean 0, or less than three times its standard
         *     error
         */
        public OptionalDouble relativeEffect() {
            return hasSteadyControl() ? OptionalDouble.of(fieller().relativeEffect()) : OptionalDouble.empty();
        }

        /**
         * Returns the delta-method standard error of the relative effect.
         *
         * @return empty where {@link #relativeEffect()} is
         */
        public OptionalDouble relativeStandardError() {
            return hasSteadyControl() ? OptionalDouble.of(fieller().deltaStandardError()) : OptionalDouble.empty();
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
            Arguments.requireNonNegative("criticalValue", criticalValue);
            return relativeAt(criticalValue, criticalValue);
        }

        /**
         * Returns the relative effect with a Fieller interval whose ends use different quantiles. It excludes 0 exactly
         * when {@code [effect - below * standardError, effect + above * standardError]} does.
         *
         * @param below the quantile of the lower end, at least 0
         * @param above the quantile of the upper end, at least 0
         * @return undefined also where Fieller's set is unbounded
         * @throws IllegalArgumentException if a quantile is not finite and at least 0
         */
        public RelativeEffect relativeAt(double below, double above) {
            Arguments.requireNonNegative("below", below);
            Arguments.requireNonNegative("above", above);
            if (!hasSteadyControl()) {
                return new RelativeEffect.Undefined(Reason.RELATIVE_UNDEFINED);
            }
            Fieller fieller = fieller();
            Optional<Fieller.Bounds> lower = fieller.bounds(below);
            Optional<Fieller.Bounds> upper = below == above ? lower : fieller.bounds(above);
            if (lower.isEmpty() || upper.isEmpty()) {
                return new RelativeEffect.Undefined(Reason.RELATIVE_UNDEFINED);
            }
            return new RelativeEffect.Relative(
                    fieller.relativeEffect(),
                    fieller.deltaStandardError(),
                    lower.get().lower(),
                    upper.get().upper());
        }

        /** Whether the control mean is at least three standard errors from 0, and the relative effect a number. */
        private boolean hasSteadyControl() {
            if (control.mean() == 0) {
                return false;
            }
            Fieller fieller = fieller();
            return fieller.noise() <= MOST_NOISE
                    && Double.isFinite(fieller.relativeEffect())
                    && Double.isFinite(fieller.deltaStandardError());
        }

        private Fieller fieller() {
            return new Fieller(effect, standardError, control.mean(), control.standardError(), levelCovariance);
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
         * @return empty where a mean is unknown or the difference not finite
         */
        public OptionalDouble effect() {
            return control.mean().isPresent() && treatment.mean().isPresent()
                    ? finite(treatment.mean().getAsDouble() - control.mean().getAsDouble())
                    : OptionalDouble.empty();
        }

        private static OptionalDouble finite(double value) {
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
    }
}
