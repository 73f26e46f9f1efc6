package northstar.statistics;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Successes of two arms of which one has few, or few failures.
 *
 * @param control successes of the control arm
 * @param treatment successes of the treatment arm
 * @param comparison the same arms compared in the large, without covariates; undefined where nobody or everybody succeeded
 */
record SmallCounts(ProportionTest.Share control, ProportionTest.Share treatment, Comparison comparison) {

    /** Returns the counts of a compared proportion; empty where both arms have enough of both, or an arm has no units. */
    static Optional<SmallCounts> of(Comparison comparison, double least) {
        Comparison raw =
                comparison instanceof Comparison.Estimated estimated ? GuardedTest.unadjusted(estimated) : comparison;
        return switch (raw) {
            case Comparison.Estimated estimated ->
                of(level(estimated.control()), level(estimated.treatment()), raw, least);
            case Comparison.Undefined none -> of(none.control(), none.treatment(), raw, least);
        };
    }

    private static PartialLevel level(ArmLevel level) {
        return new PartialLevel(level.n(), OptionalDouble.of(level.mean()), OptionalDouble.of(level.standardError()));
    }

    private static Optional<SmallCounts> of(
            PartialLevel control, PartialLevel treatment, Comparison raw, double least) {
        if (control.mean().isEmpty() || treatment.mean().isEmpty()) {
            return Optional.empty();
        }
        SmallCounts counts = new SmallCounts(share(control), share(treatment), raw);
        return counts.smallest() < least ? Optional.of(counts) : Optional.empty();
    }

    private static ProportionTest.Share share(PartialLevel level) {
        double successes = Math.rint(level.n() * level.mean().orElseThrow());
        return new ProportionTest.Share((long) Math.clamp(successes, 0, (double) level.n()), level.n());
    }

    private double smallest() {
        return Math.min(smallest(control), smallest(treatment));
    }

    private static double smallest(ProportionTest.Share share) {
        return Math.min(share.successes(), share.units() - share.successes());
    }

    /** Returns the exact test; empty where none is needed. */
    Optional<GuardedTest.Guarded> test(GuardedTest test) {
        return new ProportionTest(test.alpha())
                .test(control, treatment)
                .map(tested ->
                        new GuardedTest.Guarded(GuardedTest.Kind.NEWCOMBE, comparison, result(tested, test.alpha())));
    }

    private TwoSidedResult result(ProportionTest.Tested tested, double alpha) {
        Set<Reason> flags = EnumSet.of(Reason.LOW_N);
        RelativeEffect relative = new RelativeEffect.Undefined(Reason.RELATIVE_UNDEFINED);
        double criticalValue = -StandardNormal.quantile(alpha / 2);
        if (comparison instanceof Comparison.Estimated estimated) {
            flags.addAll(estimated.flags());
            relative = agreeing(
                    tested,
                    estimated.relativeAt(
                            Math.max(0, (estimated.effect() - tested.ciLower()) / estimated.standardError()),
                            Math.max(0, (tested.ciUpper() - estimated.effect()) / estimated.standardError())));
        }
        return new TwoSidedResult.Tested(
                tested.pValue(),
                OptionalDouble.of(tested.pValue()),
                OptionalDouble.empty(),
                criticalValue,
                tested.ciLower(),
                tested.ciUpper(),
                relative,
                tested.pValue() <= alpha,
                flags);
    }

    /** An end that lies on 0 may be rounded across it on the way through standard errors; then there is no relative interval. */
    private static RelativeEffect agreeing(ProportionTest.Tested tested, RelativeEffect effect) {
        boolean isCrossed = effect instanceof RelativeEffect.Relative relative
                && (relative.ciLower() > 0 != tested.ciLower() > 0 || relative.ciUpper() < 0 != tested.ciUpper() < 0);
        return isCrossed ? new RelativeEffect.Undefined(Reason.RELATIVE_UNDEFINED) : effect;
    }
}
