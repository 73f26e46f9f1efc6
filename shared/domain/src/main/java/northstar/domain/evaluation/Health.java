package northstar.domain.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.domain.Arguments;
import northstar.domain.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Whether the data can be trusted.
 *
 * @param sampleRatio whether the arms have the planned sizes
 * @param multipleExposure whether units met two variants
 * @param preExposureBias whether the arms were alike before exposure, or null where no covariates are declared
 * @param flags what to keep in mind
 */
public record Health(
        SampleRatio sampleRatio,
        MultipleExposure multipleExposure,
        @Nullable PreExposureBias preExposureBias,
        List<Reason> flags) {
    public Health {
        flags = Arguments.distinct("flags", flags);
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
}
