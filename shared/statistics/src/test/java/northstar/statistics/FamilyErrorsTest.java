package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FamilyErrorsTest {
    @Test
    void ofSelectedIntervals_falseCoverageRate_isShared() {
        assertThat(FamilyErrors.ofSelectedIntervals(0.1, 3, 20)).isCloseTo(0.015, within(1e-15));
        assertThat(FamilyErrors.ofSelectedIntervals(0.1, 0, 20)).isCloseTo(0.005, within(1e-15));
        assertThat(FamilyErrors.ofSelectedIntervals(0.1, 20, 20)).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void ofEach_errors_areDivided() {
        assertThat(FamilyErrors.ofEachInterval(0.05, 4)).isEqualTo(0.0125);
        assertThat(FamilyErrors.ofEachDeterioration(0.01, 3, 2)).isCloseTo(0.00125, within(1e-15));
    }

    @Test
    void outOfRange_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FamilyErrors.ofEachInterval(0.05, 0))
                .withMessage("size == 0, must be >= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FamilyErrors.ofSelectedIntervals(0.05, 3, 2))
                .withMessage("selected == 3, must be in [0, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FamilyErrors.ofEachDeterioration(0.05, -1, 2))
                .withMessage("guardrails == -1, must be >= 0");
    }

    @Test
    void eValues_workedExample_rejectsThree() {
        double[] e = {90, 35, 28, 5, 0.4};

        assertThat(EValues.rejections(0.1, e)).isEqualTo(3);
        assertThat(EValues.rejections(0.05, e)).isZero();
        assertThat(EValues.adjusted(e)[0]).isCloseTo(5.0 / 90, within(1e-12));
        assertThat(EValues.adjusted(e)[2]).isCloseTo(5.0 / 84, within(1e-12));
        assertThat(EValues.adjusted(e)[4]).isEqualTo(1);
    }

    /** The definition, tried at every k. */
    @Test
    void eValues_randomFamilies_sameAsTheDefinition() {
        long seed = 3;
        java.util.Random random = new java.util.Random(seed);
        for (int round = 0; round < 500; round++) {
            double[] e =
                    random.doubles(1 + random.nextInt(9)).map(x -> 1 / (x * x)).toArray();
            double[] sorted = java.util.Arrays.stream(e).sorted().toArray();
            int expected = 0;
            for (int k = 1; k <= e.length; k++) {
                if (k * sorted[e.length - k] / e.length >= 1 / 0.2) {
                    expected = k;
                }
            }

            assertThat(EValues.rejections(0.2, e))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
        }
    }

    @Test
    void eValues_exactlyEnoughEvidence_isEnough() {
        assertThat(EValues.rejections(0.1, 10)).isEqualTo(1);
        assertThat(EValues.rejections(0.1, 9.9999999)).isZero();
        assertThat(EValues.rejections(0.1, 15, 15, 15)).isEqualTo(3);
    }

    @Test
    void eValues_atTheEdges_areNumbers() {
        assertThat(EValues.adjusted(0, Double.POSITIVE_INFINITY)).containsExactly(1, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EValues.adjusted(-1))
                .withMessage("eValues[0] == -1.0, must be >= 0");
    }
}
