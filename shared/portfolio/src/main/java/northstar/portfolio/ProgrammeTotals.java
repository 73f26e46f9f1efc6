package northstar.portfolio;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.Ranking.Programme;
import org.jspecify.annotations.Nullable;

/**
 * What the shipped features are expected to be worth together, beside what their experiments claimed (METHODS 8.4, Totals).
 *
 * <p>One treatment per feature. Where no feature that was measured here is reported as out, those count whose lead has verdict
 * SHIP and that were not rolled back.
 */
final class ProgrammeTotals {
    private ProgrammeTotals() {}

    static Programme of(List<Contender> contenders, Releases releases, @Nullable Double regret) {
        List<Candidate> out = shipped(contenders.stream().map(releases::out).flatMap(Optional::stream));
        if (!out.isEmpty()) {
            return total(Programme.Basis.SHIPPED, out, regret);
        }
        return total(
                Programme.Basis.VERDICT,
                shipped(contenders.stream()
                        .filter(contender -> !releases.isRolledBack(contender))
                        .map(Contender::lead)
                        .filter(lead -> lead.result().verdict() == Verdict.SHIP)),
                regret);
    }

    private static List<Candidate> shipped(java.util.stream.Stream<Candidate> candidates) {
        return candidates
                .sorted(Comparator.comparing(candidate -> candidate.result().feature()))
                .toList();
    }

    private static Programme total(Programme.Basis basis, List<Candidate> shipped, @Nullable Double regret) {
        List<String> features =
                shipped.stream().map(candidate -> candidate.result().feature()).toList();
        Optional<EffectPosterior> sum =
                shipped.stream().map(Candidate::posterior).reduce(EffectPosterior::plus);
        if (sum.isEmpty()) {
            return new Programme(basis, features, 0, 0, 0, 0, 0, null, regret);
        }
        EffectPosterior total = sum.get();
        double naive = 0;
        for (Candidate candidate : shipped) {
            naive += candidate.direct().effect();
        }
        return new Programme(
                basis,
                features,
                total.mean(),
                total.quantile(0.025),
                total.quantile(0.975),
                naive,
                naive - total.mean(),
                null,
                regret);
    }
}
