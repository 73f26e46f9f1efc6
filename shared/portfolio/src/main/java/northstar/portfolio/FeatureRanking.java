package northstar.portfolio;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.domain.Arguments;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;
import northstar.portfolio.EffectPrior.Centre;

/**
 * Ranks features by what each is expected to be worth on the North Star Metric.
 *
 * <p>All measured effects are shrunk together, so that neither luck nor noise leads the list. Each row is a feature: its newest
 * experiment's treatment with the highest posterior mean, in the order of expected North Star units a year.
 */
public final class FeatureRanking {
    private static final Comparator<VariantResult> INPUT_ORDER = Comparator.comparing(VariantResult::feature)
            .thenComparing(VariantResult::start)
            .thenComparing(VariantResult::experiment)
            .thenComparing(VariantResult::variant);

    private FeatureRanking() {}

    /**
     * Returns the ranking. It depends on neither the order of the arguments' elements nor the number of processors.
     *
     * @param results the newest result of each variant of each experiment that serves the North Star
     * @param states what was reported about features being out, also about features that are unknown here
     * @param northStar key of the North Star
     * @param revision of the results
     * @throws IllegalArgumentException if there is no result, one of another North Star, two of one variant, or an experiment
     *     with two features
     */
    public static Ranking of(List<VariantResult> results, List<FeatureState> states, String northStar, long revision) {
        check(results, northStar);
        List<VariantResult> ordered = results.stream().sorted(INPUT_ORDER).toList();
        Evidence evidence = Evidence.of(ordered);
        EffectPrior prior = evidence.prior(Centre.ESTIMATED);
        Contenders contenders = Contenders.of(ordered, evidence, prior);
        Releases releases = Releases.of(states);
        Rows rows = Rows.of(contenders, evidence, prior, releases);
        return new Ranking(
                ordered.stream()
                        .map(VariantResult::asOf)
                        .max(Instant::compareTo)
                        .orElseThrow(),
                northStar,
                revision,
                new Ranking.Prior(prior.mean(), prior.sd(), prior.effects()),
                rows.features(),
                contenders.notRanked(),
                ProgrammeTotals.of(contenders.ranked(), releases, rows.regret()));
    }

    private static void check(List<VariantResult> results, String northStar) {
        if (results.isEmpty()) {
            throw Arguments.refusal("results.size", 0, "at least 1");
        }
        Set<Arm> seen = new HashSet<>();
        Map<String, String> features = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            VariantResult result = results.get(i);
            String path = "results[" + i + "]";
            if (!result.northStar().equals(northStar)) {
                throw Arguments.refusal(
                        path + ".northStar", Arguments.quoted(result.northStar()), Arguments.quoted(northStar));
            }
            if (!seen.add(Arm.of(result))) {
                throw Arguments.refusal(
                        path + ".variant", Arguments.quoted(result.variant()), "the experiment's only one of that key");
            }
            String feature = features.putIfAbsent(result.experiment(), result.feature());
            if (feature != null && !feature.equals(result.feature())) {
                throw Arguments.refusal(
                        path + ".feature",
                        Arguments.quoted(result.feature()),
                        Arguments.quoted(feature) + " as in the experiment's other results");
            }
        }
    }
}
