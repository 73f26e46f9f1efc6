package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BestChancesTest {
    @ParameterizedTest
    @CsvFileSource(resources = "best-chances.csv", useHeadersInDisplayName = true, maxCharsPerColumn = 10_000)
    void of_goldenGains_sameAsAdaptiveQuadrature(
            String name, String means, String sds, String chances, double expectedMaximum) {
        double[] expected = Numbers.list(chances);
        double largest = Arrays.stream(Numbers.list(sds)).max().orElseThrow();

        BestChances best = BestChances.of(Numbers.list(means), Numbers.list(sds));

        for (int k = 0; k < expected.length; k++) {
            assertThat(best.probability(k)).as("gain %d", k).isCloseTo(expected[k], within(1e-6));
        }
        assertThat(best.expectedMaximum()).isCloseTo(expectedMaximum, within(1e-6 * largest));
    }

    /** METHODS 8.11, G8.7 and G8.8. */
    @Test
    void regret_publishedGains_isThePublishedOne() {
        BestChances two = BestChances.of(new double[] {.5, .3}, new double[] {.3, .5});
        BestChances three =
                BestChances.of(new double[] {4000, 4000, 3000}, new double[] {.004e6 / 3, .012 * 2e5, .002 * 5e5});

        assertThat(two.regret()).isCloseTo(.1461723407, within(1e-7));
        assertThat(three.regret()).isCloseTo(1198.685915, within(1e-3));
    }

    @Test
    void of_manyGains_agreesWithDraws() {
        SplittableRandom random = new SplittableRandom(12);
        int gains = 40;
        double[] means = random.doubles(gains).map(u -> 3 * u - 1).toArray();
        double[] sds = random.doubles(gains).map(u -> Math.exp(2 * u - 1.5)).toArray();
        int draws = 200_000;
        double[] wins = new double[gains];
        double sum = 0;
        for (int draw = 0; draw < draws; draw++) {
            double largest = Double.NEGATIVE_INFINITY;
            int winner = 0;
            for (int k = 0; k < gains; k++) {
                double gain = means[k] + sds[k] * random.nextGaussian();
                if (gain > largest) {
                    largest = gain;
                    winner = k;
                }
            }
            wins[winner]++;
            sum += largest;
        }

        BestChances best = BestChances.of(means, sds);

        for (int k = 0; k < gains; k++) {
            double p = best.probability(k);
            assertThat(wins[k] / draws).isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / draws) + 1e-5));
        }
        assertThat(sum / draws).isCloseTo(best.expectedMaximum(), within(.01));
    }

    @Test
    void of_gainsOfVeryDifferentSpread_tellsThemApart() {
        // A broad gain below zero in half of all cases; then the better of two narrow ones is best.
        BestChances best = BestChances.of(new double[] {0, 0, -1e-5}, new double[] {1e6, 1e-6, 1e-6});

        assertThat(best.probability(0)).isCloseTo(.5, within(1e-3));
        assertThat(best.probability(1)).isCloseTo(.5, within(1e-3));
        assertThat(best.probability(2)).isLessThan(.01);
    }

    @Test
    void of_equalGains_haveEqualChances() {
        BestChances best = BestChances.of(new double[4], new double[] {1, 1, 1, 1});

        assertThat(IntStream.range(0, 4).mapToDouble(best::probability).toArray())
                .containsExactly(new double[] {.25, .25, .25, .25}, within(1e-12));
        // The mean of the largest of four standard normal values.
        assertThat(best.expectedMaximum()).isCloseTo(1.0293753730, within(1e-8));
    }

    @Test
    void of_gainsWithoutSpread_areFinite() {
        BestChances nothing = BestChances.of(new double[] {0, 0}, new double[] {0, 0});
        BestChances certain = BestChances.of(new double[] {3, 5}, new double[] {0, 0});

        assertThat(nothing.probability(0)).isCloseTo(.5, within(1e-9));
        assertThat(certain.probability(1)).isEqualTo(1);
        assertThat(certain.expectedMaximum()).isCloseTo(5, within(1e-7));
    }

    @Test
    void regret_oneGain_isZero() {
        assertThat(BestChances.of(new double[] {7}, new double[] {2}).regret()).isCloseTo(0, within(1e-12));
    }

    @Test
    void probability_thousandGains_sumsToOne() {
        SplittableRandom random = new SplittableRandom(5);
        double[] means = random.doubles(1000).toArray();
        double[] sds = random.doubles(1000).map(u -> .1 + u).toArray();

        BestChances best = BestChances.of(means, sds);

        assertThat(IntStream.range(0, 1000).mapToDouble(best::probability).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(IntStream.range(0, 1000).mapToDouble(best::probability)).allMatch(p -> p >= 0);
    }
}
