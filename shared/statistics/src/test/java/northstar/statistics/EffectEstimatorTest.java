package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectEstimatorTest {
    private static final EffectEstimator ESTIMATOR = EffectEstimator.withDefaults();

    private static Comparison.Estimated estimated(Comparison comparison) {
        return (Comparison.Estimated) comparison;
    }

    private static Comparison.Undefined undefined(Comparison comparison) {
        return (Comparison.Undefined) comparison;
    }

    @Test
    void compare_twoMeans_keepsLevelsAndSupport() {
        Comparison.Estimated comparison =
                estimated(ESTIMATOR.compare(Estimand.MEAN, ArmMoments.of(400, 10, 4), ArmMoments.of(100, 11, 9)));

        assertThat(comparison.control()).isEqualTo(new ArmLevel(400, 10, 0.1));
        assertThat(comparison.treatment()).isEqualTo(new ArmLevel(100, 11, 0.3));
        assertThat(comparison.levelCovariance()).isZero();
        assertThat(comparison.adjustment()).isEqualTo(new Adjustment.None());
        assertThat(comparison.support())
                .isEqualTo(new SampleSupport(100, OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(comparison.flags()).isEmpty();
    }

    @Test
    void compare_thirdMomentOfOneArmOnly_skewnessIsUnknown() {
        Comparison.Estimated comparison = estimated(ESTIMATOR.compare(
                Estimand.MEAN, ArmMoments.of(400, 10, 4).withThirdMoments(1), ArmMoments.of(100, 11, 9)));

        assertThat(comparison.support().skewness()).isEmpty();
    }

    @Test
    void compare_proportions_supportCountsTheRarestOutcome() {
        Comparison.Estimated comparison = estimated(ESTIMATOR.compare(
                Estimand.PROPORTION,
                ArmMoments.of(1000, 0.993, 0.006957957957957958),
                ArmMoments.of(200, 0.95, 0.04773869346733668)));

        assertThat(comparison.support().smallestCount()).hasValue(7);
        assertThat(comparison.support().skewness()).isPresent();
    }

    @Test
    void compare_ratiosWithFourThirdMoments_skewnessIsThatOfTheInfluence() {
        double[][] covariances = {{4, 1}, {1, 3}};
        ArmMoments control =
                ArmMoments.of(500, new double[] {6, 2}, covariances).withThirdMoments(5, 4, 3, 2);
        ArmMoments treatment =
                ArmMoments.of(300, new double[] {6, 2}, covariances).withThirdMoments(1, 1, 1, 1);

        Comparison.Estimated comparison = estimated(ESTIMATOR.compare(Estimand.RATIO, control, treatment));

        double thirdC = (5 - 3 * 3 * 4 + 3 * 9 * 3 - 27 * 2) / 8.0;
        double thirdT = (1 - 3 * 3 + 3 * 9 - 27) / 8.0;
        double expected = (thirdT / 300 / 300 - thirdC / 500 / 500) / Math.pow(comparison.standardError(), 3);
        assertThat(comparison.support().skewness().orElseThrow()).isCloseTo(expected, within(1e-14));
    }

    @Test
    void compare_ratioWithOneThirdMoment_skewnessIsUnknown() {
        ArmMoments arm = ArmMoments.of(500, new double[] {6, 2}, new double[][] {{4, 1}, {1, 3}})
                .withThirdMoments(5);

        assertThat(estimated(ESTIMATOR.compare(Estimand.RATIO, arm, arm))
                        .support()
                        .skewness())
                .isEmpty();
    }

    @Test
    void compare_oneArmWithoutVariance_hasTheOthersDegreesOfFreedom() {
        Comparison.Estimated comparison =
                estimated(ESTIMATOR.compare(Estimand.MEAN, ArmMoments.of(10, 5, 0), ArmMoments.of(7, 6, 2)));

        assertThat(comparison.degreesOfFreedom()).hasValue(6);
    }

    @Test
    void compare_noVarianceAnywhere_isUndefinedWithLevels() {
        Comparison.Undefined comparison =
                undefined(ESTIMATOR.compare(Estimand.MEAN, ArmMoments.of(10, 5, 0), ArmMoments.of(7, 6, 0)));

        assertThat(comparison.reason()).isEqualTo(Reason.NO_VARIANCE);
        assertThat(comparison.control()).isEqualTo(new PartialLevel(10, OptionalDouble.of(5), OptionalDouble.of(0)));
        assertThat(comparison.effect()).hasValue(1);
    }

    @Test
    void compare_unknownVariance_isUndefinedWithMeans() {
        Comparison.Undefined comparison = undefined(
                ESTIMATOR.compare(Estimand.MEAN, ArmMoments.of(10, 5, 1), ArmMoments.ofUnknownVariance(7, 6)));

        assertThat(comparison.reason()).isEqualTo(Reason.NO_VARIANCE);
        assertThat(comparison.treatment()).isEqualTo(new PartialLevel(7, OptionalDouble.of(6), OptionalDouble.empty()));
    }

    @Test
    void compare_oneEmptyArm_isOneVariant() {
        Comparison.Undefined comparison =
                undefined(ESTIMATOR.compare(Estimand.MEAN, ArmMoments.of(0, 0, 0), ArmMoments.of(7, 6, 2)));

        assertThat(comparison.reason()).isEqualTo(Reason.ONE_VARIANT);
        assertThat(comparison.control()).isEqualTo(new PartialLevel(0, OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(comparison.effect()).isEmpty();
        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, ArmMoments.of(7, 6, 2), ArmMoments.of(0, 0, 0)))
                        .reason())
                .isEqualTo(Reason.ONE_VARIANT);
        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, ArmMoments.of(7, 6, 2), ArmMoments.of(0, 0, 0)))
                        .effect())
                .isEmpty();
    }

    @Test
    void compare_bothArmsEmptyOrOneUnit_isLowN() {
        ArmMoments empty = ArmMoments.of(0, 0, 0);
        ArmMoments single = ArmMoments.of(1, 3, 0);
        ArmMoments many = ArmMoments.of(9, 3, 1);

        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, empty, empty)).reason())
                .isEqualTo(Reason.LOW_N);
        assertThat(undefined(ESTIMATOR.compare(Estimand.PROPORTION, empty, empty))
                        .reason())
                .isEqualTo(Reason.LOW_N);
        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, single, many)).reason())
                .isEqualTo(Reason.LOW_N);
        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, many, single)).reason())
                .isEqualTo(Reason.LOW_N);
        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, many, single)).treatment())
                .isEqualTo(new PartialLevel(1, OptionalDouble.of(3), OptionalDouble.empty()));
    }

    @Test
    void compare_ratioWithoutDenominator_isLowN() {
        ArmMoments none = ArmMoments.of(9, new double[] {0, 0}, new double[][] {{0, 0}, {0, 0}});
        ArmMoments some = ArmMoments.of(9, new double[] {2, 1}, new double[][] {{1, 0}, {0, 1}});

        assertThat(undefined(ESTIMATOR.compare(Estimand.RATIO, none, some)).reason())
                .isEqualTo(Reason.LOW_N);
        assertThat(undefined(ESTIMATOR.compare(Estimand.RATIO, some, none)).reason())
                .isEqualTo(Reason.LOW_N);
    }

    @Test
    void compare_ratioWithoutCrossProduct_isNoCrossProducts() {
        ArmMoments half =
                ArmMoments.of(9, new double[] {2, 1}, (a, b) -> a == b ? OptionalDouble.of(1) : OptionalDouble.empty());
        ArmMoments whole = ArmMoments.of(9, new double[] {2, 1}, new double[][] {{1, 0}, {0, 1}});

        assertThat(undefined(ESTIMATOR.compare(Estimand.RATIO, half, whole)).reason())
                .isEqualTo(Reason.NO_CROSS_PRODUCTS);
        assertThat(undefined(ESTIMATOR.compare(Estimand.RATIO, whole, half)).reason())
                .isEqualTo(Reason.NO_CROSS_PRODUCTS);
    }

    @Test
    void compare_ratioOfProportionalColumns_hasNoVariance() {
        ArmMoments arm = ArmMoments.of(9, new double[] {0.3, 0.1}, new double[][] {{0.9, 0.3}, {0.3, 0.1}});

        assertThat(undefined(ESTIMATOR.compare(Estimand.RATIO, arm, arm)).reason())
                .isEqualTo(Reason.NO_VARIANCE);
    }

    @Test
    void compare_numbersBeyondTheRangeOfADouble_isOverflow() {
        ArmMoments low = ArmMoments.of(2, -1.7e308, 1);
        ArmMoments high = ArmMoments.of(2, 1.7e308, 1);
        ArmMoments wide = ArmMoments.of(2, 0, 1.7e308);

        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, low, high)).reason())
                .isEqualTo(Reason.OVERFLOW);
        assertThat(undefined(ESTIMATOR.compare(Estimand.MEAN, low, high)).effect())
                .isEmpty();
        assertThat(ESTIMATOR.compare(Estimand.MEAN, wide, wide)).isInstanceOf(Comparison.Estimated.class);
        ArmMoments tinyDenominator = ArmMoments.of(5, new double[] {1, 1e-200}, new double[][] {{1, 0}, {0, 1}});
        assertThat(undefined(ESTIMATOR.compare(Estimand.RATIO, tinyDenominator, tinyDenominator))
                        .reason())
                .isEqualTo(Reason.OVERFLOW);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1})
    void compare_proportionOutsideTheUnitInterval_throws(double share) {
        ArmMoments arm = ArmMoments.of(9, share, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ESTIMATOR.compare(Estimand.PROPORTION, arm, arm))
                .withMessage("mean == " + share + ", must be in [0, 1] for a proportion");
    }

    @Test
    void compare_tooFewColumns_throws() {
        ArmMoments arm = ArmMoments.of(9, 1, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ESTIMATOR.compare(Estimand.RATIO, arm, arm))
                .withMessage("control.columns() == 1, must be >= 2");
    }

    @Test
    void compare_otherNumberOfColumns_throws() {
        ArmMoments one = ArmMoments.of(9, 1, 1);
        ArmMoments two = ArmMoments.of(9, new double[] {2, 1}, new double[][] {{1, 0}, {0, 1}});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ESTIMATOR.compare(Estimand.MEAN, one, two))
                .withMessage("treatment.columns() == 2, must be control.columns() == 1");
    }

    @Test
    void withCovariateLimits_outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ESTIMATOR.withCovariateLimits(-1, 20))
                .withMessage("most == -1, must be >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ESTIMATOR.withCovariateLimits(5, Double.NaN))
                .withMessage("unitsEach == NaN, must be >= 1");
    }

    @Test
    void estimated_componentsOutOfRange_throws() {
        ArmLevel level = new ArmLevel(9, 1, 0.1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> made(level, Double.NaN, 1, 1))
                .withMessage("effect == NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> made(level, 1, 0, 1))
                .withMessage("standardError == 0.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> made(level, 1e300, 1e-300, 1))
                .withMessage("effect / standardError == Infinity, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> made(level, 1, 1, 0))
                .withMessage("degreesOfFreedom == 0.0, must be finite and > 0");
    }

    private static Comparison.Estimated made(
            ArmLevel level, double effect, double standardError, double degreesOfFreedom) {
        return new Comparison.Estimated(
                level,
                level,
                effect,
                standardError,
                0,
                OptionalDouble.of(degreesOfFreedom),
                new SampleSupport(9, OptionalDouble.empty(), OptionalDouble.empty()),
                new Adjustment.None(),
                List.of(),
                Set.of());
    }

    @Test
    void concerns_limits_nameWhatIsShort() {
        SampleSupport support = new SampleSupport(100, OptionalDouble.of(9), OptionalDouble.of(-0.4));

        assertThat(support.concerns(100, 10, 0.3)).containsExactlyInAnyOrder(Reason.LOW_N, Reason.SKEWED);
        assertThat(support.concerns(101, 9, 0.5)).containsExactly(Reason.LOW_N);
        assertThat(support.concerns(100, 9, 0.4)).isEmpty();
    }
}
