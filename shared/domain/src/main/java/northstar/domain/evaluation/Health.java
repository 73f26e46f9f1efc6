package northstar.domain.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.domain.Arguments;
import northstar.domain.Reason;
import northstar.domain.moments.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Whether the data can be trusted.
 *
 * @param sampleRatio whether the arms have the planned sizes
 * @param multipleExposure whether units met two variants
 * @param preExposureBias whether the arms were alike before exposure, or null where no covariates are declared
 * @param flags what to keep in mind
 * @param segments segments whose arms do not have the planned sizes at the final look
 * @param surprises what makes the results look too good, or too odd, to be true
 */
public record Health(
        SampleRatio sampleRatio,
        MultipleExposure multipleExposure,
        @Nullable PreExposureBias preExposureBias,
        List<Reason> flags,
        List<SegmentRatio> segments,
        List<Surprise> surprises) {
    public Health {
        flags = Arguments.distinct("flags", flags);
        segments = List.copyOf(segments);
        surprises = List.copyOf(surprises);
    }

    /** Creates a health with neither remarkable segments nor surprises. */
    public Health(
            SampleRatio sampleRatio,
            MultipleExposure multipleExposure,
            @Nullable PreExposureBias preExposureBias,
            List<Reason> flags) {
        this(sampleRatio, multipleExposure, preExposureBias, flags, List.of(), List.of());
    }

    /** Returns whether a check that invalidates the verdict has failed: sample ratio or pre-exposure bias. */
    public boolean isInvalid() {
        return Boolean.FALSE.equals(sampleRatio.passed()) || (preExposureBias != null && !preExposureBias.passed());
    }

    /**
     * The comparison of the arms' sizes with the plan (METHODS 4).
     *
     * @param observed units by variant
     * @param expected units by variant under the plan, or null if the allocation is unknown
     * @param pValue chi-square p-value, or null
     * @param eValue value of the sequential test's e-process, or null
     * @param passed whether no mismatch was found, or null if it is undefined
     * @param undefined why there is no answer, or null
     */
    public record SampleRatio(
            Map<String, Long> observed,
            @Nullable Map<String, Double> expected,
            @Nullable Double pValue,
            @Nullable Double eValue,
            @Nullable Boolean passed,
            @Nullable Reason undefined) {
        public SampleRatio {
            observed = Collections.unmodifiableMap(new LinkedHashMap<>(observed));
            expected = expected == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(expected));
            if ((passed == null) == (undefined == null)) {
                throw Arguments.refusal("undefined", undefined, "given exactly where passed is absent");
            }
        }
    }

    /**
     * Units that met two variants; they are excluded.
     *
     * @param units how many
     * @param share of all units, in [0, 1]
     * @param passed whether the share is at most 0.001
     */
    public record MultipleExposure(long units, double share, boolean passed) {
        public MultipleExposure {
            Arguments.notNegative("units", units);
            if (!(share >= 0 && share <= 1)) {
                throw Arguments.refusal("share", share, "in [0, 1]");
            }
        }
    }

    /**
     * The comparison of covariates between the arms before exposure.
     *
     * @param checks one per treatment and covariate
     * @param passed whether no p-value lies below 0.001 divided by the number of covariates
     */
    public record PreExposureBias(List<CovariateCheck> checks, boolean passed) {
        public PreExposureBias {
            checks = List.copyOf(checks);
        }
    }

    /**
     * One covariate's difference between a treatment and control before exposure.
     *
     * @param variant key of the treatment
     * @param covariate name of the covariate
     * @param difference treatment minus control, in the covariate's unit
     * @param pValue two-sided, in [0, 1], or null if the covariate is constant
     */
    public record CovariateCheck(
            String variant,
            String covariate,
            double difference,
            @Nullable Double pValue) {}

    /**
     * A segment whose arms do not have the planned sizes, although all segments together may. It does not invalidate the
     * verdict: it tells where to look.
     *
     * @param segment the segment
     * @param observed units by variant
     * @param adjustedPValue chi-square p-value times the number of segments that were tested, in [0, 1]
     */
    public record SegmentRatio(Segment segment, Map<String, Long> observed, double adjustedPValue) {
        public SegmentRatio {
            observed = Collections.unmodifiableMap(new LinkedHashMap<>(observed));
            if (!(adjustedPValue >= 0 && adjustedPValue <= 1)) {
                throw Arguments.refusal("adjustedPValue", adjustedPValue, "in [0, 1]");
            }
        }
    }

    /**
     * Something about a treatment's effect on the North Star Metric that is usually a mistake (Twyman's law).
     *
     * @param variant key of the treatment
     * @param kind what is surprising
     * @param observed the number that is
     * @param limit what it would have to keep to
     * @param segment the segment that the kind is about, or null
     */
    public record Surprise(
            String variant,
            SurpriseKind kind,
            double observed,
            double limit,
            @Nullable Segment segment) {
        public Surprise {
            Arguments.key("variant", variant);
            Arguments.finite("observed", observed);
            Arguments.finite("limit", limit);
        }
    }

    /** What can be surprising. */
    public enum SurpriseKind {
        /** The effect lies more than 3.29 standard deviations outside of what effects usually are. */
        UNLIKE_OTHERS,
        /** The relative effect is larger than 20 %. */
        LARGE_EFFECT,
        /** The p-value is below 1e-6 although there are fewer than 10,000 units. */
        TINY_P_VALUE,
        /** One arm's units vary more than twice as much as the other's, beyond chance. */
        UNEQUAL_VARIANCES,
        /** Both arms have the same numbers to the last digit. */
        IDENTICAL_ARMS,
        /** Without one segment the effect has the other sign. */
        ONE_SEGMENT_CARRIES_IT
    }
}
