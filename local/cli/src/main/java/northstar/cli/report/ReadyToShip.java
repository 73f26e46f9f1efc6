package northstar.cli.report;

import java.util.List;
import java.util.Objects;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Percents;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantPosterior;

/** Says what everything that is ready to ship is expected to be worth, and what the raw results would have claimed. */
final class ReadyToShip {
    private ReadyToShip() {}

    static String sentence(Ranking ranking, String metric) {
        List<VariantPosterior> ready = ranking.features().stream()
                .filter(feature -> feature.action().name() == Action.Name.SHIP)
                .map(RankedFeature::lead)
                .toList();
        if (ready.isEmpty()) {
            return "Nothing is ready to ship.";
        }
        String what = Figures.count(ready.size(), "feature") + (ready.size() == 1 ? " is" : " are") + " ready to ship"
                + (ready.size() == 1 ? ". It is" : ". Together they are") + " expected to be worth ";
        String raw = ready.size() == 1 ? "its raw result" : "their raw results";
        if (ready.stream().anyMatch(lead -> lead.yearlyGain() == null || lead.posteriorMean() == 0)) {
            double expected = sum(ready, false, false);
            double claimed = sum(ready, false, true);
            Percents percents = Percents.fitting(List.of(expected, claimed));
            return what + percents.change(expected) + " of " + metric + "; " + raw + " would have claimed "
                    + percents.change(claimed) + ".";
        }
        return what + Figures.quantity(sum(ready, true, false)) + " " + metric + " a year; " + raw
                + " would have claimed " + Figures.quantity(sum(ready, true, true)) + ".";
    }

    private static double sum(List<VariantPosterior> ready, boolean isYearly, boolean isRaw) {
        return ready.stream()
                .mapToDouble(lead -> {
                    double relative = isRaw ? lead.direct().effect() : lead.posteriorMean();
                    return isYearly ? relative * yearly(lead) : relative;
                })
                .sum();
    }

    /** Returns North Star units a year per unit of relative effect. */
    private static double yearly(VariantPosterior lead) {
        return Objects.requireNonNull(lead.yearlyGain()) / lead.posteriorMean();
    }
}
