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
        throw new UnsupportedOperationException();
    }

    /**
     * Solves {@code A x = b}.
     *
     * @param right the right-hand side b
     * @return x
     * @throws IllegalArgumentException if the size differs from the matrix's
     */
    public double[] solve(double[] right) {
        throw new UnsupportedOperationException();
    }

    /**
     * Solves {@code L y = b}, so that {@code |y|^2 = b^T A^-1 b}.
     *
     * @param right the right-hand side b
     * @return y
     * @throws IllegalArgumentException if the size differs from the matrix's
     */
    public double[] solveLower(double[] right) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns {@code A^-1}.
     *
     * @return a new symmetric matrix
     */
    public double[][] inverse() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the natural logarithm of the determinant of A.
     *
     * @return the logarithm
     */
    public double logDeterminant() {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the factor L.
     *
     * @return a new lower triangular matrix
     */
    public double[][] lower() {
        throw new UnsupportedOperationException();
    }
}
