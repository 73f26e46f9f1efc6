package northstar.statistics;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Two-sided test of complete data that chooses its method by what the data support.
 *
 * <p>The normal approximation is trusted where the skewness of the difference is at most {@code 1/sqrt(355)} (after Kohavi et
 * al. 2014) and both arms have 100 units. Beyond it, up to a skewness of 0.3, {@link HallTransform} corrects arms of
 * unequal size; with arms of about equal size the skewness measured is mostly noise, and correcting by it would do harm.
 * Beyond that only the units themselves help ({@link UnitEvidence}); without them the result is {@link Reason#SKEWED}.
 * Proportions with fewer than 10 successes or failures in an arm go to {@link ProportionTest}.
 *
 * @param alpha two-sided error rate, in (0, 1)
 */
public record GuardedTest(double alpha) {
    /** Largest skewness of the difference with which the normal approximation is trusted. */
    public static final double NORMAL_SKEWNESS = 1 / Math.sqrt(355);

    /** Largest skewness that is corrected. */
    public static final double MOST_SKEWNESS = 0.3;

    private static final long LEAST_UNITS = 100;
    private static final double LEAST_COUNT = 10;

    /** So near to 0, in standard errors, an interval ends whose end is at 0; on the side that the p-value says. */
    private static final double AT_ZERO = 1e-12;

    /** Arms are about equal up to this quotient of their sizes. */
    private static final double BALANCED = 1.25;

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public GuardedTest {
        Arguments.requireOpenUnit("alpha", alpha);
    }

    /** How a p-value and its interval were made. */
    public enum Kind {
        /** Welch's t test. */
        WELCH,
        /** The normal test, of a comparison without degrees of freedom. */
        NORMAL,
        /** Hall's transformation of the t statistic. */
        HALL,
        /** Permutation of the units, interval by bootstrap-t. */
        PERMUTATION,
        /** Fisher's exact test, interval by Newcombe. */
        NEWCOMBE
    }

    /**
     * A result with its method.
     *
     * @param kind the method; of an undefined result the plain one
     * @param comparison what was tested: the one given, or the same without covariates where the method has no place for
     *     them ({@link Kind#NEWCOMBE}, {@link Kind#PERMUTATION})
     * @param result the result
     */
    public record Guarded(Kind kind, Comparison comparison, TwoSidedResult result) {}

    /**
     * Tests a comparison of which no unit values are known.
     *
     * @param estimand what was compared
     * @param comparison treatment against control, of complete data
     * @return the result
     */
    public Guarded test(Estimand estimand, Comparison comparison) {
        return test(estimand, comparison, Optional.empty());
    }

    /**
     * Tests a comparison.
     *
     * @param estimand what was compared
     * @param comparison treatment against control, of complete data
     * @param units what the values of the units say, for this test's alpha
     * @return the result
     * @throws IllegalArgumentException if {@code units} are for another alpha
     */
    public Guarded test(Estimand estimand, Comparison comparison, Optional<UnitEvidence> units) {
        units.ifPresent(evidence -> {
            if (evidence.alpha() != alpha) {
                throw new IllegalArgumentException("units.alpha() == " + evidence.alpha() + ", must be " + alpha);
            }
        });
        if (estimand instanceof Estimand.Proportion) {
            Optional<Guarded> few = SmallCounts.of(comparison, LEAST_COUNT).flatMap(counts -> counts.test(this));
            if (few.isPresent()) {
                return few.get();
            }
        }
        return comparison instanceof Comparison.Estimated estimated
                ? test(estimated, units)
                : new Guarded(Kind.WELCH, comparison, new FixedTest(alpha).test(comparison));
    }

    /**
     * Returns whether the values of the units would decide the test: an arm has few units, or the difference is too skewed.
     *
     * @param estimand what was compared
     * @param comparison treatment against control, of complete data
     * @return whether {@link #test(Estimand, Comparison, Optional)} makes use of them
     */
    public boolean isHelpedByUnits(Estimand estimand, Comparison comparison) {
        boolean isCounted = estimand instanceof Estimand.Proportion
                && SmallCounts.of(comparison, LEAST_COUNT)
                        .flatMap(counts -> counts.test(this))
                        .isPresent();
        return !isCounted && comparison instanceof Comparison.Estimated estimated && isHelpedByUnits(estimated);
    }

    static boolean isHelpedByUnits(Comparison.Estimated comparison) {
        // units know nothing of covariates: few of them that are not skewed keep these, and the flag that they are few
        boolean isAdjusted = comparison.adjustment() instanceof Adjustment.ControlVariates;
        return approximation(comparison) == Approximation.REFUSED || (isSmall(comparison) && !isAdjusted);
    }

    /** What the skewness of a comparison allows where the values of the units are not known. */
    enum Approximation {
        /** The statistic as it is. */
        PLAIN,
        /** The statistic after {@link HallTransform}. */
        TRANSFORMED,
        /** None. */
        REFUSED
    }

    static Approximation approximation(Comparison.Estimated comparison) {
        double skewness = Math.abs(comparison.support().skewness().orElse(0));
        if (skewness > MOST_SKEWNESS) {
            return Approximation.REFUSED;
        }
        double limit = isSmall(comparison) ? 0 : NORMAL_SKEWNESS;
        return skewness > limit && !isBalanced(comparison) ? Approximation.TRANSFORMED : Approximation.PLAIN;
    }

    /** Returns what a reader has to bear in mind whatever the approximation. */
    static Set<Reason> concerns(Comparison.Estimated comparison) {
        Set<Reason> concerns = EnumSet.noneOf(Reason.class);
        if (isSmall(comparison)) {
            concerns.add(Reason.LOW_N);
        }
        if (comparison.support().skewness().isEmpty()) {
            concerns.add(Reason.SKEWNESS_UNKNOWN);
        }
        return concerns;
    }

    private static boolean isSmall(Comparison.Estimated comparison) {
        return comparison.support().smallestArm() < LEAST_UNITS;
    }

    private Guarded test(Comparison.Estimated comparison, Optional<UnitEvidence> units) {
        Approximation approximation = approximation(comparison);
        if (units.isPresent() && isHelpedByUnits(comparison)) {
            Comparison.Estimated raw = unadjusted(comparison);
            return new Guarded(Kind.PERMUTATION, raw, permuted(raw, units.get()));
        }
        Kind plain = comparison.degreesOfFreedom().isPresent() ? Kind.WELCH : Kind.NORMAL;
        return switch (approximation) {
            case REFUSED -> new Guarded(plain, comparison, new TwoSidedResult.Undefined(Reason.SKEWED, Set.of()));
            case TRANSFORMED -> new Guarded(Kind.HALL, comparison, transformed(comparison, concerns(comparison)));
            case PLAIN ->
                new Guarded(plain, comparison, flagged(new FixedTest(alpha).test(comparison), concerns(comparison)));
        };
    }

    /** Counts and rows of units know nothing of covariates. */
    static Comparison.Estimated unadjusted(Comparison.Estimated comparison) {
        return comparison.adjustment() instanceof Adjustment.ControlVariates variates
                ? variates.unadjusted()
                : comparison;
    }

    private static boolean isBalanced(Comparison.Estimated comparison) {
        double one = comparison.control().n();
        double other = comparison.treatment().n();
        return Math.max(one, other) <= BALANCED * Math.min(one, other);
    }

    private TwoSidedResult transformed(Comparison.Estimated comparison, Set<Reason> concerns) {
        HallTransform transform =
                new HallTransform(comparison.support().skewness().orElseThrow());
        OptionalDouble degreesOfFreedom = comparison.degreesOfFreedom();
        double size = Math.abs(transform.of(comparison.statistic()));
        double pValue;
        double criticalValue;
        if (degreesOfFreedom.isPresent()) {
            StudentT distribution = new StudentT(degreesOfFreedom.getAsDouble());
            pValue = 2 * distribution.survival(size);
            criticalValue = distribution.survivalQuantile(alpha / 2);
        } else {
            pValue = 2 * StandardNormal.survival(size);
            criticalValue = -StandardNormal.quantile(alpha / 2);
        }
        double below = transform.below(criticalValue);
        double above = transform.above(criticalValue);
        return result(comparison, pValue, criticalValue, below, above, concerns);
    }

    /**
     * The p-value decides whether there is an effect. Redrawn units may see it otherwise, more so with unequal arms; the near end
     * of their interval then stands at 0.
     */
    private TwoSidedResult permuted(Comparison.Estimated comparison, UnitEvidence units) {
        double statistic = comparison.statistic();
        boolean isShown = units.pValue() <= alpha;
        double below = statistic > 0 ? nearEnd(units.below(), statistic, isShown) : units.below();
        double above = statistic < 0 ? nearEnd(units.above(), -statistic, isShown) : units.above();
        return result(comparison, units.pValue(), Math.max(below, above), below, above, Set.of());
    }

    private static double nearEnd(double end, double toZero, boolean isShown) {
        return isShown ? Math.min(end, toZero * (1 - AT_ZERO)) : Math.max(end, toZero * (1 + AT_ZERO));
    }

    private TwoSidedResult result(
            Comparison.Estimated comparison,
            double pValue,
            double criticalValue,
            double below,
            double above,
            Set<Reason> concerns) {
        double lower = comparison.effect() - below * comparison.standardError();
        double upper = comparison.effect() + above * comparison.standardError();
        if (!Double.isFinite(lower) || !Double.isFinite(upper)) {
            return new TwoSidedResult.Undefined(Reason.OVERFLOW, Set.of());
        }
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        flags.addAll(comparison.flags());
        flags.addAll(concerns);
        return new TwoSidedResult.Tested(
                pValue,
                OptionalDouble.of(pValue),
                OptionalDouble.empty(),
                criticalValue,
                lower,
                upper,
                comparison.relativeAt(below, above),
                pValue <= alpha,
                flags);
    }

    /** Adds concerns to the flags of a result. */
    static TwoSidedResult flagged(TwoSidedResult result, Set<Reason> concerns) {
        if (!(result instanceof TwoSidedResult.Tested tested) || concerns.isEmpty()) {
            return result;
        }
        Set<Reason> flags = EnumSet.copyOf(concerns);
        flags.addAll(tested.flags());
        return new TwoSidedResult.Tested(
                tested.pValue(),
                tested.lookPValue(),
                tested.eValue(),
                tested.criticalValue(),
                tested.ciLower(),
                tested.ciUpper(),
                tested.relative(),
                tested.significant(),
                flags);
    }
}
