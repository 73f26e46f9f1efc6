package northstar.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Computes the quantities of {@code worked-examples.csv} through the library. */
final class WorkedExamples {
    private static final double Z975 = 1.959963984540054;
    private static final double RHO_SQUARED = 8.211968062068253 / 10000;

    private WorkedExamples() {}

    static Map<String, Double> of(String example) {
        return switch (example) {
            case "G1.1" -> twoMeans();
            case "G1.2" -> noisyControl();
            case "G1.3" -> ratio();
            case "G1.4" -> nonInferiority();
            case "G2.1" -> oneCovariate();
            case "G2.2" -> ratioWithTwoCovariates();
            case "G3.1" -> boundaries();
            case "G3.2" -> sequence();
            case "G3.3" -> SequentialExamples.boundaries();
            case "G3.4" -> SequentialExamples.costs();
            case "G4.1" -> sampleRatio(List.of(0.5, 0.5), 50000L, 50600L);
            case "G4.2" -> sampleRatio(List.of(0.5, 0.5), 821588L, 815482L);
            case "G4.3a" -> sampleRatio(List.of(0.4, 0.4, 0.2), 4000L, 4100L, 1900L);
            case "G4.3b" -> sampleRatio(List.of(0.5, 0.5), 500L, 600L);
            case "G5.1" -> quantile(0.5);
            case "G5.2" -> quantile(0.75);
            case "G6.1" -> multiplicity();
            case "G2.3" -> TrustExamples.strata();
            case "G6.2" -> TrustExamples.eValues();
            case "G6.3" -> TrustExamples.unitsFactors();
            case "G11.1" -> TrustExamples.novelty();
            case "G11.2" -> skewness();
            case "G11.3" -> TrustExamples.hall();
            case "G11.4" -> TrustExamples.permutation();
            case "G11.5" -> TrustExamples.proportions();
            case "G11.6" -> TrustExamples.calibration();
            case "G11.7" -> TrustExamples.surprise();
            default -> throw new IllegalArgumentException("example == " + example + ", must be computed here");
        };
    }

    private static Map<String, Double> quantile(double level) {
        List<double[]> units = new ArrayList<>();
        for (String unit : "1 2;3;4 5 6;2 8;7;9 10 3;5;6 12;11 4;8 1 13;7 7;10".split(";")) {
            units.add(Numbers.list(unit));
        }
        QuantileEstimate.Estimated estimate = (QuantileEstimate.Estimated) new QuantileEstimator(level).estimate(units);
        double half = Z975 * Math.sqrt(estimate.shareVariance());
        double[] sorted =
                units.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        QuantileEstimator estimator = new QuantileEstimator(level);
        Map<String, Double> values = new HashMap<>(Map.of(
                "standardErrorOfRanks",
                estimator
                        .standardErrorOfRanks(rank -> sorted[(int) rank - 1], 23, estimate.designEffect(), 0)
                        .orElseThrow(),
                "standardErrorOfSingleValues",
                estimator
                        .standardErrorOfRanks(rank -> sorted[(int) rank - 1], 23, 1, 0)
                        .orElseThrow()));
        values.putAll(Map.of(
                "value", estimate.value(),
                "shareBelow", estimate.shareBelow(),
                "shareVariance", estimate.shareVariance(),
                "shareVarianceOfSingleValues", estimate.shareVariance() / estimate.designEffect(),
                "designEffect", estimate.designEffect(),
                "lowerLevel", level - half,
                "upperLevel", level + half,
                "ciLower", estimate.ciLower(),
                "ciUpper", estimate.ciUpper(),
                "standardError", estimate.standardError()));
        return values;
    }

    /** Moments of one column from its count, sum and sum of squares. */
    static ArmMoments fromSums(long n, double sum, double squares) {
        return ArmMoments.of(n, sum / n, (squares - sum * sum / n) / (n - 1));
    }

