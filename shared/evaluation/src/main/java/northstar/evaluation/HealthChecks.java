package northstar.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import northstar.domain.Reason;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Health.CovariateCheck;
import northstar.domain.evaluation.Health.MultipleExposure;
import northstar.domain.evaluation.Health.PreExposureBias;
import northstar.domain.evaluation.Health.SampleRatio;
import northstar.domain.evaluation.Health.SegmentRatio;
import northstar.domain.evaluation.Health.Surprise;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.Segment;
import northstar.statistics.SampleRatioTest;
import northstar.statistics.SegmentedSampleRatio;
import northstar.statistics.SequentialMethod.Step;
import org.jspecify.annotations.Nullable;

/** Checks whether the data of a look can be trusted (METHODS 2.4, 4, 6.2). */
final class HealthChecks {
    private static final double ALPHA = 0.001;
    private static final double LARGEST_MULTIPLE_EXPOSURE = 0.001;
    private static final double LARGEST_EARLY_EXPOSURE = 0.001;

    private HealthChecks() {}

    /** A sample-ratio check with whether its alarm has ever gone off. */
    record SampleRatioStep(SampleRatio result, boolean alarm) {}

    /** Compares the arms' sizes with the plan: sequentially at every look, by chi-square at the final one too. */
    static SampleRatioStep sampleRatio(
            Experiment experiment, Measurement measurement, boolean isFinal, boolean alarmBefore) {
        Map<String, Long> observed = observed(experiment, measurement.variants());
        SampleRatioTest test = experiment.isAllocationKnown()
                ? SampleRatioTest.of(weights(experiment))
                : SampleRatioTest.ofUnknownAllocation();
        Step<SampleRatioTest.State, northstar.statistics.SampleRatio> step =
                test.step(new SampleRatioTest.State(alarmBefore), List.copyOf(observed.values()));
        SampleRatio result = switch (step.result()) {
            case northstar.statistics.SampleRatio.Tested tested -> {
                boolean failed = tested.alarm() || (isFinal && tested.pValue() < ALPHA);
                yield new SampleRatio(
                        observed,
                        byVariant(experiment, tested.expected()),
                        tested.pValue(),
                        tested.eValue(),
                        !failed,
                        null);
            }
            case northstar.statistics.SampleRatio.Impossible impossible ->
                new SampleRatio(observed, byVariant(experiment, impossible.expected()), 0.0, null, false, null);
            case northstar.statistics.SampleRatio.Undefined undefined ->
                new SampleRatio(observed, null, null, null, null, Reasons.of(undefined.reason()));
        };
        return new SampleRatioStep(result, step.state().alarm());
    }

    /**
     * Returns the segments whose arms do not have the planned sizes, corrected for the number of segments; none before the
     * final look, since the test is for one reading.
     */
    static List<SegmentRatio> segments(Experiment experiment, Measurement measurement, boolean isFinal) {
        if (!isFinal
                || !experiment.isAllocationKnown()
                || measurement.segments().isEmpty()) {
            return List.of();
        }
        List<Segment> segments = List.copyOf(measurement.segments().keySet());
        List<Map<String, Long>> observed = segments.stream()
                .map(segment -> observed(experiment, measurement.segments().get(segment)))
                .toList();
        List<SegmentedSampleRatio.Segment> checks = SegmentedSampleRatio.of(weights(experiment))
                .test(observed.stream()
                        .map(counts -> List.copyOf(counts.values()))
                        .toList());
        List<SegmentRatio> failed = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).failed()) {
                failed.add(new SegmentRatio(
                        segments.get(i),
                        observed.get(i),
                        checks.get(i).adjustedPValue().orElseThrow()));
            }
        }
        return failed;
    }

    private static List<Double> weights(Experiment experiment) {
        return experiment.variants().stream()
                .map(variant -> Objects.requireNonNull(variant.weight()))
                .toList();
    }

    private static Map<String, Long> observed(Experiment experiment, @Nullable Map<String, Moments> variants) {
        Map<String, Long> observed = new LinkedHashMap<>();
        for (Variant variant : experiment.variants()) {
            Moments moments = variants == null ? null : variants.get(variant.key());
            observed.put(variant.key(), moments == null ? 0 : moments.units());
        }
        return observed;
    }

    private static Map<String, Double> byVariant(Experiment experiment, List<Double> expected) {
        Map<String, Double> byVariant = new LinkedHashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            byVariant.put(experiment.variants().get(i).key(), expected.get(i));
        }
        return byVariant;
    }

    /** Reports the units that met two variants. */
    static MultipleExposure multipleExposure(Measurement measurement) {
        long excluded = measurement.multiplyExposedUnits();
        long all = measurement.units() + excluded;
        double share = all == 0 ? 0 : (double) excluded / all;
        return new MultipleExposure(excluded, share, share <= LARGEST_MULTIPLE_EXPOSURE);
    }

    /** Whether so many units were exposed before the start that its effects may lie before it. */
    static boolean isExposedEarly(Measurement measurement) {
        long early = measurement.earlyExposedUnits();
        long all = Math.max(early, measurement.units() + measurement.multiplyExposedUnits());
        return early > LARGEST_EARLY_EXPOSURE * all;
    }

    /** Compares covariates before exposure; null where none are declared. */
    static @Nullable PreExposureBias preExposureBias(List<String> covariates, List<CovariateCheck> checks) {
        if (covariates.isEmpty()) {
            return null;
        }
        double alpha = ALPHA / covariates.size();
        boolean passed = checks.stream().allMatch(check -> check.pValue() == null || check.pValue() >= alpha);
        return new PreExposureBias(checks, passed);
    }

    /** Puts the checks together with the flags that they raise. */
    static Health health(
            SampleRatio sampleRatio,
            MultipleExposure multipleExposure,
            boolean isExposedEarly,
            @Nullable PreExposureBias preExposureBias,
            List<SegmentRatio> segments,
            List<Surprise> surprises) {
        List<Reason> flags = new ArrayList<>();
        if (Boolean.FALSE.equals(sampleRatio.passed())) {
            flags.add(Reason.INVALID_SRM);
        }
        if (!multipleExposure.passed()) {
            flags.add(Reason.MULTI_EXPOSURE);
        }
        if (isExposedEarly) {
            flags.add(Reason.EARLY_EXPOSURE);
        }
        if (preExposureBias != null && !preExposureBias.passed()) {
            flags.add(Reason.PRE_BIAS);
        }
        if (!surprises.isEmpty()) {
            flags.add(Reason.TWYMAN);
        }
        return new Health(sampleRatio, multipleExposure, preExposureBias, flags, segments, surprises);
    }
}
