package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.Ranking.Programme;
import northstar.domain.ranking.VariantResult;
import northstar.portfolio.EffectPrior.Centre;
import org.junit.jupiter.api.Test;

/** What the winners of simulated companies are worth: known there, and to be foretold without the winner's curse. */
class WinnersCurseTest {
    private static final long SEED = 20_261_101;
    private static final int COMPANIES = 120;
    private static final int FEATURES = 100;

    @Test
    void of_winnersOfManyCompanies_expectsWhatTheyAreWorth() {
        SplittableRandom random = new SplittableRandom(SEED);
        double truth = 0;
        double expected = 0;
        double naive = 0;
        int covered = 0;
        for (int company = 0; company < COMPANIES; company++) {
            Map<String, Double> effects = new HashMap<>();
            Programme programme = programme(simulate(random, effects));
            double worth =
                    programme.shipped().stream().mapToDouble(effects::get).sum();
            truth += worth / COMPANIES;
            expected += programme.expectedTotal() / COMPANIES;
            naive += programme.naiveTotal() / COMPANIES;
            covered += programme.expectedTotalLower() <= worth && worth <= programme.expectedTotalUpper() ? 1 : 0;
        }

        // Measured sums promise twice what comes; the uniform prior of tau leaves a few percent of that.
        assertThat(naive).as("seed %d", SEED).isGreaterThan(1.7 * truth);
        assertThat(Math.abs(expected - truth)).as("seed %d", SEED).isLessThan(.1 * (naive - truth));
        assertThat(covered).as("seed %d", SEED).isBetween(108, 120);
    }

    private static List<VariantResult> simulate(SplittableRandom random, Map<String, Double> effects) {
        List<VariantResult> results = new ArrayList<>();
        for (int k = 0; k < FEATURES; k++) {
            double effect = 0.002 + 0.01 * random.nextGaussian();
            double standardError = random.nextDouble(0.005, 0.02);
            double measured = effect + standardError * random.nextGaussian();
            String feature = "feature-" + k;
            effects.put(feature, effect);
            results.add(ResultBuilder.feature(feature)
                    .effect(measured, standardError)
                    .verdict(measured > 1.96 * standardError ? Verdict.SHIP : Verdict.INCONCLUSIVE)
                    .build());
        }
        return results;
    }

    private static Programme programme(List<VariantResult> results) {
        Evidence evidence = Evidence.of(results);
        EffectPrior prior = evidence.prior(Centre.ESTIMATED);
        return ProgrammeTotals.of(Contenders.of(results, evidence, prior).ranked(), Releases.of(List.of()), null);
    }
}
