package northstar.domain.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PowerSumsTest {
    /** Numerators and denominators of METHODS golden G1.3, control. */
    private static final int[][] PAIRS = {{1, 2}, {0, 1}, {3, 4}, {2, 2}, {1, 3}, {0, 2}};

    private static PowerSums of(int[]... pairs) {
        long[] sums = new long[9];
        for (int[] pair : pairs) {
            long a = pair[0];
            long b = pair[1];
            long[] add = {a, b, a * a, a * b, b * b, a * a * a, a * a * b, a * b * b, b * b * b};
            Arrays.setAll(sums, i -> sums[i] + add[i]);
        }
        List<BigDecimal> all = Arrays.stream(sums).mapToObj(BigDecimal::valueOf).toList();
        return new PowerSums(pairs.length, all.subList(0, 2), all.subList(2, 5), all.subList(5, 9));
    }

    @Test
    void centredForm_isThatOfTheUnits() {
        PowerSums sums = of(PAIRS);

        assertThat(sums.mean(0)).isEqualTo(7 / 6.0);
        assertThat(sums.covariance(0, 0)).isCloseTo((15 - 49 / 6.0) / 5, within(1e-15));
        assertThat(sums.covariance(0, 1)).isCloseTo((21 - 7 * 14 / 6.0) / 5, within(1e-15));
        assertThat(sums.covariance(1, 0)).isEqualTo(sums.covariance(0, 1));
    }

    @Test
    void thirdCentralMoments_areThoseOfTheUnits() {
        double[] expected = new double[4];
        for (int[] pair : PAIRS) {
            double a = pair[0] - 7 / 6.0;
            double b = pair[1] - 14 / 6.0;
            expected[0] += a * a * a / 6;
            expected[1] += a * a * b / 6;
            expected[2] += a * b * b / 6;
            expected[3] += b * b * b / 6;
        }

        assertThat(of(PAIRS).thirdCentralMoments()).containsExactly(expected, within(1e-15));
    }

    @Test
    void plus_inAnyOrder_givesTheSameDigits() {
        List<PowerSums> parts = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 40; i++) {
            BigDecimal value = new BigDecimal(random.nextDouble() * Math.pow(10, random.nextInt(-8, 9)));
            parts.add(new PowerSums(1, List.of(value), List.of(value.multiply(value)), List.of(value.pow(3))));
        }
        PowerSums whole = parts.stream().reduce(PowerSums::plus).orElseThrow();

        Collections.shuffle(parts, random);

        assertThat(parts.stream().reduce(PowerSums::plus)).contains(whole);
    }

    @Test
    void plus_ofSumsWithoutSecondMoments_knowsNone() {
        PowerSums unknown = PowerSums.ofReported(4, BigDecimal.ONE, null, null);

        PowerSums sums = unknown.plus(PowerSums.ofReported(4, BigDecimal.TWO, BigDecimal.ONE, BigDecimal.ZERO));

        assertThat(sums.mean(0)).isEqualTo(1.5);
        assertThat(sums.products()).isNull();
        assertThat(sums.thirdCentralMoments()).isNull();
        assertThatIllegalStateException().isThrownBy(() -> sums.covariance(0, 0));
    }

    @Test
    void plus_ofOtherVariables_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(PAIRS).plus(PowerSums.ofReported(1, BigDecimal.ONE, null, null)))
                .withMessage("values.length == 1, must be 2");
    }

    @Test
    void ofReported_givesBackWhatWasReported() {
        BigDecimal mean = new BigDecimal("0.1234567890123457");
        BigDecimal variance = new BigDecimal("17.00000000000003");
        BigDecimal m3 = new BigDecimal("-4.25e-3");

        PowerSums sums = PowerSums.ofReported(1_000_003, mean, variance, m3);

        assertThat(sums.mean(0)).isEqualTo(mean.doubleValue());
        assertThat(sums.covariance(0, 0)).isEqualTo(variance.doubleValue());
        assertThat(sums.thirdCentralMoments()).containsExactly(m3.doubleValue());
    }

    @Test
    void sumsThatDifferInScaleAlone_areEqual() {
        assertThat(PowerSums.ofReported(2, new BigDecimal("1.50"), BigDecimal.ONE, null))
                .isEqualTo(PowerSums.ofReported(2, new BigDecimal("1.5"), new BigDecimal("1.0"), null));
    }

    @Test
    void noUnits_haveNoMean() {
        PowerSums none = PowerSums.ofReported(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        assertThatIllegalStateException().isThrownBy(() -> none.mean(0));
        assertThatIllegalStateException().isThrownBy(() -> none.covariance(0, 0));
        assertThat(none.thirdCentralMoments()).isNull();
    }

    @Test
    void listsOfTheWrongLength_areRefused() {
        BigDecimal one = BigDecimal.ONE;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PowerSums(1, List.of(), null, null))
                .withMessage("values.length == 0, must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PowerSums(1, List.of(one, one), List.of(one), null))
                .withMessage("products.length == 1, must be 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PowerSums(1, List.of(one), List.of(one), List.of(one, one)))
                .withMessage("cubes.length == 2, must be 1, or 4 with two variables or more");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> of(PAIRS).plus(new PowerSums(1, List.of(one, one), List.of(one, one, one), List.of(one))))
                .withMessage("sums.length == 1, must be 4");
    }

    @Test
    void covariance_withAConstant_isExactlyZero() {
        PowerSums sums = new PowerSums(
                3,
                List.of(BigDecimal.ONE, BigDecimal.valueOf(3)),
                List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.valueOf(3)),
                null);

        assertThat(sums.covariance(0, 1)).isZero();
        assertThat(sums.covariance(1, 1)).isZero();
    }
}
