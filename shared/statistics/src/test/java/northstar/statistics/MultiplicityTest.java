package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiplicityTest {
    @ParameterizedTest
    @CsvFileSource(resources = "multiplicity.csv", useHeadersInDisplayName = true, maxCharsPerColumn = 10_000)
    void adjustedPValues_goldenFamily_sameAsStatsmodels(
            String pValues, String bonferroni, String holm, String benjaminiHochberg, String benjaminiYekutieli) {
        double[] p = Numbers.list(pValues);

        assertSame(Multiplicity.BONFERRONI.adjustedPValues(p), bonferroni);
        assertSame(Multiplicity.HOLM.adjustedPValues(p), holm);
        assertSame(Multiplicity.BENJAMINI_HOCHBERG.adjustedPValues(p), benjaminiHochberg);
        assertSame(Multiplicity.BENJAMINI_YEKUTIELI.adjustedPValues(p), benjaminiYekutieli);
    }

    private static void assertSame(double[] actual, String expected) {
        double[] values = Numbers.list(expected);
        assertThat(actual).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            assertThat(actual[i]).isCloseTo(values[i], within(1e-12 * values[i]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void adjustedPValues_randomFamilies_atLeastRawAndInTheSameOrder(Multiplicity multiplicity) {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            double[] p = random.doubles(1 + random.nextInt(12)).map(x -> x * x).toArray();

            double[] adjusted = multiplicity.adjustedPValues(p);

            int[] order = IntStream.range(0, p.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(p[a], p[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int i = 0; i < p.length; i++) {
                assertThat(adjusted[i]).as("seed %d, round %d", seed, round).isBetween(p[i], 1.0);
                if (i > 0) {
                    assertThat(adjusted[order[i]])
                            .as("seed %d, round %d", seed, round)
                            .isGreaterThanOrEqualTo(adjusted[order[i - 1]]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void adjustedPValues_singleHypothesis_isUnchanged(Multiplicity multiplicity) {
        assertThat(multiplicity.adjustedPValues(0.031)).containsExactly(0.031);
    }

    @ParameterizedTest
    @EnumSource
    void adjustedPValues_emptyFamily_isEmpty(Multiplicity multiplicity) {
        assertThat(multiplicity.adjustedPValues()).isEmpty();
    }

    @Test
    void adjustedPValues_argument_isNotChanged() {
        double[] p = {0.5, 0.01};
        double[] copy = Arrays.copyOf(p, 2);

        Multiplicity.HOLM.adjustedPValues(p);

        assertThat(p).containsExactly(copy);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void adjustedPValues_outOfRange_throws(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Multiplicity.HOLM.adjustedPValues(0.5, p))
                .withMessage("pValues[1] == " + p + ", must be in [0, 1]");
    }
}
