package northstar.statistics;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.special.Beta;

/**
 * Twyman's law: a figure that looks interesting is usually wrong. Each rule asks one question of a result and answers with a
 * {@link Surprise} where the data should be checked before the result is believed; none of them changes a verdict.
 */
public final class Twyman {
    /** Two-sided 0.001. */
    private static final double PRIOR_LIMIT = 3.29;

    private static final double LARGE_EFFECT = 0.2;
    private static final double TINY_P_VALUE = 1e-6;
    private static final long FEW_UNITS = 10_000;
    private static final double VARIANCE_RATIO = 2;
    private static final double VARIANCE_ALPHA = 0.001;
    private static final double TAIL_ERRORS = 2;
    private static final double JUMP = 5;

    private Twyman() {}

    /** What is surprising. */
    public enum Kind {
        /** The effect lies far outside of what effects usually are. */
        UNLIKE_OTHERS,
        /** The relative effect is larger than 20 %. */
        LARGE_EFFECT,
        /** The p-value is below 1e-6 although there are fewer than 10,000 units. */
        TINY_P_VALUE,
        /** A level that cannot be: a share outside of [0, 1], a negative count. */
        IMPOSSIBLE_LEVEL,
        /** One arm varies more than twice as much as the other, beyond chance. */
        UNEQUAL_VARIANCES,
        /** A few extreme units carry the effect: it changes by more than two standard errors without them. */
        FEW_UNITS_CARRY_IT,
        /** Both arms have the same numbers to the last digit. */
        IDENTICAL_ARMS,
        /** Without one day (or segment) the effect has the other sign. */
        ONE_DAY_CARRIES_IT,
        /** On one day an arm received far more, or fewer, units than its share. */
        EXPOSURE_JUMP
    }

    /**
     * Something to check.
     *
     * @param kind what is surprising
     * @param observed the number that is
     * @param limit what it would have to keep to
     */
    public record Surprise(Kind kind, double observed, double limit) {}

    /**
     * Asks whether an effect is unlike others.
     *
     * @param effect the relative effect
     * @param standardError of the effect, above 0
     * @param priorError standard deviation of true effects about 0, for instance 0.05; at least 0
     * @return a surprise where {@code |effect| / sqrt(standardError^2 + priorError^2)} exceeds 3.29
     */
    public static Optional<Surprise> unlikeOthers(double effect, double standardError, double priorError) {
        Arguments.requireFinite("effect", effect);
        Arguments.requirePositive("standardError", standardError);
        Arguments.requireNonNegative("priorError", priorError);
        return above(Kind.UNLIKE_OTHERS, Math.abs(effect) / Math.hypot(standardError, priorError), PRIOR_LIMIT);
    }

    /**
     * Asks whether a relative effect on a North Star Metric is too large to be true.
     *
     * @param effect the relative effect
     * @return a surprise beyond 20 % either way
     */
    public static Optional<Surprise> largeEffect(double effect) {
        Arguments.requireFinite("effect", effect);
        return above(Kind.LARGE_EFFECT, Math.abs(effect), LARGE_EFFECT);
    }

    /**
     * Asks whether a p-value is too small for its units.
     *
     * @param pValue two-sided, in [0, 1]
     * @param units of both arms
     * @return a surprise below 1e-6 with fewer than 10,000 units
     */
    public static Optional<Surprise> tinyPValue(double pValue, long units) {
        return pValue < TINY_P_VALUE && units < FEW_UNITS
                ? Optional.of(new Surprise(Kind.TINY_P_VALUE, pValue, TINY_P_VALUE))
                : Optional.empty();
    }

    /**
     * Asks whether a level can be.
     *
     * @param level level of an arm
     * @param least smallest possible level, for instance 0
     * @param most largest possible level; infinite where there is none
     * @return a surprise outside of these
     */
    public static Optional<Surprise> impossibleLevel(double level, double least, double most) {
        Arguments.requireFinite("level", level);
        if (level < least) {
            return Optional.of(new Surprise(Kind.IMPOSSIBLE_LEVEL, level, least));
        }
        return above(Kind.IMPOSSIBLE_LEVEL, level, most);
    }

