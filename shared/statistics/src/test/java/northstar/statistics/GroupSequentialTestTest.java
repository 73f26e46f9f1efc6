package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSequentialTestTest {
    private static final GroupSequentialTest TEST = GroupSequentialTest.of(0.05);
    private static final OneSidedGroupSequentialTest HARM =
            OneSidedGroupSequentialTest.of(new Claim.Deterioration(Direction.UP), 0.05);

    /** Arms of equal size with variance 1 and no skewness, so that the standard error is sqrt(2 / units). */
    private static Comparison comparison(long units, double statistic) {
        double effect = statistic * Math.sqrt(2.0 / units);
        return EffectEstimator.withDefaults()
                .compare(
                        Estimand.MEAN,
                        ArmMoments.of(units, 10, 1).withThirdMoments(0),
                        ArmMoments.of(units, 10 + effect, 1).withThirdMoments(0));
    }

    private static Look look(double time, long units, double statistic) {
        return new Look(comparison(units, statistic), false, OptionalDouble.of(time));
    }

    private static Look last(long units, double statistic) {
        return Look.last(comparison(units, statistic));
    }

    private static List<TwoSidedResult.Tested> tested(Look... looks) {
        return TEST.replay(List.of(looks)).stream()
                .map(TwoSidedResult.Tested.class::cast)
                .toList();
    }

    private static List<Double> criticalValues(Look... looks) {
        return tested(looks).stream().map(TwoSidedResult.Tested::criticalValue).toList();
    }

    @Test
    void replay_plannedLooks_usesTheBoundsOfTheirTimesAndInformation() {
        List<Double> values =
                criticalValues(look(0.25, 1_000, 0), look(0.5, 2_000, 0), look(0.75, 3_000, 0), last(4_000, 0));

        List<Double> expected = List.of(4.33263, 2.96313, 2.35904, 2.01409);
        for (int k = 0; k < 4; k++) {
            assertThat(values.get(k)).isCloseTo(expected.get(k), within(1e-5));
        }
    }

    @Test
    void replay_everyLook_intervalIsTheRepeatedOneAndAgreesWithPValueAndRelativeEffect() {
        long seed = 12;
        Random random = new Random(seed);
        for (int run = 0; run < 150; run++) {
            List<Look> looks = new ArrayList<>();
            for (int k = 1; k <= 4; k++) {
                double statistic = 2.2 * random.nextGaussian() + 1.5;
                looks.add(k < 4 ? look(k / 4.0, 1_000L * k, statistic) : last(4_000, statistic));
            }
            boolean up = false;
            boolean down = false;
            double smallest = 1;
            for (int k = 0; k < 4; k++) {
                TwoSidedResult.Tested result = (TwoSidedResult.Tested)
                        TEST.replay(looks.subList(0, k + 1)).get(k);
                Comparison.Estimated seen = (Comparison.Estimated) looks.get(k).comparison();
                RelativeEffect.Relative relative = (RelativeEffect.Relative) result.relative();
                up |= result.ciLower() > 0;
                down |= result.ciUpper() < 0;
                smallest = Math.min(smallest, result.lookPValue().orElse(1));

                assertThat(result.ciUpper() - result.ciLower())
                        .isCloseTo(2 * result.criticalValue() * seen.standardError(), within(1e-12));
                assertThat(result.significant())
                        .as("seed %d, run %d, look %d", seed, run, k)
                        .isEqualTo(seen.effect() > 0 ? up : down);
                assertThat(result.pValue() <= 0.05).isEqualTo(up || down);
                assertThat(result.pValue()).isEqualTo(smallest);
                assertThat(relative.ciLower() > 0 || relative.ciUpper() < 0)
                        .isEqualTo(result.ciLower() > 0 || result.ciUpper() < 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.2, 0.7})
    void pValue_isTheSmallestAlphaWhoseBoundsWouldStopThere(double alpha) {
        List<Double> times = List.of(0.3, 0.6, 1.0);
        StoppingRule rule = StoppingRule.spending(
                new SpendingFunction.OBrienFleming(), Sides.TWO, alpha, times, List.of(300.0, 600.0, 1_000.0));

        for (int k = 0; k < 3; k++) {
            List<Look> looks = new ArrayList<>();
            for (int j = 0; j < k; j++) {
                looks.add(look(times.get(j), (long) (1_000 * times.get(j)), 0));
            }
            double statistic = -rule.criticalValues().get(k);
            looks.add(k < 2 ? look(times.get(k), (long) (1_000 * times.get(k)), statistic) : last(1_000, statistic));

            double pValue = ((TwoSidedResult.Tested) TEST.replay(looks).getLast()).pValue();

            assertThat(pValue).as("look %d", k + 1).isCloseTo(alpha, within(2e-6 + 1e-4 * alpha));
        }
    }

    @Test
    void replay_oneLookAtTheEnd_isTheFixedTest() {
        Look only = last(40, 2.1);

        assertThat(TEST.replay(List.of(only))).isEqualTo(new FixedTest(0.05).replay(List.of(only)));
        assertThat(HARM.replay(List.of(only)))
                .isEqualTo(new OneSidedFixedTest(HARM.claim(), 0.05).replay(List.of(only)));
    }

    @Test
    void step_onlyLook_remembersWhetherItCrossed() {
        GroupSequentialState up = TEST.step(TEST.initialState(), last(2_000, 3)).state();
        GroupSequentialState down =
                TEST.step(TEST.initialState(), last(2_000, -3)).state();
        GroupSequentialState none =
                TEST.step(TEST.initialState(), last(2_000, 1)).state();

        assertThat(up.hasCrossed(1)).isTrue();
        assertThat(up.hasCrossed(-1)).isFalse();
        assertThat(down.hasCrossed(-1)).isTrue();
        assertThat(none.hasCrossed(1)).isFalse();
        assertThat(none.smallestPValue()).isCloseTo(2 * StandardNormal.survival(1), within(1e-3));
    }

    @Test
    void oneSidedStep_onlyLook_remembersWhetherItWasShown() {
        assertThat(HARM.step(HARM.initialState(), last(2_000, -3)).state().hasCrossed(1))
                .isTrue();
        assertThat(HARM.step(HARM.initialState(), last(2_000, 3)).state().hasCrossed(1))
                .isFalse();
    }

    @Test
    void replay_lateLook_takesItsPlaceAndCorrectsTheLaterOnes() {
        Look first = look(0.25, 1_000, 1);
        Look late = look(0.5, 2_000, 3.1);
        Look third = look(0.75, 3_000, 2);

        List<TwoSidedResult.Tested> without = tested(first, third);
        List<TwoSidedResult.Tested> with = tested(first, late, third);

        assertThat(without.get(1).significant()).isFalse();
        assertThat(with.get(2).significant()).isTrue();
        assertThat(with.get(2).pValue()).isEqualTo(with.get(1).pValue()).isLessThan(0.05);
        assertThat(with.get(2).criticalValue()).isGreaterThan(without.get(1).criticalValue());
        assertThat(with.getFirst()).isEqualTo(without.getFirst());
    }

    @Test
    void replay_informationThatFalls_countsTheLargestAndSaysSo() {
        List<TwoSidedResult.Tested> results = tested(look(0.3, 2_000, 0), look(0.6, 1_500, 0), last(3_000, 0));

        assertThat(results.get(1).flags()).containsExactly(Reason.INFO_DECREASED);
        assertThat(results.get(2).flags()).isEmpty();
        assertThat(results.get(1).ciUpper())
                .isCloseTo(results.get(1).criticalValue() * Math.sqrt(2.0 / 1_500), within(1e-12));
        assertThat(results.get(1).criticalValue())
                .isCloseTo(
                        criticalValues(look(0.3, 2_000, 0), look(0.6, 2_002, 0)).get(1), within(1e-9));
    }

    @Test
    void replay_endThatComesEarly_spendsTheRest() {
        StoppingRule rule = StoppingRule.spending(
                TEST.spending(), Sides.TWO, 0.05, List.of(0.25, 0.5, 1.0), List.of(500.0, 1_000.0, 1_100.0));

        List<Double> values = criticalValues(look(0.25, 1_000, 0), look(0.5, 2_000, 0), last(2_200, 0));

        assertThat(values.getLast()).isCloseTo(rule.criticalValues().getLast(), within(1e-9));
        assertThat(rule.under(0).rejection()).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void replay_moreInformationThanPlanned_spendsNoMoreThanAlpha() {
        List<Double> values = criticalValues(look(0.5, 1_000, 0), look(1, 4_000, 0), look(1, 5_000, 0), last(6_000, 0));

        StoppingRule rule = new StoppingRule(
                Sides.TWO, List.of(500.0, 2_000.0, 3_000.0), List.of(values.get(0), values.get(1), values.get(3)));
        assertThat(rule.under(0).rejection()).isCloseTo(0.05, within(1e-9));
        assertThat(values.get(2)).isEqualTo(values.get(1));
    }

    @Test
    void replay_lookBeforeWhichNothingPassed_decidesNothingNew() {
        List<TwoSidedResult.Tested> results = tested(look(0.5, 1_000, 1), look(0.5, 1_000, 4), last(2_000, 1));

        assertThat(results.get(1).criticalValue()).isEqualTo(results.get(0).criticalValue());
        assertThat(results.get(1).pValue()).isEqualTo(results.get(0).pValue());
        assertThat(results.get(1).significant()).isFalse();
        assertThat(results.get(2).criticalValue())
                .isEqualTo(criticalValues(look(0.5, 1_000, 1), last(2_000, 1)).get(1));
    }

    @Test
    void replay_finalLookAgain_takesThePlaceOfTheFirst() {
        List<TwoSidedResult.Tested> again = tested(look(0.5, 1_000, 1), last(2_000, 2.5), last(2_100, 1.2));

        assertThat(again.get(1).significant()).isTrue();
        assertThat(again.get(2))
                .isEqualTo(tested(look(0.5, 1_000, 1), last(2_100, 1.2)).get(1));
        assertThat(again.get(2).significant()).isFalse();
    }

    @Test
    void replay_beforeTheBurnIn_spendsNothing() {
        List<TwoSidedResult> results = TEST.replay(List.of(look(0.2, 50, 9), look(0.5, 1_000, 0), last(2_000, 0)));

        assertThat(results.getFirst()).isEqualTo(new TwoSidedResult.Undefined(Reason.BURN_IN, Set.of(Reason.LOW_N)));
        assertThat(results.subList(1, 3)).isEqualTo(TEST.replay(List.of(look(0.5, 1_000, 0), last(2_000, 0))));
    }

    @Test
    void step_comparisonUndefined_passesItsReasonOn() {
        Comparison none =
                EffectEstimator.withDefaults().compare(Estimand.MEAN, ArmMoments.of(10, 1, 0), ArmMoments.of(10, 1, 0));

        assertThat(TEST.replay(List.of(Look.interim(none))))
                .containsExactly(new TwoSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
        assertThat(HARM.replay(List.of(Look.interim(none))))
                .containsExactly(new OneSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
        assertThat(TEST.reading(TEST.initialState(), Look.interim(none), (Comparison.Estimated) comparison(100, 1)))
                .isEqualTo(new TwoSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
    }

    @Test
    void step_interimLookWithoutTime_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TEST.step(TEST.initialState(), Look.interim(comparison(1_000, 1))))
                .withMessage("spendingTime == absent, must be given before the final look");
    }

    @Test
    void reading_anotherEstimate_usesTheSameBoundary() {
        Look second = look(0.5, 2_000, 2);
        GroupSequentialState before =
                TEST.step(TEST.initialState(), look(0.25, 1_000, 1)).state();
        Comparison.Estimated other = (Comparison.Estimated) comparison(500, 3.3);

        TwoSidedResult.Tested reading = (TwoSidedResult.Tested) TEST.reading(before, second, other);
        TwoSidedResult.Tested own =
                (TwoSidedResult.Tested) TEST.step(before, second).result();

        assertThat(reading.criticalValue()).isEqualTo(own.criticalValue());
        assertThat(reading.pValue()).isLessThan(0.05);
        assertThat(reading.significant()).isTrue();
        assertThat(TEST.reading(TEST.initialState(), look(0.1, 50, 1), other))
                .isInstanceOf(TwoSidedResult.Undefined.class);
        assertThat(TEST.reading(TEST.initialState(), last(2_000, 2), other)).isEqualTo(new FixedTest(0.05).test(other));
    }

    @Test
    void oneSided_plannedLooks_showsTheClaimAtItsBound() {
        StoppingRule rule =
                StoppingRule.spending(HARM.spending(), Sides.ONE, 0.05, List.of(0.4, 0.7, 1.0), List.of(0.4, 0.7, 1.0));
        double bound = rule.criticalValues().get(1);

        List<OneSidedResult> above = HARM.replay(List.of(look(0.4, 400, 1), look(0.7, 700, -bound - 1e-9)));
        List<OneSidedResult> below = HARM.replay(List.of(look(0.4, 400, 1), look(0.7, 700, -bound + 1e-9)));

        assertThat(((OneSidedResult.Tested) above.get(1)).shown()).isTrue();
        assertThat(((OneSidedResult.Tested) above.get(1)).pValue()).isCloseTo(0.05, within(1e-5));
        assertThat(((OneSidedResult.Tested) below.get(1)).shown()).isFalse();
        assertThat(((OneSidedResult.Tested) below.get(1)).pValue()).isGreaterThan(0.05);
    }

    @Test
    void oneSided_onceShown_staysShown() {
        List<OneSidedResult> results =
                HARM.replay(List.of(look(0.2, 50, -9), look(0.5, 1_000, -4), look(0.75, 1_500, 0.5), last(2_000, 1)));

        assertThat(results.getFirst()).isEqualTo(new OneSidedResult.Undefined(Reason.BURN_IN, Set.of(Reason.LOW_N)));
        assertThat(results.subList(1, 4))
                .allSatisfy(result ->
                        assertThat(((OneSidedResult.Tested) result).shown()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-160, 1, 1e150})
    void replay_effectsOfAnySize_giveNumbers(double unit) {
        List<Look> looks = new ArrayList<>();
        for (int k = 1; k <= 3; k++) {
            Comparison.Estimated seen = (Comparison.Estimated) comparison(1_000L * k, 50);
            Comparison scaled = new Comparison.Estimated(
                    new ArmLevel(1_000, 10 * unit, unit),
                    new ArmLevel(1_000, 11 * unit, unit),
                    seen.effect() * unit,
                    seen.standardError() * unit,
                    0,
                    OptionalDouble.empty(),
                    seen.support(),
                    seen.adjustment(),
                    List.of(),
                    Set.of());
            looks.add(k < 3 ? new Look(scaled, false, OptionalDouble.of(k / 3.0)) : Look.last(scaled));
        }

        assertThat(TEST.replay(looks)).allSatisfy(result -> {
            TwoSidedResult.Tested numbers = (TwoSidedResult.Tested) result;
            assertThat(numbers.pValue()).isBetween(0.0, 1e-8);
            assertThat(numbers.criticalValue()).isBetween(1.9, 10.0);
            assertThat(numbers.significant()).isTrue();
        });
    }

    @Test
    void analysis_outOfRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSequentialState.Analysis(0, 1, 0.5, 0))
                .withMessage("spendingTime == 0.0, must be in (0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSequentialState.Analysis(1, 0, 0.5, 0))
                .withMessage("information == 0.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSequentialState.Analysis(1, 1, Double.NaN, 0))
                .withMessage("pValue == NaN, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSequentialState.Analysis(1, 1, 0.5, 2))
                .withMessage("crossed == 2, must be in [-1, 1]");
    }
}
