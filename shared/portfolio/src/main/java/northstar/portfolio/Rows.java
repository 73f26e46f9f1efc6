package northstar.portfolio;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import northstar.domain.Reason;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.RankedFeature.Earlier;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a ranking.
 *
 * @param features worth most first
 * @param regret what choosing the best-looking feature is expected to lose in North Star units a year, or null if these are
 *     unknown
 */
record Rows(List<RankedFeature> features, @Nullable Double regret) {
    private static final long SEED = 1;
    private static final double PROMISING = 0.9;
    private static final double SURPRISING = 3.29;

    static Rows of(Contenders contenders, Evidence evidence, EffectPrior prior, Releases releases) {
        List<Contender> ranked = contenders.ranked();
        if (ranked.isEmpty()) {
            return new Rows(List.of(), null);
        }
        List<Candidate> leads = ranked.stream().map(Contender::lead).toList();
        double[] scales = leads.stream().mapToDouble(Candidate::scale).toArray();
        BestChances chances = BestChances.of(
                leads.stream().mapToDouble(Candidate::worth).toArray(),
                leads.stream()
                        .mapToDouble(lead -> lead.posterior().sd() * lead.scale())
                        .toArray());
        RankIntervals intervals = RankIntervals.draw(
                prior, leads.stream().map(Candidate::posterior).toList(), scales, new SplittableRandom(SEED));
        Set<String> sensitive = PriorSensitivity.of(ranked, evidence, prior);
        List<RankedFeature> features = new ArrayList<>();
        for (int row = 0; row < ranked.size(); row++) {
            Contender contender = ranked.get(row);
            VariantPosterior lead = contender.lead().shown();
            features.add(new RankedFeature(
                    row + 1,
                    intervals.lower(row),
                    intervals.upper(row),
                    chances.probability(row),
                    contender.feature(),
                    contender.lead().result().experiment(),
                    lead,
                    basis(contender.lead()),
                    contender.lead().result().effort(),
                    gainPerEffort(contender.lead()),
                    NextAction.of(contender, releases, lead),
                    flags(contender, lead, prior, sensitive),
                    contender.alternatives().stream().map(Candidate::shown).toList(),
                    contender.earlier().stream().map(Rows::earlier).toList()));
        }
        return new Rows(List.copyOf(features), contenders.isScaled() ? Double.valueOf(chances.regret()) : null);
    }

    private static VariantResult.@Nullable Basis basis(Candidate lead) {
        Scale scale = lead.result().scale();
        return scale == null || lead.yearly() == null ? null : scale.basis();
    }

    private static @Nullable Double gainPerEffort(Candidate lead) {
        Double effort = lead.result().effort();
        Double gain = lead.inUnits(lead.posterior().mean());
        if (effort == null || gain == null || !(effort > 0)) {
            return null;
        }
        double perEffort = gain / effort;
        return Double.isFinite(perEffort) ? Double.valueOf(perEffort) : null;
    }

    private static List<Reason> flags(
            Contender contender, VariantPosterior shown, EffectPrior prior, Set<String> sensitive) {
        Candidate lead = contender.lead();
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        flags.addAll(lead.result().flags());
        if (lead.result().verdict() != Verdict.SHIP && shown.probabilityPositive() >= PROMISING) {
            flags.add(Reason.PROMISING);
        }
        if (!prior.isLearned()) {
            flags.add(Reason.PRIOR_DOMINATED);
        }
        double standardError = lead.direct().standardError();
        double predictiveSd = Math.sqrt(standardError * standardError + prior.variance());
        if (Math.abs(lead.direct().effect()) > SURPRISING * predictiveSd) {
            flags.add(Reason.TWYMAN);
        }
        if (sensitive.contains(contender.feature())) {
            flags.add(Reason.RANK_SENSITIVE);
        }
        return List.copyOf(flags);
    }

    private static Earlier earlier(Candidate candidate) {
        VariantResult result = candidate.result();
        return new Earlier(
                result.experiment(), result.variant(), result.asOf(), result.verdict(), Evidence.own(result));
    }
}
