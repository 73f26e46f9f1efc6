package northstar.evaluation;

import java.util.List;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Reading;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;
import northstar.statistics.BayesianReading;
import northstar.statistics.Direction;
import northstar.statistics.Prior;
import org.jspecify.annotations.Nullable;

/**
 * Reads each treatment's effect on the North Star Metric with a prior, beside its verdict.
 *
 * <p>The reading never decides. Where it seems to say something else than the verdict it tells why.
 */
final class Readings {
    /** A chance from which a reader would call it a win, and 1 minus it a loss. */
    private static final double LIKELY = 0.9;

    private final PinnedExperiment pinned;
    private final Prior prior;

    Readings(PinnedExperiment pinned) {
        this.pinned = pinned;
        this.prior = Prior.SCEPTICAL;
    }

    /** Returns the verdict with its reading; without one where the data or the relative effect cannot be trusted. */
    VariantVerdict added(VariantVerdict verdict, List<MetricComparison> comparisons) {
        Effect northStar = comparisons.getFirst().effect();
        Double relative = northStar.relative().value();
        Double standardError = northStar.relative().standardError();
        if (verdict.verdict() == Verdict.INVALID || relative == null || standardError == null || !(standardError > 0)) {
            return verdict;
        }
        Direction better = switch (pinned.northStarMetric().direction()) {
            case UP -> Direction.UP;
            case DOWN -> Direction.DOWN;
        };
        return BayesianReading.of(relative, standardError, better, prior)
                .map(reading -> new VariantVerdict(
                        verdict.variant(), verdict.verdict(), verdict.reasons(), read(verdict, reading)))
                .orElse(verdict);
    }

    private static Reading read(VariantVerdict verdict, BayesianReading reading) {
        return new Reading(
                reading.prior(),
                reading.chanceOfGain(),
                reading.expectedLoss(),
                reading.mean(),
                reading.standardDeviation(),
                remark(verdict.verdict(), reading.chanceOfGain()));
    }

    private static @Nullable String remark(Verdict verdict, double chance) {
        boolean isLikely = chance >= LIKELY;
        return switch (verdict) {
            case SHIP, GUARDRAIL_UNPROVEN ->
                isLikely ? null : "the prior expects small effects and pulls this one towards nothing";
            case HARMFUL ->
                chance <= 1 - LIKELY
                        ? null
                        : "the verdict rests on a metric that is shown to have got worse, the chance on the North Star"
                                + " Metric and the prior";
            case TOO_EARLY ->
                isLikely || chance <= 1 - LIKELY
                        ? "a chance read today does not reckon with all the looks that are still to come, the verdict does"
                        : null;
            case NEUTRAL ->
                isLikely || chance <= 1 - LIKELY
                        ? "it is likely to have some effect, but one too small to matter"
                        : null;
            case INCONCLUSIVE ->
                isLikely || chance <= 1 - LIKELY
                        ? "the verdict asks for more than a likely effect: for one that chance alone would seldom make"
                        : null;
            case INVALID -> null;
        };
    }
}
