package northstar.statistics;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongToDoubleFunction;

/**
 * Estimates a quantile over all values of all units, and the effect of a treatment on it. The values of a unit may be alike:
 * the error is that of drawing whole units (Woodruff 1952; Deng, Knoblich, Lu 2018).
 *
 * <p>Intervals of the arms are 95 %, whatever the alpha of the test: their width is what the standard error is made of.
 *
 * <p>Immutable.
 *
 * @param level p, the level of the quantile, in (0, 1)
 */
public record QuantileEstimator(double level) {
    /** The two-sided 95 % point of the normal distribution. */
    private static final double Z = StandardNormal.quantile(0.975);

    /** Fewer independent values on the thin side leave the normal approximation behind. */
    private static final double LEAST_SUPPORT = 10;

    /** A sketch is too coarse above this share of an interval's half. */
    private static final double MOST_RANK_ERROR = 0.1;

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code level} is not in (0, 1)
     */
    public QuantileEstimator {
        Arguments.requireOpenUnit("level", level);
    }

    /**
     * Returns the quantile of an arm from its counts below thresholds.
     *
     * @param arm the counts
     * @return undefined where the interval reaches the first or last threshold, or fewer than five lie inside it
     */
    public QuantileEstimate estimate(QuantileTable arm) {
        return arm.estimate(level, Z);
    }

    /**
     * Returns the quantile of an arm from all its values: the order statistic {@code x_(ceil(np))} with the interval
     * {@code [x_(ceil(nL)), x_(floor(nU)+1)]}, {@code L, U = p -+ z sqrt(Var F)}.
     *
     * @param units the values of each unit; none for a unit without
     * @return undefined where the ranks lie outside the sample
     * @throws IllegalArgumentException if a value is not finite
     */
    public QuantileEstimate estimate(List<double[]> units) {
        return new UnitValues(units).estimate(level, Z);
    }

    /**
     * Returns the standard error of a quantile whose values are known by rank alone, as a sketch knows them (KLL, t-digest): the
     * distance of the ranks that would bound it if no values belonged together, {@code p -+ z sqrt(p (1 - p) / n)}, widened by
     * the root of the design effect.
     *
     * @param valueOfRank the value of each rank from 1 to {@code values}
     * @param values number of values n, at least 1
     * @param designEffect variance of the share below the quantile divided by {@code p (1 - p) / n}, above 0
     * @param rankError largest error of a rank as a share of the values, in [0, 1); 0 for values that are all known
     * @return empty where the ranks lie outside the sample, a value is not finite, or {@code rankError} is more than a tenth of
     *     what the interval spans to either side
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public OptionalDouble standardErrorOfRanks(
            LongToDoubleFunction valueOfRank, long values, double designEffect, double rankError) {
        if (values < 1) {
            throw new IllegalArgumentException("values == " + values + ", must be >= 1");
        }
        Arguments.requirePositive("designEffect", designEffect);
        if (!(rankError >= 0 && rankError < 1)) {
            throw new IllegalArgumentException("rankError == " + rankError + ", must be in [0, 1)");
        }
        double half = Z * Math.sqrt(level * (1 - level) / values);
        double from = Math.ceil(values * (level - half - rankError));
        double to = Math.floor(values * (level + half + rankError)) + 1;
        if (rankError > MOST_RANK_ERROR * half * Math.sqrt(designEffect) || from < 1 || to > values) {
            return OptionalDouble.empty();
        }
        double distance = valueOfRank.applyAsDouble((long) to) - valueOfRank.applyAsDouble((long) from);
        double standardError = distance / (2 * Z) * Math.sqrt(designEffect);
        return Double.isFinite(standardError) ? OptionalDouble.of(standardError) : OptionalDouble.empty();
    }

    /**
     * Compares treatment with control: {@code q_T - q_C}, normally distributed with variance {@code se_T^2 + se_C^2}.
     *
     * @param control quantile of the control arm
     * @param treatment quantile of the treatment arm
     * @return the comparison; undefined with {@link Reason#ONE_VARIANT}, {@link Reason#LOW_N} (fewer than 10 independent values
     *     on the thin side of the quantile), {@link Reason#QUANTILE_UNSUPPORTED}, {@link Reason#NO_VARIANCE} or
     *     {@link Reason#OVERFLOW}
     */
    public Comparison compare(QuantileEstimate control, QuantileEstimate treatment) {
        if ((control.units() == 0) != (treatment.units() == 0)) {
            return undefined(Reason.ONE_VARIANT, control, treatment);
        }
        if (!(control instanceof QuantileEstimate.Estimated c)) {
            return undefined(((QuantileEstimate.Undefined) control).reason(), control, treatment);
        }
        if (!(treatment instanceof QuantileEstimate.Estimated t)) {
            return undefined(((QuantileEstimate.Undefined) treatment).reason(), control, treatment);
        }
        double support = Math.min(c.support(), t.support());
        if (support < LEAST_SUPPORT) {
            return undefined(Reason.LOW_N, control, treatment);
        }
        double standardError = Math.hypot(c.standardError(), t.standardError());
        if (standardError == 0) {
            return undefined(Reason.NO_VARIANCE, control, treatment);
        }
        double effect = t.value() - c.value();
        if (!Double.isFinite(standardError) || !Double.isFinite(effect / standardError)) {
            return undefined(Reason.OVERFLOW, control, treatment);
        }
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        flags.addAll(c.flags());
        flags.addAll(t.flags());
        return new Comparison.Estimated(
                new ArmLevel(c.units(), c.value(), c.standardError()),
                new ArmLevel(t.units(), t.value(), t.standardError()),
                effect,
                standardError,
                0,
                OptionalDouble.empty(),
                new SampleSupport(Math.min(c.units(), t.units()), OptionalDouble.of(support), OptionalDouble.empty()),
                new Adjustment.None(),
                List.of(),
                flags);
    }

    private static Comparison.Undefined undefined(Reason reason, QuantileEstimate control, QuantileEstimate treatment) {
        return new Comparison.Undefined(reason, partial(control), partial(treatment));
    }

    private static PartialLevel partial(QuantileEstimate estimate) {
        return switch (estimate) {
            case QuantileEstimate.Estimated arm ->
                new PartialLevel(arm.units(), OptionalDouble.of(arm.value()), OptionalDouble.of(arm.standardError()));
            case QuantileEstimate.Undefined arm -> new PartialLevel(arm.units(), arm.value(), OptionalDouble.empty());
        };
    }
}
