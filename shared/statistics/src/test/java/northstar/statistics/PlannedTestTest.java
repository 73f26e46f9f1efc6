package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlannedTestTest {
    private static final SpendingFunction OBRIEN_FLEMING = new SpendingFunction.OBrienFleming();
    private static final PlannedTest FIXED = PlannedTest.fixed(Sides.TWO, 0.05, 0.8);

    @Test
    void units_plannedWithLooks_reachThePowerInSimulatedExperiments() {
        long seed = 12;
        int looks = 4;
        PlannedTest test = PlannedTest.of(StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, looks), 0.8);
        PlannedEffect effect = PlannedEffect.relative(5, 4, 0.1);
        long each = (long) Math.ceil(test.units(effect, Split.EVEN) / 2);
        int runs = 1_000;
        int wins = 0;
        for (int run = 0; run < runs; run++) {
            wins += isWon(new Random(seed + run), test.rule(), each) ? 1 : 0;
        }

        double band = 3.3 * Math.sqrt(0.8 * 0.2 / runs);
        assertThat(wins / (double) runs)
                .as("seed %d, %d units each", seed, each)
                .isCloseTo(0.8, within(band));
    }

    /** One experiment: values of mean 5 and standard deviation 2, all of the treatment's 10 % larger; real tests at each look. */
    private static boolean isWon(Random random, StoppingRule rule, long each) {
        int looks = rule.information().size();
        double[] sums = new double[4];
        GroupSequentialTest test = new GroupSequentialTest(0.05, OBRIEN_FLEMING, BurnIn.NONE);
        GroupSequentialState state = test.initialState();
        long n = 0;
        for (int k = 1; k <= looks; k++) {
            for (; n < each * k / looks; n++) {
                add(sums, 0, 5 + 2 * random.nextGaussian());
                add(sums, 2, 1.1 * (5 + 2 * random.nextGaussian()));
            }
            Comparison comparison = EffectEstimator.withDefaults()
                    .compare(
                            Estimand.MEAN,
                            WorkedExamples.fromSums(n, sums[0], sums[1]),
                            WorkedExamples.fromSums(n, sums[2], sums[3]));
            Look look = k == looks
                    ? Look.last(comparison)
                    : new Look(comparison, false, OptionalDouble.of((double) k / looks));
            SequentialMethod.Step<GroupSequentialState, TwoSidedResult> step = test.step(state, look);
            state = step.state();
            if (step.result() instanceof TwoSidedResult.Tested tested && tested.significant() && tested.ciLower() > 0) {
                return true;
            }
        }
        return false;
    }

    private static void add(double[] sums, int at, double value) {
        sums[at] += value;
        sums[at + 1] += value * value;
    }

    @Test
    void chance_ofTheUnitsThatArePlanned_isThePower() {
        PlannedEffect effect = PlannedEffect.relative(3, 2, -0.04);
        Split split = new Split(0.6, 0.2);
        PlannedTest looks = PlannedTest.of(StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, 14), 0.9);

        assertThat(looks.chance(effect, split, looks.units(effect, split))).isCloseTo(0.9, within(1e-8));
        assertThat(FIXED.chance(effect, split, FIXED.units(effect, split))).isCloseTo(0.8, within(1e-12));
        assertThat(FIXED.power()).isEqualTo(0.8);
    }

    @Test
    void chance_ofAnOverwhelmingEffect_isOne() {
        assertThat(FIXED.chance(PlannedEffect.absolute(1e6, 1e-6), Split.EVEN, 1e9))
                .isEqualTo(1);
    }

    @Test
    void smallest_ofTheUnitsThatAnEffectTakes_isThatEffect() {
        double units = FIXED.units(PlannedEffect.relative(2, 4, 0.02), Split.EVEN);

        assertThat(FIXED.smallest(size -> PlannedEffect.relative(2, 4, size), 1, Split.EVEN, units))
                .hasValueCloseTo(0.02, within(1e-12));
        assertThat(FIXED.smallest(size -> PlannedEffect.relative(2, 4, size), 0.019, Split.EVEN, units))
                .isEmpty();
    }

    @Test
    void priceAgainst_fixedTest_isThePriceOfTheRule() {
        StoppingRule rule = StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, 5);

        StoppingRule.Price price = PlannedTest.of(rule, 0.8).priceAgainst(FIXED);

        assertThat(price.largest()).isCloseTo(1.02472, within(5e-6));
        assertThat(price.expected()).isCloseTo(0.824, within(5e-4));
        assertThat(price.underNull()).isBetween(1.0, 1.02472);
        assertThat(price.errorRate()).isCloseTo(0.05, within(1e-9));
    }

    /** The quantiles of 0.975 and 0.8, from any table. */
    @Test
    void drift_ofASingleLook_isTheSumOfBothQuantiles() {
        assertThat(PlannedTest.fixed(Sides.TWO, 0.05, 0.8).drift()).isCloseTo(1.9599640 + 0.8416212, within(1e-7));
    }

    @Test
    void powerOfEach_guardrails_shareTheChanceToMiss() {
        assertThat(PlannedTest.powerOfEach(0.8, 0.01, 4)).isCloseTo(1 - 0.19 / 4, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedTest.powerOfEach(0.995, 0.01, 1))
                .withMessageStartingWith("falseAlarms == 0.01, must be in [0, 0.005");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedTest.powerOfEach(0.8, 0.01, 0))
                .withMessage("metrics == 0, must be >= 1");
    }

    @Test
    void of_powerThatNeedsNoEffect_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedTest.fixed(Sides.ONE, 0.05, 0.04))
                .withMessageStartingWith("power == 0.04, must be above 0.0");
    }

    @Test
    void split_moreThanThereIs_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Split(0.6, 0.5))
                .withMessage("control + treatment == 1.1, must be at most 1");
    }
}
