package northstar.storage;

import java.util.List;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.VariantResult;

/**
 * All that a ranking is made from, as it was at one moment.
 *
 * @param revision rises whenever a result or a feature's state changes; 0 if there is nothing
 * @param results the newest results of every experiment, by experiment and variant
 * @param features the features' states, by feature
 */
public record RankingInput(long revision, List<VariantResult> results, List<FeatureState> features) {
    public RankingInput {
        results = List.copyOf(results);
        features = List.copyOf(features);
    }
}
