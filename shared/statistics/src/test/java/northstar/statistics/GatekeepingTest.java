package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import northstar.statistics.Gatekeeping.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatekeepingTest {
    private static double[] family(double... pValues) {
        return pValues;
    }

    private static List<Double> adjusted(List<List<Outcome>> outcomes, int family) {
        return outcomes.get(family).stream().map(Outcome::adjustedPValue).toList();
    }

    private static void assertClose(List<Double> actual, double... expected) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void serial_everythingOfTheFirstRejected_opensTheSecond() {
        List<List<Outcome>> outcomes = Gatekeeping.SERIAL.test(List.of(family(0.01, 0.03), family(0.001, 0.04)), 0.05);

        // Holm within each family; never below the largest of the family before.
        assertClose(adjusted(outcomes, 0), 0.02, 0.03);
        assertClose(adjusted(outcomes, 1), 0.03, 0.04);
        assertThat(outcomes.get(1)).allMatch(Outcome::isOpen);
    }

    @Test
    void serial_oneOfTheFirstAccepted_closesTheRest() {
        List<List<Outcome>> outcomes =
                Gatekeeping.SERIAL.test(List.of(family(0.01, 0.06), family(0.001, 0.04), family(0.0001)), 0.05);

        assertClose(adjusted(outcomes, 1), 0.06, 0.06);
        assertThat(outcomes.get(1)).noneMatch(Outcome::isOpen);
        assertThat(outcomes.get(2)).noneMatch(Outcome::isOpen);
    }

    /** Worked by hand: two arms, one clear; gamma 1/2. */
    @Test
    void parallel_oneOfTheFirstRejected_passesOnWhatIsLeft() {
        List<List<Outcome>> outcomes = Gatekeeping.PARALLEL.test(List.of(family(0.01, 0.3), family(0.01, 0.5)), 0.05);

        // First: p <= (0.5/2 + 0.5/2) alpha, that is 0.01 <= alpha/2. Left: alpha (1 - 0.5 - 0.5/2) = alpha/4.
        // Second, Holm over two at alpha/4: 0.01 <= alpha/8.
        assertClose(adjusted(outcomes, 0), 0.02, 0.4);
        assertThat(adjusted(outcomes, 1).get(0)).isCloseTo(0.08, within(1e-12));
        assertThat(outcomes.get(1)).allMatch(Outcome::isOpen);
    }

    @Test
    void parallel_everythingOfTheFirstRejected_passesAllOn() {
        List<List<Outcome>> outcomes = Gatekeeping.PARALLEL.test(List.of(family(0.001, 0.002), family(0.05)), 0.05);

        assertClose(adjusted(outcomes, 1), 0.05);
    }

    @Test
    void parallel_nothingOfTheFirstRejected_closesTheSecond() {
        List<List<Outcome>> outcomes = Gatekeeping.PARALLEL.test(List.of(family(0.2, 0.3), family(0)), 0.05);

        assertThat(outcomes.get(1).getFirst().isOpen()).isFalse();
        assertThat(outcomes.get(1).getFirst().adjustedPValue()).isGreaterThan(0.05);
    }

    @ParameterizedTest
    @EnumSource
    void test_oneFamily_isHolm(Gatekeeping gatekeeping) {
        double[] p = {0.003, 0.012, 0.02, 0.04, 0.3};

        assertClose(adjusted(gatekeeping.test(List.of(p), 0.05), 0), Multiplicity.HOLM.adjustedPValues(p));
    }

    @ParameterizedTest
    @EnumSource
    void test_tinyPValues_stayTiny(Gatekeeping gatekeeping) {
        List<List<Outcome>> outcomes = gatekeeping.test(List.of(family(1e-200), family(0, 1)), 0.05);

        assertThat(outcomes.get(0).getFirst().adjustedPValue()).isCloseTo(1e-200, within(1e-212));
        assertThat(outcomes.get(1).get(0).adjustedPValue()).isCloseTo(1e-200, within(1e-212));
        assertThat(outcomes.get(1).get(1).adjustedPValue()).isEqualTo(1);
    }

    /** All hypotheses but some of the first family are null; any null rejected is an error of the families together. */
    @ParameterizedTest
    @EnumSource
    void test_nullHypotheses_areRejectedInAtMostAlphaOfTheRuns(Gatekeeping gatekeeping) {
        long seed = 12;
        for (boolean isFirstTrue : new boolean[] {false, true}) {
            Random random = new Random(seed);
            int errors = 0;
            int runs = 4_000;
            for (int run = 0; run < runs; run++) {
                double effective = isFirstTrue ? 1e-9 : random.nextDouble();
                List<double[]> families = new ArrayList<>();
                families.add(family(effective, random.nextDouble()));
                families.add(family(random.nextDouble(), random.nextDouble()));
                boolean[][] rejected = new boolean[2][];
                gatekeeping.rejected(families, 0.1, rejected);
                boolean isError = rejected[0][1] || rejected[1][0] || rejected[1][1];
                errors += isError || (!isFirstTrue && rejected[0][0]) ? 1 : 0;
            }
            // Four standard deviations above 400 of 4,000.
            assertThat(errors).as("seed %d, %s", seed, isFirstTrue).isLessThan(476);
            assertThat(errors).as("seed %d, %s", seed, isFirstTrue).isGreaterThan(isFirstTrue ? 250 : 300);
        }
    }

    @Test
    void test_outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gatekeeping.SERIAL.test(List.of(family(1.5)), 0.05))
                .withMessage("p-value == 1.5, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gatekeeping.SERIAL.test(List.of(), 0))
                .withMessage("alpha == 0.0, must be in (0, 1)");
    }
}