    /**
     * Asks whether one arm varies much more than the other.
     *
     * @param comparison treatment against control
     * @return a surprise where the quotient of the units' variances lies outside of [1/2, 2] and an F test rejects equality
     *     at 0.001
     */
    public static Optional<Surprise> unequalVariances(Comparison.Estimated comparison) {
        Comparison.Estimated raw = comparison.adjustment() instanceof Adjustment.ControlVariates variates
                ? variates.unadjusted()
                : comparison;
        ArmLevel control = raw.control();
        ArmLevel treatment = raw.treatment();
        double ofControl = Math.pow(control.standardError(), 2) * control.n();
        double ofTreatment = Math.pow(treatment.standardError(), 2) * treatment.n();
        double ratio = ofTreatment / ofControl;
        if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY) || control.n() < 2 || treatment.n() < 2) {
            return Optional.empty();
        }
        double larger = Math.max(ratio, 1 / ratio);
        double above = ratio > 1 ? treatment.n() - 1 : control.n() - 1;
        double below = ratio > 1 ? control.n() - 1 : treatment.n() - 1;
        double pValue = 2 * Beta.regularizedBeta(below / (below + above * larger), below / 2, above / 2);
        return pValue < VARIANCE_ALPHA
                ? above(Kind.UNEQUAL_VARIANCES, larger, VARIANCE_RATIO)
                        .map(s -> new Surprise(s.kind(), ratio, s.limit()))
                : Optional.empty();
    }

    /**
     * Asks whether a few extreme units carry an effect.
     *
     * @param raw the comparison of the values as they are
     * @param capped the comparison of the same values, capped
     * @return a surprise where the effects differ by more than two standard errors of the raw one
     */
    public static Optional<Surprise> fewUnitsCarryIt(Comparison.Estimated raw, Comparison.Estimated capped) {
        double moved = Math.abs(raw.effect() - capped.effect()) / raw.standardError();
        return Double.isFinite(moved) ? above(Kind.FEW_UNITS_CARRY_IT, moved, TAIL_ERRORS) : Optional.empty();
    }

    /**
     * Asks whether both arms are the same data.
     *
     * @param comparison treatment against control
     * @return a surprise where sizes, levels and standard errors are equal to the last digit
     */
    public static Optional<Surprise> identicalArms(Comparison.Estimated comparison) {
        return comparison.control().equals(comparison.treatment())
                ? Optional.of(new Surprise(Kind.IDENTICAL_ARMS, 0, 0))
                : Optional.empty();
    }

    /**
     * Asks whether one day or segment carries an effect. Meant for effects that are significant: any small one changes its
     * sign easily.
     *
     * @param estimand what the leading columns mean
     * @param parts disjoint groups of units, by day of exposure or by segment
     * @return a surprise where the effect without one part has the sign opposite to the whole one's; its number is the index
     *     of the part
     */
    public static Optional<Surprise> oneDayCarriesIt(Estimand estimand, List<PostStratification.Stratum> parts) {
        if (parts.size() < 3) {
            return Optional.empty();
        }
        double whole = effect(estimand, parts, -1);
        for (int i = 0; i < parts.size(); i++) {
            if (whole * effect(estimand, parts, i) < 0) {
                return Optional.of(new Surprise(Kind.ONE_DAY_CARRIES_IT, i, parts.size()));
            }
        }
        return Optional.empty();
    }

    private static double effect(Estimand estimand, List<PostStratification.Stratum> parts, int without) {
        ArmMoments control = null;
        ArmMoments treatment = null;
        for (int i = 0; i < parts.size(); i++) {
            if (i != without) {
                control = control == null
                        ? parts.get(i).control()
                        : control.plus(parts.get(i).control());
                treatment = treatment == null
                        ? parts.get(i).treatment()
                        : treatment.plus(parts.get(i).treatment());
            }
        }
        if (control == null || treatment == null) {
            return 0;
        }
        return Math.signum(
                estimand.level(treatment).orElse(0) - estimand.level(control).orElse(0));
    }

    /**
     * Asks whether an arm received its share of units on every day.
     *
     * @param days units newly exposed, by day and arm
     * @param weights share of each arm, sum 1
     * @return a surprise where a day's count of an arm lies more than five standard deviations from the arm's share of that
     *     day's units
     */
    public static Optional<Surprise> exposureJump(List<List<Long>> days, List<Double> weights) {
        double farthest = 0;
        for (List<Long> day : days) {
            if (day.size() != weights.size()) {
                throw new IllegalArgumentException(
                        "day.size() == " + day.size() + ", must be weights.size() == " + weights.size());
            }
            double total = day.stream().mapToDouble(Long::doubleValue).sum();
            for (int arm = 0; arm < day.size(); arm++) {
                double weight = weights.get(arm);
                double deviation = Math.sqrt(total * weight * (1 - weight));
                if (deviation > 0) {
                    double distance = (day.get(arm) - total * weight) / deviation;
                    farthest = Math.abs(distance) > Math.abs(farthest) ? distance : farthest;
                }
            }
        }
        double size = farthest;
        return above(Kind.EXPOSURE_JUMP, Math.abs(farthest), JUMP).map(s -> new Surprise(s.kind(), size, s.limit()));
    }

    private static Optional<Surprise> above(Kind kind, double observed, double limit) {
        return observed > limit ? Optional.of(new Surprise(kind, observed, limit)) : Optional.empty();
    }
}
