package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import northstar.statistics.Interaction.Cells;
import northstar.statistics.Interaction.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class InteractionTest {
    private static final Interaction TEST = new Interaction(0.05);

    private static Cells cells(String n, String means, String variances) {
        ArmMoments[] cells = new ArmMoments[4];
        for (int i = 0; i < 4; i++) {
            cells[i] = ArmMoments.of((long) Numbers.list(n)[i], Numbers.list(means)[i], Numbers.list(variances)[i]);
        }
        return new Cells(cells[0], cells[1], cells[2], cells[3]);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "interaction.csv", useHeadersInDisplayName = true)
    void test_goldenRows_sameAsRegression(
            String n,
            String means,
            String variances,
            double difference,
            double standardError,
            double pValue,
            double relativeDifference,
            double relativeStandardError) {
        Result.Tested tested = (Result.Tested) TEST.test(Estimand.MEAN, cells(n, means, variances));

        Numbers.assertRelative(tested.difference(), difference, 1e-9);
        Numbers.assertRelative(tested.standardError(), standardError, 1e-9);
        Numbers.assertRelative(tested.pValue(), pValue, 1e-9);
        Numbers.assertRelative(tested.relativeDifference().orElseThrow(), relativeDifference, 1e-9);
        Numbers.assertRelative(tested.relativeStandardError().orElseThrow(), relativeStandardError, 1e-9);
        assertThat(tested.significant()).isEqualTo(pValue <= 0.05);
        assertThat(tested.ciLower() > 0 || tested.ciUpper() < 0).isEqualTo(tested.significant());
    }

    @Test
    void test_namesOfTheExperimentsExchanged_isTheSameDifference() {
        Cells cells = cells("50 60 70 80", "1 2 3 5", "1 2 1 2");
        Cells exchanged = new Cells(cells.neither(), cells.second(), cells.first(), cells.both());

        Result.Tested there = (Result.Tested) TEST.test(Estimand.MEAN, cells);
        Result.Tested back = (Result.Tested) TEST.test(Estimand.MEAN, exchanged);

        assertThat(back.difference()).isCloseTo(there.difference(), within(1e-12));
        assertThat(back.pValue()).isCloseTo(there.pValue(), within(1e-12));
    }

    @Test
    void test_normalEffects_useTheNormalDistribution() {
        Comparison.Estimated effect = HallTransformTest.comparison(0.4, 0.3, 5, 0.1, 0);
        Comparison.Estimated other = HallTransformTest.comparison(1.4, 0.4, 5, 0.1, 0);

        Result.Tested tested = (Result.Tested) TEST.test(effect, other);

        assertThat(tested.pValue()).isCloseTo(2 * StandardNormal.survival(2), within(1e-12));
    }

    @Test
    void test_controlNearZero_hasNoRelativeDifference() {
        Result.Tested tested = (Result.Tested) TEST.test(Estimand.MEAN, cells("50 60 70 80", "0 2 3 5", "1 2 1 2"));

        assertThat(tested.relativeDifference()).isEmpty();
        assertThat(tested.relativeStandardError()).isEmpty();
        assertThat(tested.difference()).isZero();
    }

    @Test
    void test_emptyCell_isUndefined() {
        assertThat(TEST.test(Estimand.MEAN, cells("50 0 70 80", "1 2 3 5", "1 2 1 2")))
                .isEqualTo(new Result.Undefined(Reason.ONE_VARIANT));
        assertThat(TEST.test(Estimand.MEAN, cells("50 60 1 80", "1 2 3 5", "1 2 1 2")))
                .isEqualTo(new Result.Undefined(Reason.LOW_N));
    }

    @Test
    void test_beyondTheRangeOfADouble_isUndefined() {
        Comparison.Estimated up = new Comparison.Estimated(
                new ArmLevel(9, 0, 1e307),
                new ArmLevel(9, 1.5e308, 1e307),
                1.5e308,
                1e307,
                0,
                OptionalDouble.empty(),
                new SampleSupport(9, OptionalDouble.empty(), OptionalDouble.empty()),
                new Adjustment.None(),
                java.util.List.of(),
                java.util.Set.of());
        Comparison.Estimated down = new Comparison.Estimated(
                up.control(),
                up.treatment(),
                -1.5e308,
                1e307,
                0,
                OptionalDouble.empty(),
                up.support(),
                up.adjustment(),
                up.covariateChecks(),
                up.flags());

        assertThat(TEST.test(down, up)).isEqualTo(new Result.Undefined(Reason.OVERFLOW));
    }
}
