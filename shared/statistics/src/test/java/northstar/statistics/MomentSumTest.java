package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentSumTest {
    private static double[][] rows(long seed, int n, int columns) {
        Random random = new Random(seed);
        double[][] rows = new double[n][columns];
        for (double[] row : rows) {
            double shared = random.nextGaussian();
            for (int i = 0; i < columns; i++) {
                row[i] = i + shared + Math.exp(random.nextGaussian());
            }
        }
        return rows;
    }

    private static double[][] both(double[][] first, double[][] second) {
        double[][] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Third central moments of numerator and denominator, by definition. */
    private static ArmMoments ratio(double[][] rows) {
        ArmMoments plain = ArmMoments.ofRows(rows);
        double[] third = new double[4];
        for (double[] row : rows) {
            double n = row[0] - plain.mean(0);
            double d = row[1] - plain.mean(1);
            double[] terms = {n * n * n, n * n * d, n * d * d, d * d * d};
            for (int i = 0; i < 4; i++) {
                third[i] += terms[i] / rows.length;
            }
        }
        return plain.withThirdMoments(third);
    }

    private static void assertSame(ArmMoments actual, ArmMoments expected) {
        assertThat(actual.n()).isEqualTo(expected.n());
        for (int i = 0; i < expected.columns(); i++) {
            assertThat(actual.mean(i)).isCloseTo(expected.mean(i), within(1e-12));
            for (int j = 0; j < expected.columns(); j++) {
                assertThat(actual.covariance(i, j).orElseThrow())
                        .isCloseTo(expected.covariance(i, j).orElseThrow(), within(1e-10));
            }
        }
        assertThat(actual.thirdMoments()).hasSameSizeAs(expected.thirdMoments());
        for (int i = 0; i < expected.thirdMoments().size(); i++) {
            assertThat(actual.thirdMoments().get(i))
                    .isCloseTo(expected.thirdMoments().get(i), within(1e-9));
        }
    }

    @Test
    void plus_disjointUnits_areTheMomentsOfAll() {
        double[][] first = rows(1, 37, 3);
        double[][] second = rows(2, 211, 3);

        assertSame(ArmMoments.ofRows(first).plus(ArmMoments.ofRows(second)), ArmMoments.ofRows(both(first, second)));
    }

    @Test
    void plus_ratio_addsItsFourThirdMoments() {
        double[][] first = rows(3, 50, 2);
        double[][] second = rows(4, 9, 2);

        assertSame(ratio(first).plus(ratio(second)), ratio(both(first, second)));
    }

    @Test
    void plus_singleUnits_areTheMomentsOfAll() {
        double[][] one = {{3}};
        double[][] other = {{5}};
        ArmMoments bare = ArmMoments.ofUnknownVariance(1, 3);

        assertSame(ArmMoments.ofRows(one).plus(ArmMoments.ofRows(other)), ArmMoments.ofRows(both(one, other)));
        assertSame(bare.plus(ArmMoments.ofRows(other)), ArmMoments.ofRows(both(one, other)));
    }

    @Test
    void plus_noUnits_changesNothing() {
        ArmMoments some = ArmMoments.of(5, 1, 2);
        ArmMoments none = ArmMoments.of(0, 9, 9);

        assertThat(some.plus(none)).isEqualTo(some);
        assertThat(none.plus(some)).isEqualTo(some);
    }

    @Test
    void plus_unknownInOne_isUnknown() {
        ArmMoments known = ArmMoments.of(5, 1, 2).withThirdMoments(1);

        ArmMoments sum = known.plus(ArmMoments.ofUnknownVariance(5, 1));

        assertThat(sum.mean(0)).isEqualTo(1);
        assertThat(sum.covariance(0, 0)).isEmpty();
        assertThat(sum.thirdMoments()).isEmpty();
        assertThat(known.plus(ArmMoments.of(5, 1, 2)).thirdMoments()).isEmpty();
    }

    @Test
    void plus_beyondTheRangeOfADouble_isUnknown() {
        ArmMoments sum = ArmMoments.of(5, 1e200, 2)
                .withThirdMoments(1)
                .plus(ArmMoments.of(5, -1e200, 2).withThirdMoments(1));

        assertThat(sum.mean(0)).isZero();
        assertThat(sum.covariance(0, 0)).isEmpty();
        assertThat(ArmMoments.of(5, 1e130, 2)
                        .withThirdMoments(1)
                        .plus(ArmMoments.of(7, -1e130, 2).withThirdMoments(1))
                        .thirdMoments())
                .isEmpty();
    }

    @Test
    void plus_otherColumns_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.of(5, 1, 2).plus(ArmMoments.of(5, new double[] {1, 1}, new double[][] {
                    {1, 0}, {0, 1}
                })))
                .withMessage("other.columns() == 2, must be columns() == 1");
    }

    @Test
    void ofRows_badRows_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(ArmMoments::ofRows)
                .withMessage("rows.length == 0, must be >= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.ofRows(new double[] {1, 2}, new double[] {1}))
                .withMessage("rows[1].length == 1, must be rows[0].length == 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmMoments.ofRows(new double[] {Double.NaN}))
                .withMessage("rows[0][0] == NaN, must be finite");
    }

    @Test
    void plus_variancesThatRoundToNothing_leavesNoCovarianceEither() {
        double[][] covariances = {{1e-320, 9.9999e-162}, {9.9999e-162, 1e-2}};
        ArmMoments arm = ArmMoments.of(3, new double[] {0, 0}, covariances);

        ArmMoments sum = arm.plus(arm);

        double bound = Math.sqrt(sum.covariance(0, 0).orElseThrow())
                * Math.sqrt(sum.covariance(1, 1).orElseThrow());
        assertThat(sum.covariance(0, 1).orElseThrow()).isBetween(-bound, bound);
        assertThat(sum.covariance(1, 0)).isEqualTo(sum.covariance(0, 1));
    }
}
