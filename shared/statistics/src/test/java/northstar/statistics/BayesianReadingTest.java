package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BayesianReadingTest {
    private static BayesianReading read(double effect, double standardError, Direction better, Prior prior) {
        return BayesianReading.of(effect, standardError, better, prior).orElseThrow();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "bayesian.csv", useHeadersInDisplayName = true)
    void of_goldenRows_sameAsQuadratureAndGbstats(
            double effect,
            double standardError,
            String weights,
            String means,
            String deviations,
            double mean,
            double standardDeviation,
            double chanceOfGain,
            double expectedLoss,
            double expectedMissedGain) {
        List<Prior.Component> components = new ArrayList<>();
        for (int i = 0; i < Numbers.list(weights).length; i++) {
            components.add(
                    new Prior.Component(Numbers.list(weights)[i], Numbers.list(means)[i], Numbers.list(deviations)[i]));
        }

        BayesianReading reading = read(effect, standardError, Direction.UP, new Prior("golden", components));

        assertThat(reading.prior()).isEqualTo("golden");
        assertThat(reading.mean()).isCloseTo(mean, within(1e-6 * Math.abs(mean)));
        Numbers.assertRelative(reading.standardDeviation(), standardDeviation, 1e-6);
        Numbers.assertRelative(reading.chanceOfGain(), chanceOfGain, 1e-6);
        // A posterior seven deviations from 0 loses the last digits of a number of 1e-15.
        assertThat(reading.expectedLoss()).isCloseTo(expectedLoss, within(1e-6 * expectedLoss + 1e-17));
        Numbers.assertRelative(reading.expectedMissedGain(), expectedMissedGain, 1e-6);
    }

    /** The posterior of the portfolio's worked example: m = .3, v = .25. */
    @Test
    void of_expectedLossOfTheWorkedExample_printedDigits() {
        Prior flat = Prior.normal("almost flat", 0.3, 1e6);

        BayesianReading reading = read(0.3, 0.5, Direction.UP, flat);

        assertThat(reading.expectedLoss()).isCloseTo(0.0843363661, within(1e-9));
    }

    @Test
    void of_lowerIsBetter_exchangesGainAndLoss() {
        BayesianReading up = read(0.03, 0.02, Direction.UP, Prior.SCEPTICAL);
        BayesianReading down = read(0.03, 0.02, Direction.DOWN, Prior.SCEPTICAL);

        assertThat(down.chanceOfGain()).isCloseTo(1 - up.chanceOfGain(), within(1e-15));
        assertThat(down.expectedLoss()).isEqualTo(up.expectedMissedGain());
        assertThat(down.mean()).isEqualTo(up.mean());
    }

    @Test
    void of_priorOfOnePoint_staysThere() {
        BayesianReading reading = read(0.3, 0.02, Direction.UP, Prior.normal("sure", -0.01, 0));

        assertThat(reading.mean()).isCloseTo(-0.01, within(1e-15));
        assertThat(reading.standardDeviation()).isCloseTo(0, within(1e-9));
        assertThat(reading.chanceOfGain()).isZero();
        assertThat(reading.expectedLoss()).isCloseTo(0.01, within(1e-15));
        assertThat(read(0.3, 0.02, Direction.UP, Prior.normal("sure", 0.01, 0)).chanceOfGain())
                .isEqualTo(1);
    }

    @Test
    void of_effectFarBeyondThePrior_staysFinite() {
        BayesianReading reading = read(
                1e150,
                1,
                Direction.UP,
                new Prior("two", List.of(new Prior.Component(0.5, 0, 1), new Prior.Component(0.5, 0, 2))));

        assertThat(reading.mean()).isCloseTo(0.8e150, within(1e140));
        assertThat(BayesianReading.of(1e200, 1, Direction.UP, Prior.SCEPTICAL)).isEmpty();
    }

    @Test
    void outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BayesianReading.of(1, 0, Direction.UP, Prior.SCEPTICAL))
                .withMessage("standardError == 0.0, must be finite and > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prior("none", List.of()))
                .withMessage("sum of weights == 0.0, must be 1 within 1e-6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prior.Component(2, 0, 1))
                .withMessage("weight == 2.0, must be in [0, 1]");
    }

    @Test
    void logRatio_workedExample_printedDigits() {
        Comparison.Estimated comparison = (Comparison.Estimated) EffectEstimator.withDefaults()
                .compare(
                        Estimand.MEAN,
                        WorkedExamples.fromSums(1000, 5000, 29000),
                        WorkedExamples.fromSums(1000, 5300, 33000));
        LogRatio ratio = LogRatio.of(comparison).orElseThrow();

        assertThat(ratio.relativeAt(-1.959963984540054)).isCloseTo(0.0226412019, within(1e-10));
        assertThat(ratio.relativeAt(1.959963984540054)).isCloseTo(0.0987235776, within(1e-10));
        assertThat(ratio.relativeAt(0)).isCloseTo(0.06, within(1e-12));
    }

    @Test
    void logRatio_levelsOfDifferentSign_isEmpty() {
        Comparison.Estimated comparison = (Comparison.Estimated) EffectEstimator.withDefaults()
                .compare(Estimand.MEAN, ArmMoments.of(50, -1, 1), ArmMoments.of(50, 1, 1));

        assertThat(LogRatio.of(comparison)).isEmpty();
    }
}
