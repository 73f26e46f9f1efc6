package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CholeskyTest {
    private static final Offset<Double> ROUNDING = within(1e-14);
    private static final double[][] MATRIX = {{4, 2, 0.6}, {2, 5, 1}, {0.6, 1, 3}};

    @Test
    void solve_positiveDefinite_solvesTheEquations() {
        double[] x = Cholesky.of(MATRIX).orElseThrow().solve(new double[] {1, -2, 3});

        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += MATRIX[i][j] * x[j];
            }
            assertThat(sum).isCloseTo(new double[] {1, -2, 3}[i], ROUNDING);
        }
    }

    @Test
    void solveLower_anyRight_squaresToTheQuadraticForm() {
        Cholesky factor = Cholesky.of(MATRIX).orElseThrow();
        double[] right = {1, -2, 3};

        double[] y = factor.solveLower(right);
        double[] x = factor.solve(right);

        assertThat(y[0] * y[0] + y[1] * y[1] + y[2] * y[2]).isCloseTo(x[0] - 2 * x[1] + 3 * x[2], ROUNDING);
    }

    @Test
    void inverse_positiveDefinite_timesTheMatrixIsTheIdentity() {
        double[][] inverse = Cholesky.of(MATRIX).orElseThrow().inverse();

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += inverse[i][k] * MATRIX[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, ROUNDING);
                assertThat(inverse[i][j]).isEqualTo(inverse[j][i]);
            }
        }
    }

    @Test
    void logDeterminant_positiveDefinite_isThatOfTheMatrix() {
        double determinant = 4 * (5 * 3 - 1) - 2 * (2 * 3 - 0.6) + 0.6 * (2 - 5 * 0.6);

        assertThat(Cholesky.of(MATRIX).orElseThrow().logDeterminant()).isCloseTo(Math.log(determinant), ROUNDING);
    }

    @Test
    void lower_changedByTheCaller_leavesTheFactorAlone() {
        Cholesky factor = Cholesky.of(MATRIX).orElseThrow();

        factor.lower()[0][0] = 17;

        assertThat(factor.lower()[0]).containsExactly(2, 0, 0);
        assertThat(factor.lower()[1][0]).isEqualTo(1);
    }

    @Test
    void of_singularOrIndefinite_isEmpty() {
        assertThat(Cholesky.of(new double[][] {{1, 1}, {1, 1}})).isEmpty();
        assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isEmpty();
        assertThat(Cholesky.of(new double[][] {{0}})).isEmpty();
        assertThat(Cholesky.of(new double[][] {{-1}})).isEmpty();
    }

    @Test
    void of_emptyMatrix_isTheEmptyFactor() {
        assertThat(Cholesky.of(new double[0][]).orElseThrow().solve(new double[0]))
                .isEmpty();
    }

    @Test
    void of_notSquare_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.of(new double[][] {{1, 2}}))
                .withMessage("matrix[0].length == 2, must be matrix.length == 1");
    }

    @Test
    void of_notFinite_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.of(new double[][] {{Double.NaN}}))
                .withMessage("matrix[0][0] == NaN, must be finite");
    }

    @Test
    void solve_otherSize_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cholesky.of(MATRIX).orElseThrow().solve(new double[2]))
                .withMessage("right.length == 2, must be the matrix's size == 3");
    }
}
