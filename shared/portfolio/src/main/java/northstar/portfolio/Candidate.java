package northstar.portfolio;

import java.util.Comparator;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import northstar.domain.ranking.VariantResult;
import org.jspecify.annotations.Nullable;

/**
 * A treatment that a feature could be built as, with what is believed of it.
 *
 * @param result what was measured
 * @param direct the measured effect, pooled where there are replicates
 * @param posterior what is believed of the true effect
 * @param yearly North Star units a year per unit of relative effect, or null if unknown
 */
record Candidate(
        VariantResult result,
        DirectEffect direct,
        EffectPosterior posterior,
        @Nullable Double yearly) {
    /** Highest posterior mean first, ties by the variant's key. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(
                    (Candidate candidate) -> candidate.posterior().mean())
            .reversed()
            .thenComparing(Candidate::variant);

    String variant() {
        return result.variant();
    }

    /** Returns what an effect is multiplied with in the ranking: 1 where the units a year of all features are unknown. */
    double scale() {
        return yearly == null ? 1 : yearly;
    }

    /** Returns what the ranking goes by: expected yearly gain, or expected effect. */
    double worth() {
        return posterior.mean() * scale();
    }

    /** Returns North Star units a year for a relative effect, or null if the scale is unknown. */
    @Nullable
    Double inUnits(double effect) {
        return yearly == null ? null : Double.valueOf(effect * yearly);
    }

    /** Returns the candidate as it is seen under another prior. */
    Candidate under(Evidence evidence, EffectPrior prior) {
        return new Candidate(result, direct, evidence.posterior(result, prior), yearly);
    }

    /** Returns the candidate as the ranking shows it. */
    VariantPosterior shown() {
        double lower = posterior.quantile(0.025);
        double upper = posterior.quantile(0.975);
        return new VariantPosterior(
                result.variant(),
                result.status(),
                result.verdict(),
                direct,
                null,
                null,
                posterior.mean(),
                posterior.sd(),
                lower,
                upper,
                posterior.probabilityPositive(),
                inUnits(posterior.mean()),
                inUnits(lower),
                inUnits(upper));
    }
}
