package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRatioTestTest {
    private static final SampleRatioTest EVEN = SampleRatioTest.of(List.of(0.5, 0.5));

    @ParameterizedTest
    @CsvFileSource(resources = "sample-ratio.csv", useHeadersInDisplayName = true)
    void test_goldenCounts_sameAsSciPyAndMpmath(
            String counts, String weights, double statistic, int degreesOfFreedom, double pValue, double logEValue) {
        List<Long> units = Arrays.stream(counts.split(" ")).map(Long::valueOf).toList();
        List<Double> shares = Arrays.stream(Numbers.list(weights)).boxed().toList();

        SampleRatio.Tested result =
                (SampleRatio.Tested) SampleRatioTest.of(shares).test(units);

        assertThat(result.statistic()).isCloseTo(statistic, within(1e-20 + 1e-11 * statistic));
        assertThat(result.degreesOfFreedom()).isEqualTo(degreesOfFreedom);
        Numbers.assertRelative(result.pValue(), pValue, 1e-11);
        assertThat(result.logEValue()).isCloseTo(logEValue, within(1e-11 + 1e-12 * Math.abs(logEValue)));
        assertThat(result.alarm()).isEqualTo(logEValue >= Math.log(1000));
    }

    @Test
    void test_emptyArmOfWeightZero_doesNotCount() {
        SampleRatio.Tested withZero =
                (SampleRatio.Tested) SampleRatioTest.of(List.of(0.5, 0.5, 0.0)).test(List.of(4900L, 5100L, 0L));
        SampleRatio.Tested without = (SampleRatio.Tested) EVEN.test(List.of(4900L, 5100L));

        assertThat(withZero.pValue()).isCloseTo(0.0455002638963584, within(1e-14));
        assertThat(withZero.degreesOfFreedom()).isEqualTo(1);
        assertThat(withZero.logEValue()).isEqualTo(without.logEValue());
        assertThat(withZero.expected()).containsExactly(5000.0, 5000.0, 0.0);
    }

    @Test
    void test_unitsInArmOfWeightZero_isImpossible() {
        SampleRatioTest test = SampleRatioTest.of(List.of(0.5, 0.5, 0.0));

        var step = test.step(test.initialState(), List.of(5000L, 5000L, 1L));

        assertThat(step.result()).isEqualTo(new SampleRatio.Impossible(List.of(5000.5, 5000.5, 0.0)));
        assertThat(step.state().alarm()).isTrue();
    }

    @Test
    void test_unknownAllocation_isUndefined() {
        assertThat(SampleRatioTest.ofUnknownAllocation().withAlpha(0.01).test(List.of(5L, 7L)))
                .isEqualTo(new SampleRatio.Undefined(Reason.ALLOCATION_UNKNOWN));
    }

    @Test
    void test_noUnits_isUndefined() {
        assertThat(EVEN.test(List.of(0L, 0L))).isEqualTo(new SampleRatio.Undefined(Reason.LOW_N));
    }

    @Test
    void test_oneArmOfPositiveWeight_isUndefined() {
        assertThat(SampleRatioTest.of(List.of(1.0, 0.0)).test(List.of(9L, 0L)))
                .isEqualTo(new SampleRatio.Undefined(Reason.ONE_VARIANT));
    }

    @Test
    void replay_alarmAtOneLook_staysForLaterLooks() {
        List<SampleRatio> results =
                EVEN.replay(List.of(List.of(500L, 500L), List.of(800L, 500L), List.of(50_000L, 50_000L)));

        assertThat(results).map(result -> ((SampleRatio.Tested) result).alarm()).containsExactly(false, true, true);
    }

    @Test
    void withAlpha_laxerError_raisesTheAlarmEarlier() {
        List<Long> counts = List.of(500L, 600L);

        assertThat(((SampleRatio.Tested) EVEN.test(counts)).alarm()).isFalse();
        assertThat(((SampleRatio.Tested) EVEN.withAlpha(0.1).test(counts)).alarm())
                .isTrue();
    }

    @Test
    void eValue_beyondTheRangeOfADouble_isTheLargestDouble() {
        SampleRatio.Tested result = (SampleRatio.Tested) EVEN.test(List.of(1_000_000L, 0L));

        assertThat(result.logEValue()).isBetween(600_000.0, 700_000.0);
        assertThat(result.eValue()).isEqualTo(Double.MAX_VALUE);
        assertThat(result.pValue()).isZero();
    }

    @Test
    void of_weightsSummingAlmostToOne_areScaled() {
        SampleRatio.Tested result = (SampleRatio.Tested)
                SampleRatioTest.of(List.of(0.3333333, 0.6666666)).test(List.of(10L, 20L));

        assertThat(result.statistic()).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void of_weightOutOfRange_throws(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatioTest.of(List.of(0.5, weight)))
                .withMessage("weights[1] == " + weight + ", must be in [0, 1]");
    }

    @Test
    void of_weightsNotSummingToOne_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatioTest.of(List.of(0.5, 0.25)))
                .withMessage("sum of weights == 0.75, must be 1 within 1e-6");
    }

    @Test
    void test_negativeCount_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVEN.test(List.of(5L, -1L)))
                .withMessage("counts[1] == -1, must be >= 0");
    }

    @Test
    void test_otherNumberOfCounts_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVEN.test(List.of(5L)))
                .withMessage("counts.size() == 1, must be the number of weights == 2");
    }

    @Test
    void withAlpha_outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVEN.withAlpha(0))
                .withMessage("alpha == 0.0, must be in (0, 1)");
    }

    @Test
    void test_oneArmEmptyOfVeryManyUnits_isBeyondDoubtAndFinite() {
        SampleRatio.Tested result = (SampleRatio.Tested)
                SampleRatioTest.of(List.of(0.3, 0.7)).test(List.of(0L, 1_000_000_000_000_000_000L));

        assertThat(result.logEValue()).isGreaterThan(1e17).isFinite();
        assertThat(result.alarm()).isTrue();
    }
}
