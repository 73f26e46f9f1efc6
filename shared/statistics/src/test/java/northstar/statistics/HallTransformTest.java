package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class HallTransformTest {
    private static final double Z975 = 1.959963984540054;

    /** A normal comparison of independent levels. */
    static Comparison.Estimated comparison(
            double effect, double standardError, double controlMean, double controlError, double skewness) {
        double treatmentError = Math.sqrt(standardError * standardError - controlError * controlError);
        return new Comparison.Estimated(
                new ArmLevel(1000, controlMean, controlError),
                new ArmLevel(9000, controlMean + effect, treatmentError),
                effect,
                standardError,
                0,
                OptionalDouble.empty(),
                new SampleSupport(1000, OptionalDouble.empty(), OptionalDouble.of(skewness)),
                new Adjustment.None(),
                List.of(),
                Set.of());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "hall.csv", useHeadersInDisplayName = true)
    void transform_goldenRows_sameAsHighPrecisionAndRootFinding(
            double skewness,
            double effect,
            double standardError,
            double controlMean,
            double controlError,
            double transformed,
            double pValue,
            double pValueT50,
            double below,
            double above,
            double relativeLower,
            double relativeUpper) {
        HallTransform transform = new HallTransform(skewness);
        Comparison.Estimated comparison = comparison(effect, standardError, controlMean, controlError, skewness);

        double value = transform.of(effect / standardError);

        Numbers.assertRelative(value, transformed, 1e-9);
        Numbers.assertRelative(2 * StandardNormal.survival(Math.abs(value)), pValue, 1e-9);
        Numbers.assertRelative(2 * new StudentT(50).survival(Math.abs(value)), pValueT50, 1e-9);
        Numbers.assertRelative(transform.below(Z975), below, 1e-9);
        Numbers.assertRelative(transform.above(Z975), above, 1e-9);
        RelativeEffect.Relative relative =
                (RelativeEffect.Relative) comparison.relativeAt(transform.below(Z975), transform.above(Z975));
        assertThat(relative.ciLower()).isCloseTo(relativeLower, within(1e-9));
        assertThat(relative.ciUpper()).isCloseTo(relativeUpper, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.3, -0.05, -1e-13, 0, 1e-13, 1e-9, 0.05, 0.3, 1, 4})
    void inverse_anyPoint_undoesTheTransform(double skewness) {
        HallTransform transform = new HallTransform(skewness);

        for (double t : new double[] {-6, -2, -0.1, 0, 0.5, 3, 8}) {
            assertThat(transform.inverse(transform.of(t))).isCloseTo(t, within(1e-9));
        }
    }

    @Test
    void of_noSkewness_isTheStatistic() {
        assertThat(new HallTransform(0).of(1.7)).isEqualTo(1.7);
    }

    @Test
    void below_quantileWithinTheShift_isNotNegative() {
        assertThat(new HallTransform(0.3).below(0.01)).isZero();
        assertThat(new HallTransform(-0.3).above(0.01)).isZero();
    }

    @Test
    void constructor_notFinite_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HallTransform(Double.NaN))
                .withMessage("skewness == NaN, must be finite");
    }

    @Test
    void of_statisticBeyondAllMeasure_staysADouble() {
        assertThat(new HallTransform(0.3).of(1e200)).isEqualTo(Double.MAX_VALUE);
        assertThat(new HallTransform(-0.3).of(-1e200)).isEqualTo(-Double.MAX_VALUE);
        assertThat(new HallTransform(-0.3).of(Double.MAX_VALUE)).isEqualTo(Double.MAX_VALUE);
    }
}
