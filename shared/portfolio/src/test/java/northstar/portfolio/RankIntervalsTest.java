package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import northstar.portfolio.EffectPrior.Centre;
import org.junit.jupiter.api.Test;

class RankIntervalsTest {
    private static final EffectPrior FLAT = EffectPrior.known(8, 1e6, 0, 0);

    @Test
    void draw_gainsFarApart_haveOneRankEach() {
        RankIntervals intervals = intervals(FLAT, ones(3), measured(FLAT, .1, 30, 20, 10));

        for (int row = 0; row < 3; row++) {
            assertThat(intervals.lower(row)).isEqualTo(row + 1);
            assertThat(intervals.upper(row)).isEqualTo(row + 1);
        }
    }

    @Test
    void draw_oneRow_hasRankOne() {
        RankIntervals intervals = intervals(FLAT, ones(1), measured(FLAT, 1, 5));

        assertThat(intervals.lower(0)).isEqualTo(1);
        assertThat(intervals.upper(0)).isEqualTo(1);
    }

    @Test
    void draw_equalGains_mayHaveAnyRank() {
        RankIntervals intervals = intervals(FLAT, ones(20), measured(FLAT, 1, new double[20]));

        for (int row = 0; row < 20; row++) {
            assertThat(intervals.lower(row)).isEqualTo(1);
            assertThat(intervals.upper(row)).isEqualTo(20);
        }
    }

    @Test
    void draw_threeGains_hasTheQuantilesOfTheExactDistribution() {
        // sd of a difference: 1. P(second overtakes first) = Phi(-1.9) = .0287 > .025 ; P(third overtakes second) =
        // Phi(-2.1) = .0179.
        RankIntervals intervals = intervals(FLAT, ones(3), measured(FLAT, Math.sqrt(.5), 10, 8.1, 6));

        assertThat(intervals.upper(0)).isEqualTo(2);
        assertThat(intervals.lower(1)).isEqualTo(1);
        assertThat(intervals.upper(1)).isEqualTo(2);
        assertThat(intervals.lower(2)).isEqualTo(3);
    }

    @Test
    void draw_effectsThatDifferOnlyInMu_moveTogether() {
        // Both effects are mu, which is hardly known: apart from the scale they cannot change places.
        EffectPrior prior = EffectPrior.known(8, 1e-9, 0, 1);
        List<EffectPosterior> effects = measured(prior, 1, .1, 0);

        RankIntervals same = intervals(prior, ones(2), effects);
        RankIntervals scaled = intervals(prior, new double[] {1, 2}, effects);

        assertThat(scaled.upper(0)).isEqualTo(2);
        assertThat(same.lower(1)).isEqualTo(1);
        EffectPrior separated = EffectPrior.known(8, 1e-3, 0, 1);
        RankIntervals apart = intervals(separated, ones(2), measured(separated, 1e-4, .1, 0));
        assertThat(apart.upper(0)).isEqualTo(1);
    }

    @Test
    void draw_zeroScale_tiesGoToTheFirstRow() {
        RankIntervals intervals = intervals(FLAT, new double[4], measured(FLAT, 1, -3, 2, 1, -1));

        for (int row = 0; row < 4; row++) {
            assertThat(intervals.lower(row)).isEqualTo(row + 1);
            assertThat(intervals.upper(row)).isEqualTo(row + 1);
        }
    }

    @Test
    void draw_learnedPrior_mixesOverTau() {
        List<EffectBlock> blocks = IntStream.range(0, 9)
                .mapToObj(k -> EffectBlock.of(.01 * (8 - k), .01))
                .toList();
        EffectPrior prior = EffectPrior.of(blocks, Centre.ESTIMATED);
        List<EffectPosterior> effects =
                blocks.stream().map(block -> prior.posterior(block, 0)).toList();

        RankIntervals intervals = intervals(prior, ones(9), effects);

        assertThat(intervals.lower(0)).isEqualTo(1);
        assertThat(intervals.upper(0)).isBetween(3, 6);
        assertThat(intervals.lower(4)).isBetween(1, 3);
        assertThat(intervals.upper(8)).isEqualTo(9);
    }

    private static RankIntervals intervals(EffectPrior prior, double[] scales, List<EffectPosterior> effects) {
        return RankIntervals.draw(prior, effects, scales, new SplittableRandom(1));
    }

    private static List<EffectPosterior> measured(EffectPrior prior, double standardError, double... effects) {
        return Arrays.stream(effects)
                .mapToObj(effect -> prior.posterior(EffectBlock.of(effect, standardError), 0))
                .toList();
    }

    private static double[] ones(int count) {
        return Collections.nCopies(count, 1.0).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
