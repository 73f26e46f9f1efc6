package northstar.portfolio;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import northstar.portfolio.EffectPrior.Centre;

/** Which of the best features would stand elsewhere if true effects were centred at 0 and not at their estimated mean. */
final class PriorSensitivity {
    private static final int TOP = 3;

    private PriorSensitivity() {}

    /**
     * Returns the features whose place among the first three differs; none under the fixed prior, which is centred at 0.
     *
     * @param ranked the features, worth most first
     * @param evidence what the prior was learned from
     * @param prior the prior behind the order
     */
    static Set<String> of(List<Contender> ranked, Evidence evidence, EffectPrior prior) {
        if (!prior.isLearned()) {
            return Set.of();
        }
        EffectPrior sceptical = evidence.prior(Centre.ZERO);
        List<String> order = ranked.stream().map(Contender::feature).toList();
        List<String> other = ranked.stream()
                .map(contender -> Scored.of(contender, evidence, sceptical))
                .sorted(Scored.BEST_FIRST)
                .map(Scored::feature)
                .toList();
        Set<String> sensitive = new HashSet<>();
        for (int place = 0; place < Math.min(TOP, order.size()); place++) {
            if (!order.get(place).equals(other.get(place))) {
                sensitive.add(order.get(place));
                sensitive.add(other.get(place));
            }
        }
        return sensitive;
    }

    /** A feature with the worth of the treatment that would speak for it. */
    private record Scored(String feature, double worth) {
        static final Comparator<Scored> BEST_FIRST =
                Comparator.comparingDouble(Scored::worth).reversed().thenComparing(Scored::feature);

        static Scored of(Contender contender, Evidence evidence, EffectPrior prior) {
            Candidate lead = contender
                    .current()
                    .map(candidate -> candidate.under(evidence, prior))
                    .min(Candidate.BEST_FIRST)
                    .orElseThrow();
            return new Scored(contender.feature(), lead.worth());
        }
    }
}
