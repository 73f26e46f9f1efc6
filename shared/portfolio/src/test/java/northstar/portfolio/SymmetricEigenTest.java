package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import northstar.statistics.Cholesky;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    @Test
    void value_twoByTwo_isThatOfTheFormula() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}});

        double[] values = {eigen.value(0), eigen.value(1)};
        Arrays.sort(values);
        assertThat(values).containsExactly(new double[] {1, 3}, within(1e-15));
    }

    @Test
    void value_diagonalMatrix_isTheDiagonalItself() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{5, 0}, {0, 1e-9}});

        assertThat(eigen.value(0)).isEqualTo(5);
        assertThat(eigen.value(1)).isEqualTo(1e-9);
        assertThat(eigen.vector(0, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 25})
    void vectors_randomCovariance_rebuildItAndAreOrthogonal(int size) {
        double[][] matrix = covariance(size, new SplittableRandom(size));

        SymmetricEigen eigen = SymmetricEigen.of(matrix);

        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double rebuilt = 0;
                double product = 0;
                for (int k = 0; k < size; k++) {
                    rebuilt += eigen.vector(i, k) * eigen.value(k) * eigen.vector(j, k);
                    product += eigen.vector(i, k) * eigen.vector(j, k);
                }
                assertThat(rebuilt).isCloseTo(matrix[i][j], within(1e-14 * size));
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13));
            }
        }
    }

    @Test
    void value_nearlySingularCovariance_keepsTheDeterminant() {
        double[][] matrix = {{1e-4, 0.999e-4}, {0.999e-4, 1e-4}};

        SymmetricEigen eigen = SymmetricEigen.of(matrix);

        double determinant = Cholesky.of(matrix).orElseThrow().logDeterminant();
        assertThat(Math.log(eigen.value(0)) + Math.log(eigen.value(1))).isCloseTo(determinant, within(1e-11));
    }

    private static double[][] covariance(int size, SplittableRandom random) {
        double[][] root = new double[size][size];
        for (double[] row : root) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    matrix[i][j] += root[i][k] * root[j][k] / size;
                }
            }
        }
        return matrix;
    }
}
