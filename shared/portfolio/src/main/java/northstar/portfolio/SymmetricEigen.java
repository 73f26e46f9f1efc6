package northstar.portfolio;

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, {@code A = U diag(values) U^T}.
 *
 * <p>Cyclic Jacobi rotations: slow for large matrices, but accurate for the small eigenvalues of positive definite ones. Not
 * changed once made.
 */
final class SymmetricEigen {
    private static final int SWEEPS_AT_MOST = 60;

    private final double[][] matrix;
    private final double[][] vectors;

    private SymmetricEigen(double[][] matrix) {
        int n = matrix.length;
        this.matrix = new double[n][];
        this.vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            this.matrix[i] = matrix[i].clone();
            this.vectors[i][i] = 1;
        }
    }

    /** Decomposes a symmetric matrix. */
    static SymmetricEigen of(double[][] matrix) {
        SymmetricEigen eigen = new SymmetricEigen(matrix);
        for (int sweep = 0; sweep < SWEEPS_AT_MOST && eigen.sweep(); sweep++) {
            // Each sweep squares what is left off the diagonal: a handful suffices.
        }
        return eigen;
    }

    /** Returns the eigenvalue of a column of U. */
    double value(int column) {
        return matrix[column][column];
    }

    /** Returns an element of U. */
    double vector(int row, int column) {
        return vectors[row][column];
    }

    private boolean sweep() {
        boolean rotated = false;
        for (int p = 0; p < matrix.length; p++) {
            for (int q = p + 1; q < matrix.length; q++) {
                double negligible = 1e-17 * Math.sqrt(Math.abs(matrix[p][p] * matrix[q][q]));
                if (Math.abs(matrix[p][q]) > negligible) {
                    rotate(p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private void rotate(int p, int q) {
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        double change = tangent * matrix[p][q];
        matrix[p][p] -= change;
        matrix[q][q] += change;
        matrix[p][q] = 0;
        matrix[q][p] = 0;
        for (int k = 0; k < matrix.length; k++) {
            if (k != p && k != q) {
                double atP = matrix[k][p];
                double atQ = matrix[k][q];
                matrix[k][p] = cosine * atP - sine * atQ;
                matrix[p][k] = matrix[k][p];
                matrix[k][q] = sine * atP + cosine * atQ;
                matrix[q][k] = matrix[k][q];
            }
            double vectorP = vectors[k][p];
            double vectorQ = vectors[k][q];
            vectors[k][p] = cosine * vectorP - sine * vectorQ;
            vectors[k][q] = sine * vectorP + cosine * vectorQ;
        }
    }
}
