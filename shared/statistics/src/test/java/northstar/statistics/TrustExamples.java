package northstar.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import northstar.statistics.PostStratification.Stratum;

/** Computes the quantities of {@code worked-examples.csv} about strata, families and trust through the library. */
final class TrustExamples {
    private TrustExamples() {}

    static Map<String, Double> strata() {
        List<Stratum> strata = List.of(
                new Stratum(ArmMoments.of(400, 2, 4), ArmMoments.of(380, 2.2, 4.2)),
                new Stratum(ArmMoments.of(100, 10, 50), ArmMoments.of(120, 10.5, 52)));
        PostStratification.Stratified stratified =
                PostStratification.with(EffectEstimator.withDefaults()).compare(Estimand.MEAN, strata);
        Comparison.Estimated comparison = (Comparison.Estimated) stratified.comparison();
        double drawn = 0;
        for (int k = 0; k < 2; k++) {
            double weight =
                    (strata.get(k).control().n() + strata.get(k).treatment().n()) / 1000.0;
            double effect =
                    strata.get(k).treatment().mean(0) - strata.get(k).control().mean(0);
            drawn += weight * Math.pow(effect - comparison.effect(), 2) / 1000;
        }
        return Map.of(
                "effect",
                comparison.effect(),
                "variance",
                Math.pow(comparison.standardError(), 2) - drawn,
                "varianceOfDrawnStrata",
                drawn,
                "pooledEffect",
                ((Comparison.Estimated) stratified.pooled()).effect());
    }

    static Map<String, Double> eValues() {
        double[] e = {90, 35, 28, 5, 0.4};
        Map<String, Double> values = new HashMap<>();
        values.put("rejections", (double) EValues.rejections(0.1, e));
        for (int k = 1; k <= e.length; k++) {
            // The threshold m / (k q): k e-values just at it are rejected together, and k below it are not.
            double threshold = e.length / (k * 0.1);
            double[] at = new double[e.length];
            Arrays.fill(at, 0, k, threshold);
            double[] below = new double[e.length];
            Arrays.fill(below, 0, k, threshold * (1 - 1e-6));
            boolean holds = EValues.rejections(0.1, at) == k && EValues.rejections(0.1, below) == 0;
            values.put("threshold" + k, holds ? threshold : -1);
        }
        return values;
    }

    private static ArmMoments rows(String rows) {
        return ArmMoments.ofRows(
                Arrays.stream(rows.split(";")).map(Numbers::list).toArray(double[][]::new));
    }

    static Map<String, Double> novelty() {
        NoveltyTest.Result.Tested tested = (NoveltyTest.Result.Tested) new NoveltyTest(0.05, 4, 0.5)
                .test(
                        rows("5 5 4 5;3 2 3 3;4 4 5 4;6 5 6 6;2 3 2 2"),
                        rows("7 6 5 5;6 4 4 3;6 6 5 5;8 7 6 6;5 4 3 3"),
                        1);
        Map<String, Double> values = new HashMap<>();
        values.put("slope", tested.slope().effect());
        values.put("standardError", tested.slope().standardError());
        values.put("statistic", tested.slope().statistic());
        values.put("degreesOfFreedom", tested.slope().degreesOfFreedom().orElseThrow());
        values.put("pValue", tested.pValue());
        values.put("isNovelty", tested.finding() == NoveltyTest.Finding.NOVELTY ? 1.0 : 0.0);
        values.put("overall", tested.overall().effect());
        values.put("late", tested.late().effect());
        values.put("lateMinusEarly", tested.lateMinusEarly().effect());
        values.put("lateMinusEarlyError", tested.lateMinusEarly().standardError());
        for (int day = 0; day < 4; day++) {
            values.put("day" + day, tested.dailyEffects().get(day));
        }
        double[][] control = {{5, 5, 4, 5}, {3, 2, 3, 3}, {4, 4, 5, 4}, {6, 5, 6, 6}, {2, 3, 2, 2}};
        values.put("controlSlope0", slope(control[0]));
        values.put("controlSlope1", slope(control[1]));
        values.put("treatmentSlope0", slope(new double[] {7, 6, 5, 5}));
        values.put("treatmentSlope1", slope(new double[] {6, 4, 4, 3}));
        values.put("treatmentSlope2", slope(new double[] {6, 6, 5, 5}));
        return values;
    }

    /** One unit's slope, seen as the difference that a unit makes to an arm of two whose other unit is flat. */
    private static double slope(double[] days) {
        double[] flat = new double[days.length];
        NoveltyTest.Result.Tested tested = (NoveltyTest.Result.Tested)
                new NoveltyTest(0.05, 4, 0).test(ArmMoments.ofRows(flat, flat), ArmMoments.ofRows(days, flat), 1);
        return 2 * tested.slope().effect();
    }

    static Map<String, Double> hall() {
        HallTransform transform = new HallTransform(0.12);
        TwoSidedResult.Tested tested = (TwoSidedResult.Tested) new GuardedTest(0.05)
                .test(Estimand.MEAN, HallTransformTest.comparison(0.4, 0.2, 5, 0.1, 0.12))
                .result();
        return Map.of(
                "transformed", transform.of(2),
                "pValue", tested.pValue(),
                "ciLower", tested.ciLower(),
                "ciUpper", tested.ciUpper());
    }

    static Map<String, Double> permutation() {
        PermutationTest.Result.Tested tested = (PermutationTest.Result.Tested)
                PermutationTest.ofSeed(1).test(UnitData.of(column(8, 7, 11, 6, 10), column(12, 15, 9, 20)));
        return Map.of("statistic", tested.statistic(), "pValue", tested.pValue());
    }

    private static double[][] column(double... values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    static Map<String, Double> proportions() {
        ProportionTest.Tested tested = new ProportionTest(0.05)
                .test(new ProportionTest.Share(2, 45), new ProportionTest.Share(7, 40))
                .orElseThrow();
        return Map.of(
                "difference", tested.difference(),
                "ciLower", tested.ciLower(),
                "ciUpper", tested.ciUpper(),
                "pValue", tested.pValue());
    }

    static Map<String, Double> calibration() {
        CalibrationCheck.Calibration calibration = CalibrationCheck.of(IntStream.range(0, 1000)
                .mapToObj(i -> new CalibrationCheck.Split(Math.sin(i), 0.7, i < 62 ? 0.04 : 0.5))
                .toList());
        return Map.of(
                "rejected", (double) calibration.rejected(),
                "pValue", calibration.rejectionPValue(),
                "least", (double) calibration.least(),
                "most", (double) calibration.most());
    }

    static Map<String, Double> surprise() {
        Optional<Twyman.Surprise> surprise = Twyman.unlikeOthers(0.25, 0.03, 0.05);
        return Map.of("statistic", surprise.orElseThrow().observed());
    }
}
