package northstar.statistics;

import java.util.Optional;

/**
 * Lower triangular factor L of a symmetric positive definite matrix, {@code A = L L^T}.
 *
 * <p>Immutable.
 */
public final class Cholesky {
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * Factors a matrix, of which only the lower triangle is read.
     *
     * @param matrix square, symmetric, finite
     * @return the factor; empty if the matrix is not positive definite: a pivot is not above {@code 1e-14} of its
     *     diagonal element
     * @throws IllegalArgumentException if the matrix is not square or an element not finite
     */
    public static Optional<Cholesky> of(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            if (matrix[i].length != size) {
                throw new IllegalArgumentException(
                        "matrix[" + i + "].length == " + matrix[i].length + ", must be matrix.length == " + size);
            }
            for (int j = 0; j <= i; j++) {
                Arguments.requireFinite("matrix[" + i + "][" + j + "]", matrix[i][j]);
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= lower[i][k] * lower[j][k];
                }
                if (j < i) {
                    lower[i][j] = rest / lower[j][j];
                } else if (rest > 1e-14 * matrix[i][i]) {
                    lower[i][i] = Math.sqrt(rest);
                } else {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Cholesky(lower));
    }

    /**
     * Solves {@code A x = b}.
     *
     * @param right the right-hand side b
     * @return x
     * @throws IllegalArgumentException if the size differs from the matrix's
     */
    public double[] solve(double[] right) {
        double[] x = solveLower(right);
        for (int i = x.length - 1; i >= 0; i--) {
            double rest = x[i];
            for (int k = i + 1; k < x.length; k++) {
                rest -= lower[k][i] * x[k];
            }
            x[i] = rest / lower[i][i];
        }
        return x;
    }

    /**
     * Solves {@code L y = b}, so that {@code |y|^2 = b^T A^-1 b}.
     *
     * @param right the right-hand side b
     * @return y
     * @throws IllegalArgumentException if the size differs from the matrix's
     */
    public double[] solveLower(double[] right) {
        if (right.length != lower.length) {
            throw new IllegalArgumentException(
                    "right.length == " + right.length + ", must be the matrix's size == " + lower.length);
        }
        double[] y = new double[right.length];
        for (int i = 0; i < y.length; i++) {
            double rest = right[i];
            for (int k = 0; k < i; k++) {
                rest -= lower[i][k] * y[k];
            }
            y[i] = rest / lower[i][i];
        }
        return y;
    }

    /**
     * Returns {@code A^-1}.
     *
     * @return a new symmetric matrix
     */
    public double[][] inverse() {
        int size = lower.length;
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] unit = new double[size];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                inverse[i][j] = inverse[j][i];
            }
        }
        return inverse;
    }

    /**
     * Returns the natural logarithm of the determinant of A.
     *
     * @return the logarithm
     */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += Math.log(lower[i][i]);
        }
        return 2 * sum;
    }

    /**
     * Returns the factor L.
     *
     * @return a new lower triangular matrix
     */
    public double[][] lower() {
        double[][] copy = new double[lower.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = lower[i].clone();
        }
        return copy;
    }
}
