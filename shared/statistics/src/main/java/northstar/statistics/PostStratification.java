package northstar.statistics;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Compares the arms within strata of units and weights the strata by their share of all units (Miratrix, Sekhon and Yu
 * 2013): {@code sum w_k (m_Tk - m_Ck)}, {@code w_k = N_k / N}.
 *
 * <p>Strata are what was known of a unit before its exposure: a country, a platform, or the <em>allocation epoch</em> in
 * which it was first exposed. Where the allocation changed during a run (a ramp-up), pooling the epochs blindly mixes
 * effects of time into the effect of the treatment; strata do not.
 *
 * <p>Strata in which an arm has fewer units than needed are merged with the one whose share of treatment units is nearest,
 * the smallest first, so that epochs of different allocation are mixed last. Immutable.
 */
public final class PostStratification {
    /** Units that every arm needs in every stratum. */
    public static final long LEAST_UNITS = 20;

    private final EffectEstimator estimator;
    private final long leastUnits;

    private PostStratification(EffectEstimator estimator, long leastUnits) {
        this.estimator = estimator;
        this.leastUnits = leastUnits;
    }

    /**
     * Returns the estimator with the default limit of 20 units per arm and stratum.
     *
     * @param estimator how the weighted arms are compared, covariates included
     * @return the estimator
     */
    public static PostStratification with(EffectEstimator estimator) {
        return new PostStratification(estimator, LEAST_UNITS);
    }

    /**
     * Units of both arms that are alike before exposure.
     *
     * @param control moments of the control units
     * @param treatment moments of the treatment units, of the same columns
     */
    public record Stratum(ArmMoments control, ArmMoments treatment) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if the columns differ in number
         */
        public Stratum {
            if (treatment.columns() != control.columns()) {
                throw new IllegalArgumentException("treatment.columns() == " + treatment.columns()
                        + ", must be control.columns() == " + control.columns());
            }
        }

        private double units() {
            return (double) control.n() + treatment.n();
        }

        private long smaller() {
            return Math.min(control.n(), treatment.n());
        }

        private double treatmentShare() {
            return treatment.n() / units();
        }

