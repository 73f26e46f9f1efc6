package northstar.portfolio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import northstar.domain.Reason;
import northstar.domain.ranking.Ranking.NotRanked;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Scale;
import org.jspecify.annotations.Nullable;

/**
 * Sorts what was measured into features that can be ranked and variants that cannot: each variant ends in exactly one place.
 *
 * <p>The newest experiment of a feature that holds anything to rank is the feature's row. An effect without units a year cannot
 * be ranked beside others that have them; where none has them, all are ranked by their effects.
 */
final class Contenders {
    private static final double LARGEST_SCALE = 1e100;
    private static final Comparator<VariantResult> OLDEST_FIRST =
            Comparator.comparing(VariantResult::start).thenComparing(VariantResult::experiment);

    private final Evidence evidence;
    private final EffectPrior prior;
    private final boolean scaled;
    private final List<Contender> ranked = new ArrayList<>();
    private final List<NotRanked> notRanked = new ArrayList<>();

    private Contenders(Evidence evidence, EffectPrior prior, boolean scaled) {
        this.evidence = evidence;
        this.prior = prior;
        this.scaled = scaled;
    }

    /** Sorts some results, which stand in the order of the ranking's input. */
    static Contenders of(List<VariantResult> results, Evidence evidence, EffectPrior prior) {
        boolean scaled =
                results.stream().anyMatch(result -> Evidence.refusal(result).isEmpty() && yearly(result) != null);
        Contenders contenders = new Contenders(evidence, prior, scaled);
        Map<String, List<VariantResult>> byFeature = new LinkedHashMap<>();
        for (VariantResult result : results) {
            byFeature
                    .computeIfAbsent(result.feature(), key -> new ArrayList<>())
                    .add(result);
        }
        byFeature.values().forEach(contenders::add);
        contenders.ranked.sort(Contender.BEST_FIRST);
        return contenders;
    }

    /** Returns whether the ranking goes by North Star units a year, and not by relative effects. */
    boolean isScaled() {
        return scaled;
    }

    /** Returns the features that can be ranked, worth most first. */
    List<Contender> ranked() {
        return List.copyOf(ranked);
    }

    /** Returns the variants that cannot be ranked, by feature, start, experiment and variant. */
    List<NotRanked> notRanked() {
        return List.copyOf(notRanked);
    }

    private void add(List<VariantResult> feature) {
        Optional<VariantResult> newest =
                feature.stream().filter(result -> reason(result).isEmpty()).max(OLDEST_FIRST);
        List<Candidate> current = new ArrayList<>();
        List<Candidate> earlier = new ArrayList<>();
        for (VariantResult result : feature) {
            boolean isEarlier = newest.isPresent() && isEarlier(result, newest.get());
            Optional<Reason> reason = isEarlier ? Evidence.refusal(result) : reason(result);
            if (reason.isPresent()) {
                notRanked.add(new NotRanked(result.feature(), result.experiment(), result.variant(), reason.get()));
            } else {
                (isEarlier ? earlier : current).add(candidate(result));
            }
        }
        if (!current.isEmpty()) {
            current.sort(Candidate.BEST_FIRST);
            earlier.sort(Comparator.comparing(Candidate::result, OLDEST_FIRST)
                    .reversed()
                    .thenComparing(Candidate.BEST_FIRST));
            ranked.add(new Contender(
                    current.getFirst(), List.copyOf(current.subList(1, current.size())), List.copyOf(earlier)));
        }
    }

    private static boolean isEarlier(VariantResult result, VariantResult newest) {
        return !result.experiment().equals(newest.experiment()) && OLDEST_FIRST.compare(result, newest) < 0;
    }

    private Optional<Reason> reason(VariantResult result) {
        return Evidence.refusal(result)
                .or(() -> scaled && yearly(result) == null ? Optional.of(Reason.SCALE_UNKNOWN) : Optional.empty());
    }

    private Candidate candidate(VariantResult result) {
        return new Candidate(result, evidence.direct(result), evidence.posterior(result, prior), yearly(result));
    }

    private static @Nullable Double yearly(VariantResult result) {
        Scale scale = result.scale();
        return scale == null || !(scale.yearly() <= LARGEST_SCALE) ? null : Double.valueOf(scale.yearly());
    }
}
