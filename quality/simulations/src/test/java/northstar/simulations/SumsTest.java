package northstar.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import northstar.statistics.ArmMoments;
import org.junit.jupiter.api.Test;

class SumsTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(5);

    private static double[][] rows(int units) {
        double[][] rows = new double[units][2];
        for (double[] row : rows) {
            row[0] = Math.exp(RANDOM.nextGaussian());
            row[1] = row[0] + 3 + RANDOM.nextGaussian();
        }
        return rows;
    }

    @Test
    void moments_ofTwoCohorts_sameAsOfAllRows() {
        double[][] rows = rows(60);
        Sums sums = new Sums(2, 1);
        Sums other = new Sums(2, 1);
        for (int i = 0; i < rows.length; i++) {
            (i < 20 ? sums : other).add(rows[i]);
        }
        sums.add(other);

        ArmMoments moments = sums.moments();
        ArmMoments expected = ArmMoments.ofRows(rows);

        assertThat(moments.n()).isEqualTo(60);
        for (int i = 0; i < 2; i++) {
            assertThat(moments.mean(i)).isCloseTo(expected.mean(i), within(1e-12));
            for (int j = 0; j < 2; j++) {
                assertThat(moments.covariance(i, j).orElseThrow())
                        .isCloseTo(expected.covariance(i, j).orElseThrow(), within(1e-10));
            }
        }
        assertThat(moments.thirdMoments().getFirst())
                .isCloseTo(expected.thirdMoments().getFirst(), within(1e-9));
    }

    @Test
    void moments_ofARatio_haveItsFourThirdMoments() {
        Sums sums = new Sums(2, 2);
        double[][] rows = rows(40);
        double y = 0;
        double d = 0;
        for (double[] row : rows) {
            sums.add(row);
            y += row[0] / rows.length;
            d += row[1] / rows.length;
        }
        double mixed = 0;
        for (double[] row : rows) {
            mixed += (row[0] - y) * (row[1] - d) * (row[1] - d) / rows.length;
        }

        assertThat(sums.moments().thirdMoments()).hasSize(4);
        assertThat(sums.moments().thirdMoments().get(2)).isCloseTo(mixed, within(1e-9));
    }

    @Test
    void moments_ofNobody_areThoseOfNobody() {
        assertThat(new Sums(1, 1).moments().n()).isZero();
    }
}
