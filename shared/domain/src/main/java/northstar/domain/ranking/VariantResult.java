package northstar.domain.ranking;

import java.time.Instant;
import java.util.List;
import northstar.domain.Arguments;
import northstar.domain.Reason;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What the ranking needs of one variant's newest evaluation.
 *
 * @param northStar key of the North Star
 * @param experiment key of the experiment
 * @param feature the feature that it is about
 * @param variant key of the treatment
 * @param asOf time of the look
 * @param start the experiment's start, which tells the newest experiment of a feature
 * @param status where the experiment is
 * @param verdict what the variant's data show
 * @param measured the measured effect, or null if there is none
 * @param undefined why there is no measured effect, or null if there is one
 * @param scale what turns a relative effect into units of the North Star Metric a year, or null if unknown
 * @param effort person-weeks still needed to ship, or null if unknown
 * @param replicates key of an experiment to pool with, or null
 * @param flags what to keep in mind
 */
public record VariantResult(
        String northStar,
        String experiment,
        String feature,
        String variant,
        Instant asOf,
        Instant start,
        Status status,
        Verdict verdict,
        @Nullable Measured measured,
        @Nullable Reason undefined,
        @Nullable Scale scale,
        @Nullable Double effort,
        @Nullable String replicates,
        List<Reason> flags) {
    public VariantResult {
        if ((measured == null) == (undefined == null)) {
            throw Arguments.refusal("undefined", undefined, "given exactly where measured is absent");
        }
        flags = List.copyOf(flags);
    }

    /**
     * A relative effect on the North Star Metric, its sign turned so that positive is good.
     *
     * @param effect fraction of |control|
     * @param standardError of the effect, above 0
     * @param ratio treatment mean over control mean
     * @param controlError standard error of the control mean over |control mean|; what arms of one experiment share
     */
    public record Measured(double effect, double standardError, double ratio, double controlError) {
        public Measured {
            Arguments.finite("effect", effect);
            Arguments.positive("standardError", standardError);
            Arguments.finite("ratio", ratio);
            Arguments.notNegative("controlError", controlError);
        }
    }

    /**
     * What turns a relative effect into units of the North Star Metric a year at full rollout.
     *
     * @param controlMean |control mean| in the metric's unit
     * @param unitsPerYear units a year at full rollout
     * @param basis {@code measured} from the exposed units, or {@code stated} by the owner
     */
    public record Scale(double controlMean, double unitsPerYear, Basis basis) {
        public Scale {
            Arguments.notNegative("controlMean", controlMean);
            Arguments.notNegative("unitsPerYear", unitsPerYear);
        }

        /** Returns North Star units a year per unit of relative effect. */
        public double yearly() {
            return controlMean * unitsPerYear;
        }
    }

    /** Where the number of units a year comes from. */
    public enum Basis {
        MEASURED,
        STATED
    }
}