    /** Moments of rows of columns. */
    static ArmMoments fromRows(double[]... rows) {
        int size = rows[0].length;
        double[] means = new double[size];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                means[i] += row[i] / rows.length;
            }
        }
        return ArmMoments.of(rows.length, means, (a, b) -> {
            double sum = 0;
            for (double[] row : rows) {
                sum += (row[a] - means[a]) * (row[b] - means[b]);
            }
            return OptionalDouble.of(sum / (rows.length - 1));
        });
    }

    private static ArmMoments control() {
        return fromSums(1000, 5000, 29000);
    }

    private static ArmMoments treatment() {
        return fromSums(1000, 5300, 33000);
    }

    private static Comparison.Estimated estimated(Estimand estimand, ArmMoments control, ArmMoments treatment) {
        return (Comparison.Estimated)
                EffectEstimator.withDefaults().withCovariateLimits(50, 2).compare(estimand, control, treatment);
    }

    private static Map<String, Double> twoMeans() {
        Comparison.Estimated comparison = estimated(Estimand.MEAN, control(), treatment());
        Map<String, Double> values = summary(comparison);
        RelativeEffect.Relative normal = (RelativeEffect.Relative) comparison.relativeAt(Z975);
        values.put("controlVariance", control().covariance(0, 0).orElseThrow());
        values.put("treatmentVariance", treatment().covariance(0, 0).orElseThrow());
        values.put("relativeLowerNormal", normal.ciLower());
        values.put("relativeUpperNormal", normal.ciUpper());
        LogRatio logarithm = LogRatio.of(comparison).orElseThrow();
        values.put("logLower", logarithm.relativeAt(-Z975));
        values.put("logUpper", logarithm.relativeAt(Z975));
        values.put("deltaLower", normal.value() - Z975 * normal.standardError());
        values.put("deltaUpper", normal.value() + Z975 * normal.standardError());
        values.put("g", new Fieller(0.3, 0.1, 5, Math.sqrt(4.004004004004004 / 1000), 0).g(Z975));
        return values;
    }

    private static Map<String, Double> summary(Comparison.Estimated comparison) {
        TwoSidedResult.Tested tested = (TwoSidedResult.Tested) new FixedTest(0.05).test(comparison);
        Map<String, Double> values = new HashMap<>();
        values.put("controlMean", comparison.control().mean());
        values.put("treatmentMean", comparison.treatment().mean());
        values.put("effect", comparison.effect());
        values.put("standardError", comparison.standardError());
        values.put("statistic", comparison.statistic());
        values.put("degreesOfFreedom", comparison.degreesOfFreedom().orElseThrow());
        values.put("pValue", tested.pValue());
        values.put("pValueNormal", 2 * StandardNormal.survival(comparison.statistic()));
        values.put("ciLower", tested.ciLower());
        values.put("ciUpper", tested.ciUpper());
        if (tested.relative() instanceof RelativeEffect.Relative relative) {
            values.put("relativeEffect", relative.value());
            values.put("relativeStandardError", relative.standardError());
            values.put("relativeLower", relative.ciLower());
            values.put("relativeUpper", relative.ciUpper());
        }
        return values;
    }

    private static Map<String, Double> noisyControl() {
        double standardError = Math.sqrt(16.0 / 20 + 20.0 / 20);
        Fieller fieller = new Fieller(1, standardError, 2, Math.sqrt(16.0 / 20), 0);
        Fieller.Bounds bounds = fieller.bounds(Z975).orElseThrow();
        Fieller smaller = new Fieller(1.5, standardError, 1.5, Math.sqrt(16.0 / 20), 0);
        return Map.of(
                "g", fieller.g(Z975),
                "relativeLower", bounds.lower(),
                "relativeUpper", bounds.upper(),
                "relativeStandardError", fieller.deltaStandardError(),
                "gOfSmallerControl", smaller.g(Z975),
                "excludedLower", ratioAtTheLimit(-1e3, -1),
                "excludedUpper", ratioAtTheLimit(1, -1));
    }

    /** Returns the ratio R at which control, R times as large, is just told apart from treatment; between two ratios. */
    private static double ratioAtTheLimit(double outside, double inside) {
        double far = outside;
        double near = inside;
        for (int i = 0; i < 200; i++) {
            double ratio = (far + near) / 2;
            Comparison.Estimated scaled = estimated(
                    Estimand.MEAN, ArmMoments.of(20, 1.5 * ratio, 16 * ratio * ratio), ArmMoments.of(20, 3, 20));
            if (Math.abs(scaled.statistic()) <= Z975) {
                far = ratio;
            } else {
                near = ratio;
            }
        }
        return far;
    }

    private static Map<String, Double> ratio() {
        ArmMoments control = fromRows(pair(1, 2), pair(0, 1), pair(3, 4), pair(2, 2), pair(1, 3), pair(0, 2));
        ArmMoments treatment = fromRows(pair(2, 2), pair(1, 1), pair(3, 3), pair(2, 4), pair(4, 5), pair(1, 3));
        Comparison.Estimated comparison = estimated(Estimand.RATIO, control, treatment);
        Map<String, Double> values = summary(comparison);
        values.put("controlVariance", Math.pow(comparison.control().standardError(), 2));
        values.put("treatmentVariance", Math.pow(comparison.treatment().standardError(), 2));
        values.put("relativeEffect", comparison.relativeEffect().orElseThrow());
        values.put("relativeStandardError", comparison.relativeStandardError().orElseThrow());
        return values;
    }

    private static Map<String, Double> nonInferiority() {
        Comparison.Estimated comparison = estimated(Estimand.MEAN, control(), fromSums(1000, 4980, 28900));
        OneSidedResult.Tested tested = (OneSidedResult.Tested)
                new OneSidedFixedTest(new Claim.NonInferiority(0.02, Direction.UP), 0.05).test(comparison);
        return Map.of("statistic", tested.statistic(), "pValue", tested.pValue());
    }

    private static Map<String, Double> oneCovariate() {
        ArmMoments control = fromRows(pair(2, 1), pair(3, 2), pair(5, 3), pair(4, 4), pair(6, 5), pair(7, 6));
        ArmMoments treatment = fromRows(pair(4, 2), pair(5, 3), pair(5, 4), pair(7, 5), pair(9, 6), pair(6, 4));
        Comparison.Estimated comparison = estimated(Estimand.MEAN, control, treatment);
        Adjustment.ControlVariates adjustment = (Adjustment.ControlVariates) comparison.adjustment();
        Map<String, Double> values = summary(comparison);
        double factor = 10.0 / 9;
        double root = Math.sqrt(factor);
        values.put("varianceBeforeFactor", Math.pow(comparison.standardError(), 2) / factor);
        values.put("standardErrorBeforeFactor", comparison.standardError() / root);
        values.put("unadjustedEffect", adjustment.unadjusted().effect());
        values.put("unadjustedStandardError", adjustment.unadjusted().standardError());
        values.put("varianceReduction", adjustment.varianceReduction());
        values.put(
                "treatmentVarianceBeforeFactor", Math.pow(comparison.treatment().standardError(), 2) / factor);
        values.put("controlVarianceBeforeFactor", Math.pow(comparison.control().standardError(), 2) / factor);
        values.put("covarianceBeforeFactor", comparison.levelCovariance() / factor);
        Fieller bare = new Fieller(
                comparison.effect(),
                comparison.standardError() / root,
                comparison.control().mean(),
                comparison.control().standardError() / root,
                comparison.levelCovariance() / factor);
        values.put("relativeStandardErrorBeforeFactor", bare.deltaStandardError());
        values.put(
                "relativeLowerBeforeFactorNormal",
                bare.bounds(Z975).orElseThrow().lower());
        values.put(
                "relativeUpperBeforeFactorNormal",
                bare.bounds(Z975).orElseThrow().upper());
        values.put("slope", variates(Estimand.MEAN, control, treatment).theta()[0]);
        putVariances(values, control, treatment);
        return values;
    }

    /** V of the metric, the covariate and both; and Lin's regression with one slope for each arm, beside ours with one. */
    private static void putVariances(Map<String, Double> values, ArmMoments control, ArmMoments treatment) {
        for (int[] pair : new int[][] {{0, 0}, {1, 1}, {0, 1}}) {
            double sum = 0;
            for (ArmMoments arm : List.of(control, treatment)) {
                sum += arm.covariance(pair[0], pair[1]).orElseThrow() / arm.n();
            }
            values.put("variance" + pair[0] + pair[1], sum);
        }
        double ofControl = control.covariance(0, 1).orElseThrow()
                / control.covariance(1, 1).orElseThrow();
        double ofTreatment = treatment.covariance(0, 1).orElseThrow()
                / treatment.covariance(1, 1).orElseThrow();
        values.put("linControlSlope", ofControl);
        values.put("linTreatmentSlope", ofTreatment);
        values.put(
                "linEffect",
                treatment.mean(0)
                        - control.mean(0)
                        - (ofControl + ofTreatment) / 2 * (treatment.mean(1) - control.mean(1)));
    }

    private static ControlVariates variates(Estimand estimand, ArmMoments control, ArmMoments treatment) {
        return ControlVariates.of(
                LinearisedArm.of(estimand, control, estimand.level(control).orElseThrow()),
                LinearisedArm.of(estimand, treatment, estimand.level(treatment).orElseThrow()));
    }

    private static Map<String, Double> ratioWithTwoCovariates() {
        ArmMoments control = fromRows(
                four(1, 2, 1, 2),
                four(0, 1, 0, 2),
                four(3, 4, 2, 3),
                four(2, 2, 1, 1),
                four(1, 3, 1, 4),
                four(0, 2, 0, 1),
                four(2, 3, 2, 4),
                four(1, 1, 0, 1));
        ArmMoments treatment = fromRows(
                four(2, 2, 1, 2),
                four(1, 1, 0, 1),
                four(3, 3, 2, 4),
                four(2, 4, 1, 3),
                four(4, 5, 2, 3),
                four(1, 3, 1, 4),
                four(2, 2, 1, 1),
                four(0, 1, 0, 2));
        Comparison.Estimated comparison = estimated(Estimand.RATIO, control, treatment);
        Comparison.Estimated plain = ((Adjustment.ControlVariates) comparison.adjustment()).unadjusted();
        ControlVariates variates = variates(Estimand.RATIO, control, treatment);
        double factor = 14.0 / 12;
        Map<String, Double> values = new HashMap<>();
        values.put("controlMean", plain.control().mean());
        values.put("treatmentMean", plain.treatment().mean());
        values.put("unadjustedEffect", plain.effect());
        values.put("unadjustedVariance", Math.pow(plain.standardError(), 2));
        values.put("effect", comparison.effect());
        values.put("varianceBeforeFactor", Math.pow(comparison.standardError(), 2) / factor);
        values.put("standardErrorBeforeFactor", comparison.standardError() / Math.sqrt(factor));
        String[] names = {"first", "second"};
        for (int i = 0; i < 2; i++) {
            values.put(names[variates.used()[i]] + "Slope", variates.theta()[i]);
            values.put(
                    names[i] + "Difference", comparison.covariateChecks().get(i).difference());
        }
        return values;
    }

    private static Map<String, Double> boundaries() {
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, RHO_SQUARED, BurnIn.STANDARD);
        OneSidedConfidenceSequence oneSided =
                OneSidedConfidenceSequence.tightestAt(new Claim.Deterioration(Direction.UP), 0.05, 10000);
        Map<String, Double> values = new HashMap<>();
        for (int units : List.of(500, 1000, 2500, 5000, 10000, 20000, 50000)) {
            values.put("z" + units, sequence.criticalValue(units));
            values.put("oneSided" + units, oneSided.criticalValue(units));
        }
        values.put("exactTuning", ConfidenceSequence.exactTuning(0.05));
        values.put("approximateTuning", ConfidenceSequence.approximateTuning(0.05));
        return values;
    }

    private static Map<String, Double> sequence() {
        Comparison.Estimated comparison = estimated(Estimand.MEAN, control(), treatment());
        ConfidenceSequence sequence = ConfidenceSequence.tightestAt(0.05, 10000);
        TwoSidedResult.Tested tested = (TwoSidedResult.Tested)
                sequence.replay(List.of(Look.interim(comparison))).getFirst();
        double variance = Math.pow(comparison.standardError(), 2);
        double mixing = sequence.mixingVariance(2000, variance);
        double mixture = Math.sqrt(variance / (variance + mixing))
                * Math.exp(Math.pow(comparison.effect(), 2) * mixing / (2 * variance * (variance + mixing)));
        return Map.of(
                "statistic", comparison.statistic(),
                "criticalValue", tested.criticalValue(),
                "halfWidth", (tested.ciUpper() - tested.ciLower()) / 2,
                "ciLower", tested.ciLower(),
                "ciUpper", tested.ciUpper(),
                "eValue", tested.eValue().orElseThrow(),
                "pValue", tested.pValue(),
                "mixtureRatio", mixture,
                "mixingVariance", mixing);
    }

    private static Map<String, Double> sampleRatio(List<Double> weights, Long... counts) {
        SampleRatio.Tested tested =
                (SampleRatio.Tested) SampleRatioTest.of(weights).test(List.of(counts));
        double total = List.of(counts).stream().mapToDouble(Long::doubleValue).sum();
        DirichletMultinomial deviation = new DirichletMultinomial(weights, List.of(counts), total);
        return Map.of(
                "statistic", tested.statistic(),
                "pValue", tested.pValue(),
                "eValue", tested.eValue(),
                "logE10", deviation.logEValue(10),
                "logE100", deviation.logEValue(100),
                "logE10000", deviation.logEValue(10000),
                "sequentialPValueOf10000", Math.exp(-deviation.logEValue(10000)));
    }

    private static Map<String, Double> multiplicity() {
        double[] p = {0.003, 0.012, 0.02, 0.04, 0.3};
        Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < p.length; i++) {
            values.put("holm" + (i + 1), Multiplicity.HOLM.adjustedPValues(p)[i]);
            values.put(
                    "benjaminiHochberg" + (i + 1),
                    Multiplicity.BENJAMINI_HOCHBERG.adjustedPValues(p)[i]);
            values.put(
                    "benjaminiYekutieli" + (i + 1),
                    Multiplicity.BENJAMINI_YEKUTIELI.adjustedPValues(p)[i]);
        }
        return values;
    }

    private static Map<String, Double> skewness() {
        ArmMoments rare = ArmMoments.of(1000, 0.02, 0.0196);
        return Map.of(
                "lognormalUnits",
                unitsFor((Math.E + 2) * Math.sqrt(Math.E - 1)),
                "lognormalSkewness",
                (Math.E + 2) * Math.sqrt(Math.E - 1),
                "bernoulliUnits",
                unitsFor(Estimand.PROPORTION.thirdMoment(rare).orElseThrow() / Math.pow(0.02 * 0.98, 1.5)),
                "bernoulliUnitsOfTenPercent",
                unitsFor(Estimand.PROPORTION
                                .thirdMoment(ArmMoments.of(1000, 0.1, 0.09))
                                .orElseThrow()
                        / Math.pow(0.09, 1.5)),
                "bernoulliSkewness",
                Estimand.PROPORTION.thirdMoment(rare).orElseThrow() / Math.pow(0.02 * 0.98, 1.5),
                "skewnessUnequal",
                skewness(2000, 18000),
                "skewnessEqual",
                skewness(10000, 10000));
    }

    /** Units of one arm that bring the skewness of its mean down to what the guard accepts. */
    private static double unitsFor(double skewness) {
        return Math.ceil(Math.pow(skewness / GuardedTest.NORMAL_SKEWNESS, 2));
    }

    private static double skewness(long treatmentUnits, long controlUnits) {
        return estimated(
                        Estimand.MEAN,
                        ArmMoments.of(controlUnits, 5, 8).withThirdMoments(30),
                        ArmMoments.of(treatmentUnits, 5, 9).withThirdMoments(40))
                .support()
                .skewness()
                .orElseThrow();
    }

    private static double[] pair(double a, double b) {
        return new double[] {a, b};
    }

    private static double[] four(double a, double b, double c, double d) {
        return new double[] {a, b, c, d};
    }
}
