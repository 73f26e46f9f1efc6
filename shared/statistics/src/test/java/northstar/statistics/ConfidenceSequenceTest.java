package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceSequenceTest {
    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.tightestAt(0.05, 10_000);

    private static Look look(ArmMoments control, ArmMoments treatment) {
        return Look.interim(EffectEstimator.withDefaults().compare(Estimand.MEAN, control, treatment));
    }

    /** A look at arms of equal size with variance 1 and no skewness. */
    private static Look look(long units, double effect) {
        return look(
                ArmMoments.of(units, 10, 1).withThirdMoments(0),
                ArmMoments.of(units, 10 + effect, 1).withThirdMoments(0));
    }

    private static TwoSidedResult.Tested tested(TwoSidedResult result) {
        return (TwoSidedResult.Tested) result;
    }

    @ParameterizedTest
    @CsvFileSource(resources = "sequence.csv", useHeadersInDisplayName = true)
    void logEValue_goldenPoint_sameAsQuadratureOfTheMixture(double statistic, double units, double r2, double eValue) {
        ConfidenceSequence sequence = new ConfidenceSequence(0.05, r2, BurnIn.STANDARD);

        Numbers.assertRelative(Math.exp(sequence.logEValue(statistic, units)), eValue, 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {200, 3_000, 10_000, 1e6})
    void logEValue_atTheBoundary_isTheLogarithmOfOneOverAlpha(double units) {
        assertThat(SEQUENCE.logEValue(SEQUENCE.criticalValue(units), units)).isCloseTo(-Math.log(0.05), within(1e-12));
    }

    @Test
    void criticalValue_aboutTheTuning_isSmallestThere() {
        double best = SEQUENCE.criticalValue(10_000) / Math.sqrt(10_000);

        assertThat(SEQUENCE.r2()).isCloseTo(8.211968062068253 / 10_000, within(1e-16));
        assertThat(SEQUENCE.criticalValue(9_900)).isGreaterThan(best * 100);
        assertThat(SEQUENCE.criticalValue(10_100)).isGreaterThan(best * 100);
    }

    @Test
    void step_everyLookThatCounts_intervalExcludesZeroExactlyWhenTheEValueReachesOneOverAlpha() {
        long seed = 31;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Look look = look(100 + random.nextInt(20_000), 0.05 * random.nextGaussian());

            TwoSidedResult.Tested result =
                    tested(SEQUENCE.step(SEQUENCE.initialState(), look).result());

            boolean excluded = result.ciLower() > 0 || result.ciUpper() < 0;
            assertThat(result.eValue().orElseThrow() >= 20)
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(excluded);
            assertThat(result.significant()).as("seed %d, case %d", seed, i).isEqualTo(excluded);
        }
    }

    @Test
    void replay_pValue_isTheRunningMinimumAndTheIntervalThisLooks() {
        List<TwoSidedResult> results = SEQUENCE.replay(List.of(look(1_000, 0.3), look(2_000, 0.05)));

        TwoSidedResult.Tested first = tested(results.get(0));
        TwoSidedResult.Tested second = tested(results.get(1));
        assertThat(first.pValue()).isLessThan(0.05).isEqualTo(first.lookPValue().orElseThrow());
        assertThat(second.pValue()).isEqualTo(first.pValue());
        assertThat(second.lookPValue().orElseThrow()).isGreaterThan(0.05);
        assertThat(second.ciLower()).isNegative();
        assertThat(second.significant()).isTrue();
    }

    @Test
    void replay_effectTurnsItsSignAfterACrossing_isNotSignificant() {
        List<TwoSidedResult> results = SEQUENCE.replay(
                List.of(look(1_000, 0.3), look(2_000, -0.01), look(3_000, 0), look(4_000, 0.01), look(9_000, -0.2)));

        assertThat(results).map(result -> tested(result).significant()).containsExactly(true, false, false, true, true);
    }

    @Test
    void replay_negativeEffectCrosses_staysSignificantDownwards() {
        List<TwoSidedResult> results =
                SEQUENCE.replay(List.of(look(1_000, -0.3), look(2_000, -0.01), look(3_000, 0.01)));

        assertThat(results).map(result -> tested(result).significant()).containsExactly(true, true, false);
    }

    @Test
    void step_fewUnits_isBurnIn() {
        assertThat(SEQUENCE.replay(List.of(look(99, 3), look(100, 3))).getFirst())
                .isEqualTo(new TwoSidedResult.Undefined(Reason.BURN_IN, Set.of(Reason.LOW_N)));
        assertThat(SEQUENCE.replay(List.of(look(99, 3), look(100, 3))).getLast())
                .isInstanceOf(TwoSidedResult.Tested.class);
    }

    @Test
    void step_fewFailures_isBurnIn() {
        ArmMoments control = ArmMoments.of(1_000, 0.991, 0.0089279279);
        ArmMoments treatment = ArmMoments.of(1_000, 0.95, 0.0475475475);
        Comparison comparison = EffectEstimator.withDefaults().compare(Estimand.PROPORTION, control, treatment);

        assertThat(SEQUENCE.replay(List.of(Look.interim(comparison))).getFirst())
                .isEqualTo(new TwoSidedResult.Undefined(Reason.BURN_IN, Set.of(Reason.LOW_N)));
    }

    @Test
    void step_skewedDifference_isBurnIn() {
        Look skewed = look(
                ArmMoments.of(9_000, 1, 1).withThirdMoments(100),
                ArmMoments.of(150, 1, 1).withThirdMoments(100));

        assertThat(SEQUENCE.step(SEQUENCE.initialState(), skewed).result())
                .isEqualTo(new TwoSidedResult.Undefined(Reason.BURN_IN, Set.of(Reason.SKEWED)));
    }

    @Test
    void replay_skewedAfterBurnIn_countsAndIsFlagged() {
        Look skewed = look(
                ArmMoments.of(9_000, 1, 1).withThirdMoments(100),
                ArmMoments.of(150, 1, 1).withThirdMoments(100));

        TwoSidedResult.Tested result =
                tested(SEQUENCE.replay(List.of(look(100, 0), skewed)).getLast());

        assertThat(result.flags()).containsExactly(Reason.SKEWED);
    }

    @Test
    void step_unknownThirdMoment_countsAndIsFlagged() {
        Look look = look(ArmMoments.of(1_000, 1, 1), ArmMoments.of(1_000, 1, 1));

        TwoSidedResult.Tested result =
                tested(SEQUENCE.step(SEQUENCE.initialState(), look).result());

        assertThat(result.flags()).containsExactly(Reason.SKEWNESS_UNKNOWN);
    }

    @Test
    void replay_informationFalls_isFlagged() {
        Look whale = look(
                ArmMoments.of(1_100, 10, 9).withThirdMoments(0),
                ArmMoments.of(1_100, 10, 9).withThirdMoments(0));

        List<TwoSidedResult> results = SEQUENCE.replay(List.of(look(1_000, 0), whale, look(1_050, 0)));

        assertThat(results)
                .map(result -> tested(result).flags())
                .containsExactly(Set.of(), Set.of(Reason.INFO_DECREASED), Set.of());
    }

    @Test
    void replay_undefinedLookBetween_leavesTheStateAlone() {
        Look empty = look(ArmMoments.of(0, 0, 0), ArmMoments.of(10, 1, 1));

        List<TwoSidedResult> results = SEQUENCE.replay(List.of(look(1_000, 0.3), empty, look(2_000, 0.05)));

        assertThat(results.get(1)).isEqualTo(new TwoSidedResult.Undefined(Reason.ONE_VARIANT, Set.of()));
        assertThat(tested(results.get(2)).significant()).isTrue();
    }

    @Test
    void replay_lateLook_correctsTheLaterOnes() {
        List<TwoSidedResult> without = SEQUENCE.replay(List.of(look(2_000, 0.05)));
        List<TwoSidedResult> with = SEQUENCE.replay(List.of(look(1_000, 0.3), look(2_000, 0.05)));

        assertThat(tested(without.getLast()).significant()).isFalse();
        assertThat(tested(with.getLast()).significant()).isTrue();
    }

    @Test
    void step_hugeStatistic_eValueIsTheLargestDouble() {
        TwoSidedResult.Tested result =
                tested(SEQUENCE.step(SEQUENCE.initialState(), look(100_000, 1)).result());

        assertThat(result.eValue()).hasValue(Double.MAX_VALUE);
        assertThat(result.pValue()).isZero();
    }

    @Test
    void step_numbersBeyondTheRangeOfADouble_isOverflow() {
        Look far = look(
                ArmMoments.of(1_000, 0, 1e-300).withThirdMoments(0),
                ArmMoments.of(1_000, 1e30, 1e-300).withThirdMoments(0));

        assertThat(SEQUENCE.step(SEQUENCE.initialState(), far).result())
                .isEqualTo(new TwoSidedResult.Undefined(Reason.OVERFLOW, Set.of()));
    }

    @Test
    void withBurnIn_none_countsFromTheFirstUnits() {
        assertThat(SEQUENCE.withBurnIn(BurnIn.NONE).replay(List.of(look(2, 3))).getFirst())
                .isInstanceOf(TwoSidedResult.Tested.class);
    }

    @Test
    void confidenceSequence_componentsOutOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceSequence(1, 0.1, BurnIn.STANDARD))
                .withMessage("alpha == 1.0, must be in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceSequence(0.05, 0, BurnIn.STANDARD))
                .withMessage("r2 == 0.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfidenceSequence.tightestAt(0.05, 0))
                .withMessage("units == 0.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SEQUENCE.criticalValue(-3))
                .withMessage("units == -3.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SEQUENCE.logEValue(1, 0))
                .withMessage("units == 0.0, must be finite and > 0");
    }

    @Test
    void tuning_alphaOutOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfidenceSequence.exactTuning(1))
                .withMessage("alpha == 1.0, must be in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfidenceSequence.approximateTuning(0))
                .withMessage("alpha == 0.0, must be in (0, 1)");
    }

    @Test
    void burnIn_componentsOutOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BurnIn(-1, 0, 1))
                .withMessage("units == -1, must be >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BurnIn(0, -1, 1))
                .withMessage("count == -1.0, must be finite and >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BurnIn(0, 0, 0))
                .withMessage("skewness == 0.0, must be finite and > 0");
    }
}
