package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import northstar.statistics.ProportionTest.Share;
import northstar.statistics.ProportionTest.Tested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTestTest {
    private static final ProportionTest TEST = new ProportionTest(0.05);

    @ParameterizedTest
    @CsvFileSource(resources = "proportions.csv", useHeadersInDisplayName = true)
    void test_goldenRows_sameAsScipyAndStatsmodels(
            long controlSuccesses,
            long controlUnits,
            long treatmentSuccesses,
            long treatmentUnits,
            double pValue,
            double midPValue,
            double ciLower,
            double ciUpper) {
        Tested tested = TEST.test(
                        new Share(controlSuccesses, controlUnits), new Share(treatmentSuccesses, treatmentUnits))
                .orElseThrow();

        Numbers.assertRelative(tested.pValue(), pValue, 1e-9);
        Numbers.assertRelative(tested.midPValue(), midPValue, 1e-9);
        assertThat(tested.ciLower()).isCloseTo(ciLower, within(1e-9));
        assertThat(tested.ciUpper()).isCloseTo(ciUpper, within(1e-9));
    }

    @Test
    void test_exchangedArms_mirrorTheInterval() {
        Tested there = TEST.test(new Share(2, 45), new Share(7, 40)).orElseThrow();
        Tested back = TEST.test(new Share(7, 40), new Share(2, 45)).orElseThrow();

        assertThat(back.ciLower()).isCloseTo(-there.ciUpper(), within(1e-15));
        assertThat(back.pValue()).isCloseTo(there.pValue(), within(1e-15));
    }

    @Test
    void test_allAgainstNone_intervalEndsAtOne() {
        assertThat(TEST.test(new Share(0, 30), new Share(30, 30)).orElseThrow().ciUpper())
                .isEqualTo(1);
    }

    @Test
    void test_hugeTables_isEmpty() {
        assertThat(TEST.test(new Share(2_000_000, 5_000_000), new Share(2_000_000, 5_000_000)))
                .isEmpty();
    }

    /**
     * Expected by SciPy 1.17.1, {@code stats.fisher_exact([[t, nT - t], [c, nC - c]])}. Probabilities of such tables leave the range of
     * a double unless they are taken from the most likely one on.
     */
    @ParameterizedTest
    @CsvSource({
        "400000, 1000000, 401500, 1000000, 0.030545237934905257",
        "45000, 100000, 402300, 900000, 0.07080389216218234",
        "699000, 1000000, 700800, 1000000, 0.005509074070053122",
        "10, 1000000, 25, 900000, 0.005956845478706163"
    })
    void test_largeTables_sameAsScipy(long c, long unitsC, long t, long unitsT, double pValue) {
        assertThat(TEST.test(new Share(c, unitsC), new Share(t, unitsT))
                        .orElseThrow()
                        .pValue())
                .isCloseTo(pValue, within(1e-8 * pValue));
    }

    @Test
    void share_outOfRange_throws() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(1, 0)).withMessage("units == 0, must be >= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share(3, 2))
                .withMessage("successes == 3, must be in [0, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Share(-1, 2))
                .withMessage("successes == -1, must be in [0, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProportionTest(1))
                .withMessage("alpha == 1.0, must be in (0, 1)");
    }

    /** Expected by exact fractions in Python: with an arm so large the test is the binomial one of the other arm. */
    @ParameterizedTest
    @CsvSource({"50, 100, 400000000000000000, 0.0518820208735021", "52, 100, 600000000000000000, 0.10363706113093364"})
    void test_oneArmBeyondThePrecisionOfADouble_isTheBinomialTest(
            long successes, long units, long others, double pValue) {
        Share large = new Share(others, 1_000_000_000_000_000_000L);

        assertThat(TEST.test(new Share(successes, units), large).orElseThrow().pValue())
                .isCloseTo(pValue, within(1e-12));
        assertThat(TEST.test(large, new Share(successes, units)).orElseThrow().pValue())
                .isCloseTo(pValue, within(1e-12));
    }
}
