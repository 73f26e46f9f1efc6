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

class ComparisonTest {
    private static Comparison.Estimated of(double controlMean, double controlError, double effect, double error) {
        return new Comparison.Estimated(
                new ArmLevel(100, controlMean, controlError),
                new ArmLevel(100, controlMean + effect, controlError),
                effect,
                error,
                0,
                OptionalDouble.empty(),
                new SampleSupport(100, OptionalDouble.empty(), OptionalDouble.empty()),
                new Adjustment.None(),
                List.of(),
                Set.of());
    }

    @Test
    void relativeAt_differentQuantiles_takesEachEndFromItsOwn() {
        Comparison.Estimated comparison = of(10, 0.2, 1, 0.3);
        RelativeEffect.Relative narrow = (RelativeEffect.Relative) comparison.relativeAt(1);
        RelativeEffect.Relative wide = (RelativeEffect.Relative) comparison.relativeAt(2);

        RelativeEffect.Relative both = (RelativeEffect.Relative) comparison.relativeAt(1, 2);

        assertThat(wide.ciUpper()).isGreaterThan(narrow.ciUpper());
        assertThat(both.ciLower()).isEqualTo(narrow.ciLower());
        assertThat(both.ciUpper()).isEqualTo(wide.ciUpper());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void relativeAt_quantileOutOfRange_throws(double quantile) {
        Comparison.Estimated comparison = of(10, 0.2, 1, 0.3);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> comparison.relativeAt(quantile, 1))
                .withMessage("below == " + quantile + ", must be finite and >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> comparison.relativeAt(1, quantile))
                .withMessage("above == " + quantile + ", must be finite and >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> comparison.relativeAt(quantile))
                .withMessage("criticalValue == " + quantile + ", must be finite and >= 0");
    }

    @Test
    void relativeAt_controlThreeErrorsFromZero_isTheLastThatHasOne() {
        assertThat(of(3, 1, 1, 0.3).relativeAt(1)).isInstanceOf(RelativeEffect.Relative.class);
        assertThat(of(2.999, 1, 1, 0.3).relativeAt(1))
                .isEqualTo(new RelativeEffect.Undefined(Reason.RELATIVE_UNDEFINED));
    }

    @Test
    void information_isTheInverseOfTheVariance() {
        assertThat(of(10, 0.2, 1, 0.25).information()).isCloseTo(16, within(1e-12));
        assertThat(of(10, 0.2, 0, 1e-200).information()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void burnInFlags_informationBelowTheLargestSoFar_areRaisedBeyondRounding() {
        Comparison.Estimated comparison = of(10, 0.2, 1, 0.25);

        assertThat(BurnIn.NONE.flags(comparison, Set.of(), 16)).containsExactly(Reason.SKEWNESS_UNKNOWN);
        assertThat(BurnIn.NONE.flags(comparison, Set.of(), 16 * (1 + 1e-13))).containsExactly(Reason.SKEWNESS_UNKNOWN);
        assertThat(BurnIn.NONE.flags(comparison, Set.of(), 16 * (1 + 1e-11)))
                .containsExactlyInAnyOrder(Reason.SKEWNESS_UNKNOWN, Reason.INFO_DECREASED);
    }

    @Test
    void estimated_statisticBeyondTheRangeOfADouble_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(10, 0.2, 1e200, 1e-200))
                .withMessage("effect / standardError == Infinity, must be finite");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void estimated_standardErrorOutOfRange_throws(double error) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(10, 0.2, 1, error))
                .withMessage("standardError == " + error + ", must be finite and > 0");
    }

    @Test
    void armLevel_withoutUnits_isALevel() {
        assertThat(new ArmLevel(0, 0, 0).n()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArmLevel(-1, 0, 0))
                .withMessage("n == -1, must be >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArmLevel(1, 0, Double.POSITIVE_INFINITY))
                .withMessage("standardError == Infinity, must be finite and >= 0");
    }

    @Test
    void columns_ofEachEstimand_areThoseOfItsMetric() {
        assertThat(Estimand.MEAN.columns()).isEqualTo(1);
        assertThat(Estimand.PROPORTION.columns()).isEqualTo(1);
        assertThat(Estimand.RATIO.columns()).isEqualTo(2);
    }

    @Test
    void initialState_ofAFixedTest_remembersNothing() {
        assertThat(new FixedTest(0.05).initialState()).isEqualTo(new FixedTest.State());
    }
}
