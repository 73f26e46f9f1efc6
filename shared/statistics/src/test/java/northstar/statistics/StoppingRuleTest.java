package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoppingRuleTest {
    private static final SpendingFunction OBRIEN_FLEMING = new SpendingFunction.OBrienFleming();

    private static List<Double> numbers(String joined) {
        return Arrays.stream(Numbers.list(joined)).boxed().toList();
    }

    private static SpendingFunction spending(String name) {
        return switch (name) {
            case "obrien-fleming" -> OBRIEN_FLEMING;
            case "pocock" -> new SpendingFunction.Pocock();
            default -> new SpendingFunction.Power(Double.parseDouble(name.substring("power-".length())));
        };
    }

    private static void assertClose(List<Double> actual, List<Double> expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int k = 0; k < actual.size(); k++) {
            assertThat(actual.get(k)).as("look %d", k + 1).isCloseTo(expected.get(k), within(tolerance));
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "group-sequential.csv", useHeadersInDisplayName = true)
    void spending_goldenPlan_sameAsTheMultivariateNormalDistribution(
            String name, String sides, double alpha, String times, String information, String criticalValues) {
        StoppingRule rule = StoppingRule.spending(
                spending(name),
                sides.equals("two") ? Sides.TWO : Sides.ONE,
                alpha,
                numbers(times),
                numbers(information));

        assertClose(rule.criticalValues(), numbers(criticalValues), 5e-5);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "spending-bounds.csv", useHeadersInDisplayName = true)
    void spending_goldenPlan_sameAsAnotherSolver(double exponent, double alpha, String times, String criticalValues) {
        StoppingRule rule = StoppingRule.spending(
                new SpendingFunction.Power(exponent), Sides.ONE, alpha, numbers(times), numbers(times));

        assertClose(rule.criticalValues(), numbers(criticalValues), 2e-3);
    }

    @ParameterizedTest
    @EnumSource(Sides.class)
    void spending_withoutEffect_stopsAtEachLookAsOftenAsIsSpent(Sides sides) {
        List<Double> times = List.of(0.1, 0.35, 0.36, 0.8, 1.0);
        List<Double> information = List.of(3.0, 10.0, 10.2, 30.0, 31.0);

        StoppingRule.Course course = StoppingRule.spending(OBRIEN_FLEMING, sides, 0.05, times, information)
                .under(0);

        double spent = 0;
        for (int k = 0; k < times.size(); k++) {
            spent += course.upward().get(k) + course.downward().get(k);
            double allowed = sides == Sides.TWO
                    ? 2 * OBRIEN_FLEMING.spent(times.get(k), 0.025)
                    : OBRIEN_FLEMING.spent(times.get(k), 0.05);
            assertThat(spent).as("look %d", k + 1).isCloseTo(allowed, within(1e-9));
        }
        assertThat(course.expectedInformation()).isBetween(0.9, 1.0);
    }

    @Test
    void spending_oneLook_isTheFixedTest() {
        assertThat(StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, 1).criticalValues())
                .allSatisfy(value -> assertThat(value).isCloseTo(1.959963984540054, within(1e-12)));
        assertThat(StoppingRule.spending(OBRIEN_FLEMING, Sides.ONE, 0.05, 1)
                        .price(0.05, 0.8)
                        .largest())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void spending_nextToNothingToSpend_isCappedAndCarriedForward() {
        StoppingRule rule = StoppingRule.spending(
                OBRIEN_FLEMING, Sides.TWO, 0.05, List.of(0.01, 0.02, 1.0), List.of(0.01, 0.02, 1.0));

        assertThat(rule.criticalValues().subList(0, 2)).containsExactly(10.0, 10.0);
        assertThat(rule.under(0).rejection()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void spending_informationThatHardlyGrows_spendsNoMoreThanAlpha() {
        List<Double> times = List.of(0.4, 0.5, 0.6, 0.7, 1.0);

        StoppingRule rule = StoppingRule.spending(
                OBRIEN_FLEMING, Sides.TWO, 0.05, times, List.of(1.0, 1.0 + 1e-9, 1.0 + 2e-9, 1.0 + 3e-9, 2.0));

        // The true correlations of the first four looks are 1: the lowest bound decides.
        double lowest = rule.criticalValues().subList(0, 4).stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
        StoppingRule merged = new StoppingRule(
                Sides.TWO,
                List.of(1.0, 2.0),
                List.of(lowest, rule.criticalValues().getLast()));
        assertThat(merged.under(0).rejection()).isBetween(0.04, 0.0501);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 365})
    void spending_veryManyLooks_spendsAlpha(int looks) {
        StoppingRule rule = StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, looks);

        assertThat(rule.under(0).rejection()).isCloseTo(0.05, within(1e-8));
        assertThat(rule.criticalValues()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void under_anEffect_sameAsSimulatedTests() {
        long seed = 5;
        Random random = new Random(seed);
        StoppingRule rule = StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, 5);
        int runs = 20_000;
        int[] stopped = new int[5];
        for (int run = 0; run < runs; run++) {
            double score = 0;
            for (int k = 0; k < 5; k++) {
                score += 2.8 / 5 + random.nextGaussian() / Math.sqrt(5);
                if (score / Math.sqrt((k + 1) / 5.0) >= rule.criticalValues().get(k)) {
                    stopped[k]++;
                    break;
                }
            }
        }

        List<Double> expected = rule.under(2.8).upward();
        for (int k = 0; k < 5; k++) {
            double share = expected.get(k);
            double band = 4 * Math.sqrt(share * (1 - share) / runs);
            assertThat(stopped[k] / (double) runs)
                    .as("seed %d, look %d", seed, k + 1)
                    .isCloseTo(share, within(band));
        }
    }

    /** By hand: half of the information saves those who stop, 2 (1 - Phi(2)) = 0.04550026 of the tests. */
    @Test
    void under_noEffect_savesWhatBothSidesStopEarly() {
        StoppingRule.Course course = new StoppingRule(Sides.TWO, List.of(0.5, 1.0), List.of(2.0, 2.0)).under(0);

        assertThat(course.expectedInformation()).isCloseTo(1 - 0.04550026 / 2, within(1e-8));
    }

    /** Five looks: largest 1.0247 and mean 0.824 of a single test, as in every table of O'Brien-Fleming type spending. */
    @Test
    void price_fiveLooks_isThatOfTheTables() {
        StoppingRule.Price price =
                StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, 5).price(0.05, 0.8);

        assertThat(price.largest()).isCloseTo(1.0247, within(1e-4));
        assertThat(price.expected()).isCloseTo(0.824, within(5e-4));
        assertThat(price.underNull()).isBetween(1.0, price.largest());
    }

    @Test
    void driftFor_power_isReached() {
        StoppingRule rule = StoppingRule.spending(OBRIEN_FLEMING, Sides.ONE, 0.05, 7);

        assertThat(rule.under(rule.driftFor(0.9)).rejection()).isCloseTo(0.9, within(1e-9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.driftFor(0.04))
                .withMessageStartingWith("power == 0.04, must be above 0.0");
    }

    @Test
    void rule_listsThatDoNotFit_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoppingRule(Sides.TWO, List.of(1.0), List.of()))
                .withMessage("criticalValues.size == 0, must be that of information (1) and above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoppingRule(Sides.TWO, List.of(1.0, 1.0), List.of(2.0, 2.0)))
                .withMessage("information[1] == 1.0, must be finite and above 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoppingRule(Sides.TWO, List.of(1.0), List.of(Double.NaN)))
                .withMessage("criticalValues[0] == NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, List.of(1.0), List.of(1.0, 2.0)))
                .withMessage("times.size == 1, must be that of information (2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, 0))
                .withMessage("looks == 0, must be >= 1");
    }

    @Test
    void spent_outsideItsRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OBRIEN_FLEMING.spent(1.01, 0.05))
                .withMessage("time == 1.01, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpendingFunction.Pocock().spent(0.5, 1))
                .withMessage("alpha == 1.0, must be in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpendingFunction.Power(0))
                .withMessage("exponent == 0.0, must be finite and > 0");
        assertThat(OBRIEN_FLEMING.spent(0, 0.05)).isZero();
    }
}
