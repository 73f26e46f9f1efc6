package northstar.domain.ranking;

import java.time.Instant;
import java.util.List;
import northstar.domain.Reason;
import org.jspecify.annotations.Nullable;

/**
 * All features that serve one North Star, in the order of what they are worth.
 *
 * @param asOf time of the newest evaluation in it
 * @param northStar key of the North Star
 * @param revision raised with every result that enters; a ranking of a lower revision never replaces a higher one
 * @param prior what the company's experiments together say about an effect that has not been measured
 * @param features worth most first
 * @param notRanked what cannot be ranked, with its reason
 * @param programme what the shipped features are worth together
 */
public record Ranking(
        Instant asOf,
        String northStar,
        long revision,
        Prior prior,
        List<RankedFeature> features,
        List<NotRanked> notRanked,
        Programme programme) {
    public Ranking {
        features = List.copyOf(features);
        notRanked = List.copyOf(notRanked);
    }

    /**
     * The distribution of true relative effects.
     *
     * @param mean expected effect
     * @param sd expected spread of the true effects
     * @param effects measured effects that it was learned from
     */
    public record Prior(double mean, double sd, int effects) {}

    /**
     * A variant that cannot be ranked.
     *
     * @param reason why
     */
    public record NotRanked(String feature, String experiment, String variant, Reason reason) {}

    /**
     * What the shipped features are worth together, as relative effects.
     *
     * @param basis which features count as shipped
     * @param shipped the features
     * @param expectedTotal expected sum of their true effects
     * @param expectedTotalLower lower end of its 95 % interval
     * @param expectedTotalUpper upper end
     * @param naiveTotal sum of their measured effects
     * @param winnersCurse how much the measured sum exceeds the expected one
     * @param realisationRate measured holdout over expected total, or null without a holdout
     * @param regret what choosing the best-looking feature is expected to lose, in North Star units a year, or null
     */
    public record Programme(
            Basis basis,
            List<String> shipped,
            double expectedTotal,
            double expectedTotalLower,
            double expectedTotalUpper,
            double naiveTotal,
            double winnersCurse,
            @Nullable Double realisationRate,
            @Nullable Double regret) {
        public Programme {
            shipped = List.copyOf(shipped);
        }

        /** Which features count as shipped. */
        public enum Basis {
            /** Those that were reported as shipped. */
            SHIPPED,
            /** Where none was reported: those whose verdict is SHIP. */
            VERDICT
        }
    }
}
