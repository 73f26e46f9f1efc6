package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogRatioTest {
    private static Comparison.Estimated levels(double control, double treatment, double covariance) {
        return new Comparison.Estimated(
                new ArmLevel(100, control, 0.3),
                new ArmLevel(100, treatment, 0.4),
                treatment - control,
                Math.sqrt(0.25 - 2 * covariance),
                covariance,
                OptionalDouble.empty(),
                new SampleSupport(100, OptionalDouble.empty(), OptionalDouble.empty()),
                new Adjustment.None(),
                List.of(),
                Set.of());
    }

    /** By hand: (0.3/4)^2 + (0.4/5)^2 - 2 0.02/(4 5) = 0.010025. */
    @Test
    void of_levelsThatShareError_takesItAway() {
        LogRatio ratio = LogRatio.of(levels(4, 5, 0.02)).orElseThrow();

        assertThat(ratio.value()).isCloseTo(Math.log(1.25), within(1e-15));
        assertThat(ratio.standardError() * ratio.standardError()).isCloseTo(0.010025, within(1e-15));
    }

    @Test
    void of_bothLevelsNegative_isThatOfTheirSizes() {
        assertThat(LogRatio.of(levels(-4, -5, 0.02))).isEqualTo(LogRatio.of(levels(4, 5, 0.02)));
    }

    @Test
    void of_levelsOfOtherSigns_isNone() {
        assertThat(LogRatio.of(levels(-4, 5, 0))).isEmpty();
        assertThat(LogRatio.of(levels(4, 0, 0))).isEmpty();
        assertThat(LogRatio.of(levels(0, 5, 0))).isEmpty();
    }
}
