package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Defects that other tools show when experiments are watched while they run, none of them ours. */
class PeekingDefectsTest {
    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.tightestAt(0.05, 10_000);

    private static StoppingRule constant(int looks, double criticalValue) {
        List<Double> information =
                IntStream.rangeClosed(1, looks).mapToObj(k -> (double) k).toList();
        return new StoppingRule(
                Sides.TWO,
                information,
                information.stream().map(_ -> criticalValue).toList());
    }

    private static Comparison.Estimated comparison(double effect) {
        return (Comparison.Estimated) EffectEstimator.withDefaults()
                .compare(
                        Estimand.MEAN,
                        ArmMoments.of(400, 1, 4).withThirdMoments(0),
                        ArmMoments.of(400, 1 + effect, 9).withThirdMoments(0));
    }

    @Test
    void statsig_mixingVarianceThatShrinksWithTheData_isAConstantBoundaryThatIsCrossedInTheLongRun() {
        // tau = z^2 (var_T + var_C) / (n_T + n_C) with equal arms: the boundary is 3.5845 whatever the sample.
        double most = constant(400, 3.5845).under(0).rejection();

        assertThat(most).isGreaterThan(constant(40, 3.5845).under(0).rejection());
        assertThat(SEQUENCE.criticalValue(1e6)).isGreaterThan(SEQUENCE.criticalValue(1e5) + 0.1);
        assertThat(SEQUENCE.criticalValue(1e9)).isGreaterThan(4);
        assertThat(SEQUENCE.mixingVariance(2_000, 4.0 / 2_000))
                .isCloseTo(SEQUENCE.mixingVariance(50_000, 4.0 / 50_000), within(1e-15));
    }

    @Test
    void growthBook_relativeIntervalByTheDeltaMethod_doesNotContradictTheAbsoluteOneAtAnyLook() {
        for (double effect = -0.8; effect <= 0.8; effect += 0.01) {
            Look look = new Look(comparison(effect), false, OptionalDouble.of(0.6));
            TwoSidedResult.Tested result = (TwoSidedResult.Tested)
                    GroupSequentialTest.of(0.05).replay(List.of(look)).getFirst();

            if (result.relative() instanceof RelativeEffect.Relative relative) {
                assertThat(relative.ciLower() > 0 || relative.ciUpper() < 0)
                        .as("effect %f", effect)
                        .isEqualTo(result.ciLower() > 0 || result.ciUpper() < 0);
            }
        }
    }

    @Test
    void growthBook_logarithmWithTheTermsSwapped_isNotOurBoundary() {
        // The printed argument (t r2 + alpha^2) / alpha^2 would give a narrower sequence.
        double u = 2_000 * SEQUENCE.r2();
        double printed = Math.sqrt((1 + 1 / u) * Math.log((u + 0.05 * 0.05) / (0.05 * 0.05)));

        assertThat(SEQUENCE.criticalValue(2_000)).isGreaterThan(printed + 0.05);
        assertThat(SEQUENCE.logEValue(SEQUENCE.criticalValue(2_000), 2_000)).isCloseTo(Math.log(20), within(1e-12));
    }

    @Test
    void spotify_finalSampleThatMustBeKnownAndPValueLeftBlank_areNotNeededAndGiven() {
        // Time is the calendar's, so nobody has to say how many units will come.
        List<TwoSidedResult> results = GroupSequentialTest.of(0.05)
                .replay(List.of(
                        new Look(comparison(0.3), false, OptionalDouble.of(3 / 14.0)),
                        new Look(comparison(0.4), false, OptionalDouble.of(9 / 14.0))));

        assertThat(results)
                .allSatisfy(result ->
                        assertThat(((TwoSidedResult.Tested) result).pValue()).isBetween(0.0, 1.0));
        assertThat(((TwoSidedResult.Tested) results.get(1)).pValue()).isLessThan(0.2);
    }

    @Test
    void amplitude_fewConversions_doNotCount() {
        Comparison rare = EffectEstimator.withDefaults()
                .compare(Estimand.PROPORTION, ArmMoments.of(300, 0.03, 0.0291), ArmMoments.of(300, 0.13, 0.1131));

        assertThat(GroupSequentialTest.of(0.05)
                        .replay(List.of(new Look(rare, false, OptionalDouble.of(0.5))))
                        .getFirst())
                .isInstanceOf(TwoSidedResult.Undefined.class);
    }

    @Test
    void naiveTests_repeatedDaily_rejectFiveTimesAsOftenAsTheySay() {
        assertThat(constant(28, 1.959963984540054).under(0).rejection()).isCloseTo(0.275, within(0.0005));
        assertThat(StoppingRule.spending(new SpendingFunction.OBrienFleming(), Sides.TWO, 0.05, 28)
                        .under(0)
                        .rejection())
                .isCloseTo(0.05, within(1e-9));
    }
}
