package northstar.domain.ranking;

import java.time.Instant;
import java.util.List;
import northstar.domain.Reason;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import northstar.domain.ranking.VariantResult.Basis;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ranking: a feature, spoken for by the variant of its newest experiment with the highest posterior mean.
 *
 * @param rank 1 is worth most
 * @param rankLower best rank that is credible (95 %)
 * @param rankUpper worst rank that is credible (95 %)
 * @param probabilityBest chance that it is worth most, in [0, 1]
 * @param feature the feature
 * @param experiment key of its newest experiment
 * @param lead the variant that speaks for it
 * @param gainBasis where the units a year come from, or null if unknown
 * @param effort person-weeks still needed to ship, or null
 * @param gainPerEffort yearly gain per person-week, or null
 * @param action what to do next
 * @param flags what to keep in mind
 * @param alternatives the other variants
 * @param history the treatments of the feature's earlier experiments, newest first
 */
public record RankedFeature(
        int rank,
        int rankLower,
        int rankUpper,
        double probabilityBest,
        String feature,
        String experiment,
        VariantPosterior lead,
        @Nullable Basis gainBasis,
        @Nullable Double effort,
        @Nullable Double gainPerEffort,
        Action action,
        List<Reason> flags,
        List<VariantPosterior> alternatives,
        List<Earlier> history) {
    public RankedFeature {
        flags = List.copyOf(flags);
        alternatives = List.copyOf(alternatives);
        history = List.copyOf(history);
    }

    /**
     * What to do next.
     *
     * @param name the action
     * @param value what it is expected to be worth in North Star units a year, or null if unknown
     * @param why one sentence
     */
    public record Action(Name name, @Nullable Double value, String why) {
        /** The actions there are. */
        public enum Name {
            SHIP,
            RUN_LONGER,
            STOP,
            ROLL_BACK,
            ITERATE,
            FIX_THE_DATA,
            NONE
        }
    }

    /**
     * A treatment of an earlier experiment of the feature.
     *
     * @param experiment key of the experiment
     * @param variant key of the treatment
     * @param asOf time of its newest look
     * @param verdict what the variant's data showed
     * @param direct the measured relative effect, or null
     */
    public record Earlier(
            String experiment,
            String variant,
            Instant asOf,
            Verdict verdict,
            @Nullable DirectEffect direct) {}
}
