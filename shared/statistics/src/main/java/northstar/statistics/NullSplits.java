package northstar.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * A/A splits of units that nothing was done to: halves drawn at random, compared as an experiment's arms would be.
 *
 * <p>Immutable; the same seed gives the same splits.
 *
 * @param splits how many
 * @param seed of the draws
 */
public record NullSplits(int splits, long seed) {
    /** Splits by default. */
    public static final int DEFAULT_SPLITS = 1_000;

    private static final int GUARDED_DRAWS = 999;

    /** Units times draws over all splits: about ten seconds. */
    private static final double MOST_WORK = 4e9;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code splits} is below 2
     */
    public NullSplits {
        if (splits < 2) {
            throw new IllegalArgumentException("splits == " + splits + ", must be >= 2");
        }
    }

    /**
     * Splits units and tests each split as complete data.
     *
     * @param estimand what the leading columns mean
     * @param rows one row per unit: the metric's columns, then its covariates
     * @return the splits that could be compared; empty if one could not
     * @throws IllegalArgumentException if rows differ in length or a value is not finite
     */
    public Optional<List<CalibrationCheck.Split>> of(Estimand estimand, double[][] rows) {
        if (rows.length < 4) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] order = rows.clone();
        List<CalibrationCheck.Split> results = new ArrayList<>();
        for (int i = 0; i < splits; i++) {
            shuffle(order, order.length / 2, random);
            Comparison comparison = EffectEstimator.withDefaults()
                    .compare(
                            estimand,
                            moments(order, 0, order.length / 2),
                            moments(order, order.length / 2, order.length));
            if (!(comparison instanceof Comparison.Estimated estimated)
                    || !(new FixedTest(0.05).test(estimated) instanceof TwoSidedResult.Tested tested)) {
                return Optional.empty();
            }
            double even = estimand instanceof Estimand.Proportion
                    ? evenPValue(estimated, random.nextDouble() - 0.5)
                    : tested.pValue();
            results.add(
                    new CalibrationCheck.Split(estimated.effect(), estimated.standardError(), tested.pValue(), even));
        }
        return Optional.of(List.copyOf(results));
    }

    /**
     * Splits units and tests each split as a single look at a table of them is: few or skewed units are permuted, few
     * successes counted.
     *
     * @param estimand what the leading columns mean
     * @param rows one row per unit: the metric's columns, then its covariates
     * @return empty where every split is left to the plain test, a split cannot be compared, or there are too many units to
     *     permute them so often
     * @throws IllegalArgumentException if rows differ in length or a value is not finite
     */
    public Optional<CalibrationCheck.GuardedSplits> guarded(Estimand estimand, double[][] rows) {
        if (rows.length < 4 || (double) rows.length * splits * GUARDED_DRAWS > MOST_WORK) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] order = rows.clone();
        int leading = estimand instanceof Estimand.Ratio ? 2 : 1;
        int guarded = 0;
        int rejected = 0;
        for (int i = 0; i < splits; i++) {
            int half = order.length / 2;
            shuffle(order, half, random);
            Comparison comparison = EffectEstimator.withDefaults()
                    .compare(estimand, moments(order, 0, half), moments(order, half, order.length));
            GuardedTest test = new GuardedTest(0.05);
            if (test.isHelpedByUnits(estimand, comparison)) {
                UnitData units =
                        UnitData.of(leading(order, 0, half, leading), leading(order, half, order.length, leading));
                guarded++;
                rejected += isSignificant(new PermutationTest(GUARDED_DRAWS, random.nextLong()).test(units)) ? 1 : 0;
            } else {
                GuardedTest.Guarded tested = test.test(estimand, comparison);
                guarded += tested.kind() == GuardedTest.Kind.NEWCOMBE ? 1 : 0;
                rejected += isEverSignificant(List.of(tested.result())) ? 1 : 0;
            }
        }
        return guarded == 0 ? Optional.empty() : Optional.of(CalibrationCheck.guarded(splits, guarded, rejected));
    }

    private static boolean isSignificant(PermutationTest.Result result) {
        return result instanceof PermutationTest.Result.Tested tested && tested.pValue() <= 0.05;
    }

    private static double[][] leading(double[][] order, int from, int to, int columns) {
        double[][] values = new double[to - from][];
        for (int i = from; i < to; i++) {
            values[i - from] = Arrays.copyOf(order[i], columns);
        }
        return values;
    }

    /** One success that changes sides is the step between two shares. */
    private static double evenPValue(Comparison.Estimated comparison, double part) {
        double step =
                1.0 / comparison.control().n() + 1.0 / comparison.treatment().n();
        double statistic = (comparison.effect() + part * step) / comparison.standardError();
        return Math.min(1, 2 * new StudentT(comparison.degreesOfFreedom().orElseThrow()).survival(Math.abs(statistic)));
    }

    /**
     * Splits units and watches each split while its units come in, in an order drawn with it: with group-sequential tests of
     * O'Brien-Fleming type, and with confidence sequences that are tightest at half of the units.
     *
     * @param estimand what the leading columns mean
     * @param rows one row per unit: the metric's columns, then its covariates
     * @param looks how often to look, at least 1, at equal distances
     * @return how many splits ever crossed; empty with fewer than two units in each arm and look
     * @throws IllegalArgumentException if {@code looks} is below 1, rows differ in length or a value is not finite
     */
    public Optional<CalibrationCheck.Watched> watched(Estimand estimand, double[][] rows, int looks) {
        if (looks < 1) {
            throw new IllegalArgumentException("looks == " + looks + ", must be >= 1");
        }
        if (rows.length < 4 * looks) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        GroupSequentialTest groupSequential = GroupSequentialTest.of(0.05);
        ConfidenceSequence sequence = ConfidenceSequence.tightestAt(0.05, rows.length / 2.0);
        double[][] order = rows.clone();
        int crossedBounds = 0;
        int leftSequence = 0;
        for (int i = 0; i < splits; i++) {
            shuffle(order, order.length, random);
            List<Look> seen = looks(estimand, order, looks);
            crossedBounds += isEverSignificant(groupSequential.replay(seen)) ? 1 : 0;
            leftSequence += isEverSignificant(sequence.replay(seen)) ? 1 : 0;
        }
        return Optional.of(CalibrationCheck.watched(splits, looks, crossedBounds, leftSequence));
    }

    private static boolean isEverSignificant(List<TwoSidedResult> results) {
        return results.stream()
                .anyMatch(result -> result instanceof TwoSidedResult.Tested tested && tested.significant());
    }

    private static List<Look> looks(Estimand estimand, double[][] order, int looks) {
        int half = order.length / 2;
        List<Look> seen = new ArrayList<>();
        ArmMoments control = null;
        ArmMoments treatment = null;
        for (int k = 1; k <= looks; k++) {
            int from = (int) ((long) half * (k - 1) / looks);
            int to = (int) ((long) half * k / looks);
            ArmMoments newControl = moments(order, from, to);
            ArmMoments newTreatment = moments(order, half + from, half + to);
            control = control == null ? newControl : control.plus(newControl);
            treatment = treatment == null ? newTreatment : treatment.plus(newTreatment);
            Comparison comparison = EffectEstimator.withDefaults().compare(estimand, control, treatment);
            seen.add(
                    k == looks
                            ? Look.last(comparison)
                            : new Look(comparison, false, OptionalDouble.of((double) k / looks)));
        }
        return seen;
    }

    private static void shuffle(double[][] order, int units, SplittableRandom random) {
        for (int i = 0; i < units; i++) {
            int other = i + random.nextInt(order.length - i);
            double[] row = order[other];
            order[other] = order[i];
            order[i] = row;
        }
    }

    private static ArmMoments moments(double[][] rows, int from, int to) {
        return RowMoments.of(java.util.Arrays.copyOfRange(rows, from, to));
    }
}
