package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmMomentsTest {
    @Test
    void of_severalColumns_givesThemBack() {
        ArmMoments moments = ArmMoments.of(9, new double[] {1, 2}, new double[][] {{4, 1}, {1, 3}});

        assertThat(moments.n()).isEqualTo(9);
        assertThat(moments.columns()).isEqualTo(2);
        assertThat(moments.mean(1)).isEqualTo(2);
        assertThat(moments.covariance(0, 1)).hasValue(1);
        assertThat(moments.covariance(1, 1)).hasValue(3);
        assertThat(moments.thirdMoments()).isEmpty();
    }

    @Test
    void of_arraysChangedLater_keepsTheMoments() {
        double[] means = {1};
        double[][] covariances = {{4}};
        double[] third = {7};
        ArmMoments moments = ArmMoments.of(9, means, covariances).withThirdMoments(third);

        means[0] = 5;
        covariances[0][0] = 5;
        third[0] = 5;

        assertThat(moments).isEqualTo(ArmMoments.of(9, 1, 4).withThirdMoments(7));
        assertThat(moments.thirdMoments()).containsExactly(7.0);
    }

    @Test
    void ofUnknownVariance_covariance_isEmpty() {
        assertThat(ArmMoments.ofUnknownVariance(9, 1).covariance(0, 0)).isEmpty();
    }

    @Test
    void of_someCovariancesUnknown_onlyThoseAreEmpty() {
        ArmMoments moments =
                ArmMoments.of(9, new double[] {1, 2}, (a, b) -> a == b ? OptionalDouble.of(2) : OptionalDouble.empty());

        assertThat(moments.covariance(1, 0)).isEmpty();
        assertThat(moments.covariance(1, 1)).hasValue(2);
    }

    @Test
    void equals_anyOtherComponent_differs() {
        ArmMoments moments = ArmMoments.of(9, 1, 4).withThirdMoments(7);

        assertThat(moments)
                .isEqualTo(ArmMoments.of(9, 1, 4).withThirdMoments(7))
                .hasSameHashCodeAs(ArmMoments.of(9, 1, 4).withThirdMoments(7))
                .isNotEqualTo(ArmMoments.of(8, 1, 4).withThirdMoments(7))
                .isNotEqualTo(ArmMoments.of(9, 2, 4).withThirdMoments(7))
                .isNotEqualTo(ArmMoments.of(9, 1, 5).withThirdMoments(7))
                .isNotEqualTo(ArmMoments.of(9, 1, 4))
                .isNotEqualTo("moments");
        assertThat(moments).hasToString("ArmMoments[n=9, means=[1.0]]");
    }

    @Test
    void of_negativeN_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(-1, 1, 4))
                .withMessage("n == -1, must be >= 0");
    }

    @Test
    void of_noColumns_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(1, new double[0], new double[0][]))
                .withMessage("means.length == 0, must be >= 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void of_notFinite_throws(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, value, 4))
                .withMessage("means[0] == " + value + ", must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, 1, value))
                .withMessage("covariances[0][0] == " + value + ", must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, 1, 4).withThirdMoments(value))
                .withMessage("moments[0] == " + value + ", must be finite");
    }

    @Test
    void of_negativeVariance_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, 1, -4))
                .withMessage("covariances[0][0] == -4.0, must be >= 0");
    }

    @Test
    void of_correlationBeyondOne_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, new double[] {1, 1}, new double[][] {{4, 3}, {3, 1}}))
                .withMessage("covariances[0][1] == 3.0, must be in [-2.0, 2.0], the variances' geometric mean");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.0000005, -1, -1.0000005})
    void of_correlationOfOneAndItsRounding_isAccepted(double correlation) {
        assertThat(threeColumns(2 * correlation, 3 * correlation, 6 * correlation)
                        .covariance(1, 2))
                .hasValue(6 * correlation);
    }

    @Test
    void of_anyPairBeyondItsVariances_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threeColumns(2.00001, 0, 0))
                .withMessageStartingWith("covariances[0][1] == 2.00001, must be in [-2.0, 2.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threeColumns(0, -3.00001, 0))
                .withMessageStartingWith("covariances[0][2] == -3.00001, must be in [-3.0, 3.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threeColumns(0, 0, 6.00001))
                .withMessageStartingWith("covariances[1][2] == 6.00001, must be in [-6.0, 6.0]");
    }

    /** Of the variances 1, 4 and 9. */
    private static ArmMoments threeColumns(double first, double second, double third) {
        return ArmMoments.of(
                5, new double[3], new double[][] {{1, first, second}, {first, 4, third}, {second, third, 9}});
    }

    @Test
    void of_nothing_hasNoUnits() {
        assertThat(ArmMoments.of(0, 0, 0).n()).isZero();
    }

    @Test
    void hashCode_ofOtherMoments_isAnother() {
        assertThat(Stream.of(
                                ArmMoments.of(9, 1, 4).withThirdMoments(7),
                                ArmMoments.of(8, 1, 4).withThirdMoments(7),
                                ArmMoments.of(9, 2, 4).withThirdMoments(7),
                                ArmMoments.of(9, 1, 5).withThirdMoments(7),
                                ArmMoments.of(9, 1, 4).withThirdMoments(8))
                        .map(ArmMoments::hashCode)
                        .distinct())
                .hasSize(5);
    }

    @Test
    void of_notSymmetric_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, new double[] {1, 1}, new double[][] {{4, 1}, {1.5, 1}}))
                .withMessage("covariances[1][0] == 1.5, must be covariances[0][1] == 1.0");
    }

    @Test
    void of_otherSizes_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, new double[] {1, 1}, new double[][] {{4}}))
                .withMessage("covariances.length == 1, must be means.length == 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, new double[] {1}, new double[][] {{4, 1}}))
                .withMessage("covariances[0].length == 2, must be means.length == 1");
    }

    @Test
    void withThirdMoments_twoNumbers_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, 1, 4).withThirdMoments(1, 2))
                .withMessage("moments.length == 2, must be 1 or 4");
    }

    @Test
    void armLevel_outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArmLevel(-1, 0, 1))
                .withMessage("n == -1, must be >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArmLevel(1, Double.NaN, 1))
                .withMessage("mean == NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArmLevel(1, 0, Double.NaN))
                .withMessage("standardError == NaN, must be finite and >= 0");
    }
}
