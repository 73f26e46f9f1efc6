package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import northstar.statistics.PostStratification.Stratum;
import northstar.statistics.Twyman.Kind;
import northstar.statistics.Twyman.Surprise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwymanTest {
    private static Comparison.Estimated compare(ArmMoments control, ArmMoments treatment) {
        return (Comparison.Estimated) EffectEstimator.withDefaults().compare(Estimand.MEAN, control, treatment);
    }

    @Test
    void unlikeOthers_workedExample_isSurprising() {
        Surprise surprise = Twyman.unlikeOthers(0.25, 0.03, 0.05).orElseThrow();

        assertThat(surprise.kind()).isEqualTo(Kind.UNLIKE_OTHERS);
        assertThat(surprise.observed()).isCloseTo(4.2874646287, within(1e-9));
        assertThat(Twyman.unlikeOthers(-0.25, 0.03, 0.05)).isPresent();
        assertThat(Twyman.unlikeOthers(0.16, 0.03, 0.05)).isEmpty();
    }

    @Test
    void largeEffect_beyondTwentyPercent_isSurprising() {
        assertThat(Twyman.largeEffect(0.2)).isEmpty();
        assertThat(Twyman.largeEffect(-0.201)).contains(new Surprise(Kind.LARGE_EFFECT, 0.201, 0.2));
    }

    @Test
    void tinyPValue_ofFewUnits_isSurprising() {
        assertThat(Twyman.tinyPValue(9e-7, 9_999)).contains(new Surprise(Kind.TINY_P_VALUE, 9e-7, 1e-6));
        assertThat(Twyman.tinyPValue(9e-7, 10_000)).isEmpty();
        assertThat(Twyman.tinyPValue(1e-6, 9_999)).isEmpty();
    }

    @Test
    void impossibleLevel_outsideOfItsRange_isSurprising() {
        assertThat(Twyman.impossibleLevel(1.01, 0, 1)).contains(new Surprise(Kind.IMPOSSIBLE_LEVEL, 1.01, 1));
        assertThat(Twyman.impossibleLevel(-3, 0, Double.POSITIVE_INFINITY))
                .contains(new Surprise(Kind.IMPOSSIBLE_LEVEL, -3, 0));
        assertThat(Twyman.impossibleLevel(1, 0, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"41, 41, 2.5, false", "101, 101, 2.5, true", "101, 101, 0.4, true", "5000, 5000, 1.9, false"})
    void unequalVariances_beyondTwiceAndSignificant_isSurprising(
            long treatment, long control, double ratio, boolean surprising) {
        assertThat(Twyman.unequalVariances(compare(ArmMoments.of(control, 5, 1), ArmMoments.of(treatment, 5, ratio)))
                        .map(Surprise::observed))
                .isEqualTo(surprising ? java.util.Optional.of(ratio) : java.util.Optional.empty());
    }

    /**
     * Quotients at which the F test has the two-sided p-value 0.001, by SciPy 1.17.1: {@code stats.f.isf(0.0005, treatment - 1, control -
     * 1)} and {@code 1 / stats.f.isf(0.0005, control - 1, treatment - 1)}.
     */
    @ParameterizedTest
    @CsvSource({
        "61, 31, 3.1491576030081965, 0.36843634136723996",
        "31, 61, 2.7141730815398777, 0.317545237826383",
        "200, 41, 2.4875949177202874, 0.478934638227756",
        "2, 30, 15.348483915038448, 3.995271521573274e-07"
    })
    void unequalVariances_aroundTheCriticalQuotient_isSurprisingBeyondIt(
            long treatment, long control, double upper, double lower) {
        assertThat(Twyman.unequalVariances(ofQuotient(treatment, control, upper * (1 + 1e-9))))
                .isPresent();
        assertThat(Twyman.unequalVariances(ofQuotient(treatment, control, upper * (1 - 1e-9))))
                .isEmpty();
        assertThat(Twyman.unequalVariances(ofQuotient(treatment, control, lower * (1 - 1e-9))))
                .isPresent();
        assertThat(Twyman.unequalVariances(ofQuotient(treatment, control, lower * (1 + 1e-9))))
                .isEmpty();
        assertThat(Twyman.unequalVariances(ofQuotient(control, treatment, 1 / upper * (1 - 1e-9))))
                .isPresent();
    }

    private static Comparison.Estimated ofQuotient(long treatment, long control, double quotient) {
        return compare(ArmMoments.of(control, 5, 1), ArmMoments.of(treatment, 5, quotient));
    }

    @Test
    void unequalVariances_oneWithout_isNotAsked() {
        assertThat(Twyman.unequalVariances(compare(ArmMoments.of(500, 5, 1), ArmMoments.of(500, 5, 0))))
                .isEmpty();
        assertThat(Twyman.unequalVariances(compare(ArmMoments.of(500, 5, 0), ArmMoments.of(500, 5, 1))))
                .isEmpty();
    }

    @Test
    void unequalVariances_adjustedComparison_looksAtTheUnitsVariances() {
        ArmMoments control = ArmMoments.of(500, new double[] {5, 1}, new double[][] {{1, 0.5}, {0.5, 1}});
        ArmMoments treatment = ArmMoments.of(500, new double[] {5, 1}, new double[][] {{4, 0.5}, {0.5, 1}});

        assertThat(Twyman.unequalVariances(compare(control, treatment))
                        .orElseThrow()
                        .observed())
                .isCloseTo(4, within(1e-12));
    }

    @Test
    void fewUnitsCarryIt_cappingMovesTheEffect_isSurprising() {
        Comparison.Estimated raw = compare(ArmMoments.of(500, 5, 1), ArmMoments.of(500, 6, 1));
        Comparison.Estimated capped = compare(ArmMoments.of(500, 5, 1), ArmMoments.of(500, 5.1, 1));

        assertThat(Twyman.fewUnitsCarryIt(raw, capped).orElseThrow().observed())
                .isCloseTo(0.9 / raw.standardError(), within(1e-9));
        assertThat(Twyman.fewUnitsCarryIt(raw, raw)).isEmpty();
    }

    @Test
    void identicalArms_sameNumbers_isSurprising() {
        assertThat(Twyman.identicalArms(compare(ArmMoments.of(500, 5, 1), ArmMoments.of(500, 5, 1))))
                .contains(new Surprise(Kind.IDENTICAL_ARMS, 0, 0));
        assertThat(Twyman.identicalArms(compare(ArmMoments.of(500, 5, 1), ArmMoments.of(501, 5, 1))))
                .isEmpty();
    }

    @Test
    void impossibleLevel_atTheEndsOfItsRange_isPossible() {
        assertThat(Twyman.impossibleLevel(0, 0, 1)).isEmpty();
        assertThat(Twyman.impossibleLevel(1, 0, 1)).isEmpty();
    }

    @Test
    void rules_numbersOutOfRange_throw() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Twyman.unlikeOthers(Double.NaN, 1, 1))
                .withMessage("effect == NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Twyman.unlikeOthers(1, 0, 1))
                .withMessage("standardError == 0.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Twyman.unlikeOthers(1, 1, -1))
                .withMessage("priorError == -1.0, must be finite and >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Twyman.largeEffect(Double.POSITIVE_INFINITY))
                .withMessage("effect == Infinity, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Twyman.impossibleLevel(Double.NaN, 0, 1))
                .withMessage("level == NaN, must be finite");
    }

    @Test
    void oneDayCarriesIt_ofThreeDays_isAsked() {
        assertThat(Twyman.oneDayCarriesIt(Estimand.MEAN, List.of(day(5, 9), day(5, 4.9), day(5, 4.9))))
                .contains(new Surprise(Kind.ONE_DAY_CARRIES_IT, 0, 3));
    }

    @Test
    void oneDayCarriesIt_withoutItThereIsNoEffect_isNoOtherSign() {
        assertThat(Twyman.oneDayCarriesIt(Estimand.MEAN, List.of(day(5, 5), day(5, 5), day(5, 4))))
                .isEmpty();
        assertThat(Twyman.oneDayCarriesIt(Estimand.MEAN, List.of(day(5, 5), day(5, 5), day(5, 6))))
                .isEmpty();
    }

    private static Stratum day(double control, double treatment) {
        return new Stratum(ArmMoments.of(100, control, 1), ArmMoments.of(100, treatment, 1));
    }

    @Test
    void oneDayCarriesIt_signTurnsWithoutIt_namesTheDay() {
        List<Stratum> days = new ArrayList<>(List.of(day(5, 4.9), day(5, 4.8), day(5, 9), day(5, 4.9)));

        assertThat(Twyman.oneDayCarriesIt(Estimand.MEAN, days)).contains(new Surprise(Kind.ONE_DAY_CARRIES_IT, 2, 4));
        days.set(2, day(5, 5.1));
        assertThat(Twyman.oneDayCarriesIt(Estimand.MEAN, days)).isEmpty();
        assertThat(Twyman.oneDayCarriesIt(Estimand.MEAN, days.subList(0, 2))).isEmpty();
    }

    @Test
    void exposureJump_oneDayOffTheShare_isSurprising() {
        assertThat(Twyman.exposureJump(List.of(List.of(500L, 500L), List.of(600L, 400L)), List.of(0.5, 0.5))
                        .orElseThrow()
                        .observed())
                .isCloseTo(100 / Math.sqrt(250), within(1e-12));
        assertThat(Twyman.exposureJump(List.of(List.of(400L, 600L)), List.of(0.5, 0.5))
                        .orElseThrow()
                        .observed())
                .isNegative();
        // Twice the traffic in the planned shares is no surprise, and an arm without a share has none.
        assertThat(Twyman.exposureJump(
                        List.of(List.of(500L, 505L, 0L), List.of(5000L, 5050L, 0L)), List.of(0.5, 0.5, 0.0)))
                .isEmpty();
    }

    @Test
    void exposureJump_unitsInAnArmWithoutAShare_areTheSampleRatiosBusiness() {
        assertThat(Twyman.exposureJump(List.of(List.of(500L, 500L, 3L)), List.of(0.5, 0.5, 0.0)))
                .isEmpty();
    }

    @Test
    void exposureJump_otherArms_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Twyman.exposureJump(List.of(List.of(1L)), List.of(0.5, 0.5)))
                .withMessage("day.size() == 1, must be weights.size() == 2");
    }
}