        private Stratum plus(Stratum other) {
            return new Stratum(control.plus(other.control), treatment.plus(other.treatment));
        }
    }

    /**
     * A comparison within strata.
     *
     * @param comparison the weighted comparison
     * @param strata number of strata after merging; with 1 the comparison is the pooled one
     * @param pooled the same units compared without strata
     */
    public record Stratified(Comparison comparison, int strata, Comparison pooled) {}

    /**
     * Compares treatment with control within strata.
     *
     * @param estimand what the leading columns mean
     * @param strata disjoint groups of units, in any order; at least one
     * @return the comparison; undefined like {@link EffectEstimator#compare}
     * @throws IllegalArgumentException if there are no strata or their columns differ in number
     */
    public Stratified compare(Estimand estimand, List<Stratum> strata) {
        Stratum all = strata.stream()
                .reduce(Stratum::plus)
                .orElseThrow(() -> new IllegalArgumentException("strata.size() == 0, must be >= 1"));
        Comparison pooled = estimator.compare(estimand, all.control(), all.treatment());
        List<Stratum> merged = merged(strata);
        if (merged.size() < 2) {
            return new Stratified(pooled, Math.min(1, merged.size()), pooled);
        }
        Weighted control = new Weighted(merged, Stratum::control);
        Weighted treatment = new Weighted(merged, Stratum::treatment);
        Comparison within = estimator.compare(estimand, control.moments(), treatment.moments());
        Comparison comparison = within instanceof Comparison.Estimated estimated
                ? complete(estimand, control, treatment, estimated)
                : within;
        return new Stratified(comparison, merged.size(), pooled);
    }

    private List<Stratum> merged(List<Stratum> strata) {
        List<Stratum> merged = new ArrayList<>(
                strata.stream().filter(stratum -> stratum.units() > 0).toList());
        while (merged.size() > 1) {
            int small = first(merged, Stratum::smaller);
            if (merged.get(small).smaller() >= leastUnits) {
                break;
            }
            Stratum stratum = merged.remove(small);
            int near = first(merged, other -> Math.abs(other.treatmentShare() - stratum.treatmentShare()));
            merged.set(near, merged.get(near).plus(stratum));
        }
        return merged;
    }

    /** Returns the first of those that have the least value. */
    private static int first(List<Stratum> strata, ToDoubleFunction<Stratum> value) {
        int least = 0;
        for (int i = 1; i < strata.size(); i++) {
            if (value.applyAsDouble(strata.get(i)) < value.applyAsDouble(strata.get(least))) {
                least = i;
            }
        }
        return least;
    }

    /** Adds what the drawing of the strata's sizes adds to the variance, and the degrees of freedom. */
    private static Comparison complete(
            Estimand estimand, Weighted control, Weighted treatment, Comparison.Estimated within) {
        double[] c = control.deviations(estimand);
        double[] t = treatment.deviations(estimand);
        double units = control.units();
        double ofControl = 0;
        double ofTreatment = 0;
        double ofBoth = 0;
        for (int k = 0; k < c.length; k++) {
            double weight = control.weight(k) / units;
            ofControl += weight * c[k] * c[k];
            ofTreatment += weight * t[k] * t[k];
            ofBoth += weight * c[k] * t[k];
        }
        Drawn drawn = new Drawn(ofControl, ofTreatment, ofBoth);
        double degreesOfFreedom = degreesOfFreedom(estimand, control, treatment);
        if (!drawn.isFinite() || !(degreesOfFreedom > 0)) {
            return new Comparison.Undefined(Reason.OVERFLOW, partial(within.control()), partial(within.treatment()));
        }
        return drawn.added(within, degreesOfFreedom);
    }

    private static PartialLevel partial(ArmLevel level) {
        return new PartialLevel(level.n(), OptionalDouble.of(level.mean()), OptionalDouble.of(level.standardError()));
    }

    /** Satterthwaite's, over all arms and strata. */
    private static double degreesOfFreedom(Estimand estimand, Weighted control, Weighted treatment) {
        double sum = 0;
        double squares = 0;
        for (Weighted arm : List.of(control, treatment)) {
            double[] variances = arm.variances(estimand);
            for (int k = 0; k < variances.length; k++) {
                sum += variances[k];
            }
        }
        for (Weighted arm : List.of(control, treatment)) {
            double[] variances = arm.variances(estimand);
            for (int k = 0; k < variances.length; k++) {
                double share = variances[k] / sum;
                squares += share * share / Math.max(1, arm.of(k).n() - 1);
            }
        }
        return 1 / squares;
    }

    /** Variances and covariance of the levels that come from the strata's sizes being drawn, too. */
    private record Drawn(double control, double treatment, double both) {
        boolean isFinite() {
            return Double.isFinite(control + treatment) && Double.isFinite(both);
        }

        Comparison.Estimated added(Comparison.Estimated within, double degreesOfFreedom) {
            Adjustment adjustment = within.adjustment();
            double used = 0;
            if (adjustment instanceof Adjustment.ControlVariates variates) {
                used = variates.covariates();
                adjustment = new Adjustment.ControlVariates(
                        variates.covariates(),
                        variates.varianceReduction(),
                        added(variates.unadjusted(), degreesOfFreedom));
            }
            double variance = Math.pow(within.standardError(), 2) + Math.max(0, control + treatment - 2 * both);
            Set<Reason> flags = EnumSet.noneOf(Reason.class);
            flags.addAll(within.flags());
            return new Comparison.Estimated(
                    added(within.control(), control),
                    added(within.treatment(), treatment),
                    within.effect(),
                    Math.sqrt(variance),
                    within.levelCovariance() + both,
                    OptionalDouble.of(Math.max(1, degreesOfFreedom - used)),
                    within.support(),
                    adjustment,
                    within.covariateChecks(),
                    flags);
        }

        private static ArmLevel added(ArmLevel level, double variance) {
            return new ArmLevel(level.n(), level.mean(), Math.sqrt(Math.pow(level.standardError(), 2) + variance));
        }
    }
}
