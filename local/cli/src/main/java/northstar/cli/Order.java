package northstar.cli;

import java.util.Comparator;
import java.util.List;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import org.jspecify.annotations.Nullable;

/** The order in which features are listed; their rank by worth stays what it is. */
enum Order {
    /** What a feature is worth a year. */
    WORTH,
    /**
     * Gains by what they are worth a year for each week of effort, those of unknown effort last among them; then losses by the
     * loss alone, since dividing a loss by effort would reward expensive losers (METHODS 8.8).
     */
    EFFORT;

    Ranking applied(Ranking ranking) {
        return switch (this) {
            case WORTH -> ranking;
            case EFFORT ->
                new Ranking(
                        ranking.asOf(),
                        ranking.northStar(),
                        ranking.revision(),
                        ranking.prior(),
                        byEffort(ranking.features()),
                        ranking.notRanked(),
                        ranking.programme());
        };
    }

    private static List<RankedFeature> byEffort(List<RankedFeature> features) {
        return features.stream()
                .sorted(Comparator.comparingInt(Order::group)
                        .thenComparing(Comparator.comparingDouble(Order::key).reversed())
                        .thenComparingInt(RankedFeature::rank))
                .toList();
    }

    private static int group(RankedFeature feature) {
        if (!(worth(feature) > 0)) {
            return 2;
        }
        return perEffort(feature) == null ? 1 : 0;
    }

    private static double key(RankedFeature feature) {
        Double perEffort = perEffort(feature);
        return perEffort != null && perEffort > 0 ? perEffort : worth(feature);
    }

    private static double worth(RankedFeature feature) {
        Double gain = feature.lead().yearlyGain();
        return gain == null ? feature.lead().posteriorMean() : gain;
    }

    private static @Nullable Double perEffort(RankedFeature feature) {
        return feature.gainPerEffort();
    }
}
