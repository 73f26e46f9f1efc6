package northstar.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Size, means and covariances of the per-unit values of one arm: all that the estimators ever see of it.
 *
 * <p>The columns are ordered: first the metric (one column for a mean or proportion; numerator, then denominator for a
 * ratio; see {@link Estimand#columns()}), then the covariates. Covariances have the divisor {@code n - 1} and may be
 * unknown, each or all. Third central moments concern the metric's columns and have the divisor {@code n}.
 *
 * <p>{@code n} may be 0 (the means are then ignored) or 1 (the covariances are then ignored). Immutable.
 */
public final class ArmMoments {
    /** Relative slack in the Cauchy-Schwarz check, for covariances that were rounded on their way. */
    private static final double ROUNDING = 1e-6;

    private final long n;
    private final double[] means;
    /** Row-major, symmetric; NaN stands for unknown and never leaves. */
    private final double[] covariances;

    private final double[] thirdMoments;

    private ArmMoments(long n, double[] means, double[] covariances, double[] thirdMoments) {
        this.n = n;
        this.means = means;
        this.covariances = covariances;
        this.thirdMoments = thirdMoments;
    }

    /** Where covariances come from when not all of them are known. */
    @FunctionalInterface
    public interface Covariances {
        /**
         * Returns the covariance of two columns, divisor {@code n - 1}, or nothing where it is unknown.
         *
         * @param first index of a column, never larger than {@code second}
         * @param second index of a column
         * @return the covariance; the variance when both are the same column
         */
        OptionalDouble between(int first, int second);
    }

    /**
     * Returns the moments of one column.
     *
     * @param n number of units, at least 0
     * @param mean mean per unit, finite
     * @param variance unbiased variance (divisor {@code n - 1}), finite and at least 0
     * @return the moments
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static ArmMoments of(long n, double mean, double variance) {
        return of(n, new double[] {mean}, (a, b) -> OptionalDouble.of(variance));
    }

    /**
     * Returns the moments of one column whose variance is not known.
     *
     * @param n number of units, at least 0
     * @param mean mean per unit, finite
     * @return the moments
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static ArmMoments ofUnknownVariance(long n, double mean) {
        return of(n, new double[] {mean}, (a, b) -> OptionalDouble.empty());
    }

    /**
     * Returns the moments of several columns with all their covariances.
     *
     * @param n number of units, at least 0
     * @param means mean per unit of each column
     * @param covariances square and symmetric, divisor {@code n - 1}
     * @return the moments
     * @throws IllegalArgumentException if a number is not finite, a variance negative, a correlation beyond 1, or if the
     *     sizes differ or the matrix is not symmetric
     */
    public static ArmMoments of(long n, double[] means, double[][] covariances) {
        if (covariances.length != means.length) {
            throw new IllegalArgumentException(
                    "covariances.length == " + covariances.length + ", must be means.length == " + means.length);
        }
        for (int i = 0; i < means.length; i++) {
            if (covariances[i].length != means.length) {
                throw new IllegalArgumentException("covariances[" + i + "].length == " + covariances[i].length
                        + ", must be means.length == " + means.length);
            }
            for (int j = 0; j < i; j++) {
                if (covariances[i][j] != covariances[j][i]) {
                    throw new IllegalArgumentException("covariances[" + i + "][" + j + "] == " + covariances[i][j]
                            + ", must be covariances[" + j + "][" + i + "] == " + covariances[j][i]);
                }
            }
        }
        return of(n, means, (a, b) -> OptionalDouble.of(covariances[a][b]));
    }

    /**
     * Returns the moments of several columns of which some covariances may be unknown.
     *
     * @param n number of units, at least 0
     * @param means mean per unit of each column
     * @param covariances asked once for each pair of columns
     * @return the moments
     * @throws IllegalArgumentException if a number is not finite, a variance negative or a correlation beyond 1
     */
    public static ArmMoments of(long n, double[] means, Covariances covariances) {
        if (n < 0) {
            throw new IllegalArgumentException("n == " + n + ", must be >= 0");
        }
        if (means.length == 0) {
            throw new IllegalArgumentException("means.length == 0, must be >= 1");
        }
        double[] copy = means.clone();
        for (int i = 0; i < copy.length; i++) {
            Arguments.requireFinite("means[" + i + "]", copy[i]);
        }
        return new ArmMoments(n, copy, read(copy.length, covariances), new double[0]);
    }

    /** As {@link #of(long, double[], Covariances)}, but covariances that rounding led beyond the variances are brought back. */
    static ArmMoments ofRounded(long n, double[] means, Covariances covariances) {
        return of(n, means, (a, b) -> {
            OptionalDouble value = covariances.between(a, b);
            OptionalDouble first = covariances.between(a, a);
            OptionalDouble second = covariances.between(b, b);
            if (a == b || value.isEmpty() || first.isEmpty() || second.isEmpty()) {
                return value;
            }
            double bound = Math.sqrt(first.getAsDouble()) * Math.sqrt(second.getAsDouble());
            return OptionalDouble.of(Math.clamp(value.getAsDouble(), -bound, bound));
        });
    }

    private static double[] read(int size, Covariances source) {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                OptionalDouble known = source.between(i, j);
                double value = Double.NaN;
                if (known.isPresent()) {
                    value = known.getAsDouble();
                    Arguments.requireFinite("covariances[" + i + "][" + j + "]", value);
                }
                matrix[i * size + j] = value;
                matrix[j * size + i] = value;
            }
        }
        for (int i = 0; i < size; i++) {
            if (matrix[i * size + i] < 0) {
                throw new IllegalArgumentException(
                        "covariances[" + i + "][" + i + "] == " + matrix[i * size + i] + ", must be >= 0");
            }
            for (int j = 0; j < i; j++) {
                double bound = Math.sqrt(matrix[i * size + i]) * Math.sqrt(matrix[j * size + j]);
                if (Math.abs(matrix[i * size + j]) > bound * (1 + ROUNDING)) {
                    throw new IllegalArgumentException("covariances[" + j + "][" + i + "] == " + matrix[i * size + j]
                            + ", must be in [-" + bound + ", " + bound + "], the variances' geometric mean");
                }
            }
        }
        return matrix;
    }

    /**
     * Returns a copy that also knows the third central moments (divisor {@code n}) of the metric's columns.
     *
     * @param moments one number for a mean; for a ratio with numerator N and denominator D the four of NNN, NND, NDD and
     *     DDD, in this order
     * @return the copy
     * @throws IllegalArgumentException if there are not 1 or 4 numbers or one is not finite
     */
    public ArmMoments withThirdMoments(double... moments) {
        if (moments.length != 1 && moments.length != 4) {
            throw new IllegalArgumentException("moments.length == " + moments.length + ", must be 1 or 4");
        }
        double[] copy = moments.clone();
        for (int i = 0; i < copy.length; i++) {
            Arguments.requireFinite("moments[" + i + "]", copy[i]);
        }
        return new ArmMoments(n, means, covariances, copy);
    }

    /**
     * Returns the moments of the units of both, which must not share any. What one of them does not know is unknown.
     *
     * @param other moments of the same columns
     * @return the moments of all units
     * @throws IllegalArgumentException if the columns differ in number
     */
    public ArmMoments plus(ArmMoments other) {
        return MomentSum.of(this, other);
    }

    /**
     * Returns the moments of rows of units, third moments included where the first columns are a mean's.
     *
     * @param rows one row per unit, each with the same number of values
     * @return the moments
     * @throws IllegalArgumentException if there are no rows, they differ in length or a value is not finite
     */
    public static ArmMoments ofRows(double[]... rows) {
        return RowMoments.of(rows);
    }

    /**
     * Returns the number of units.
     *
     * @return at least 0
     */
    public long n() {
        return n;
    }

    /**
     * Returns the number of columns, metric and covariates together.
     *
     * @return at least 1
     */
    public int columns() {
        return means.length;
    }

    /**
     * Returns the mean per unit of a column; without meaning when {@code n} is 0.
     *
     * @param column index of the column
     * @return the mean
     */
    public double mean(int column) {
        return means[column];
    }

    /**
     * Returns the covariance of two columns, divisor {@code n - 1}.
     *
     * @param first index of a column
     * @param second index of a column
     * @return the covariance, empty where unknown
     */
    public OptionalDouble covariance(int first, int second) {
        double value = covariances[first * means.length + second];
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Returns the third central moments of the metric's columns, divisor {@code n}.
     *
     * @return one, four (NNN, NND, NDD, DDD) or no numbers
     */
    public List<Double> thirdMoments() {
        return Arrays.stream(thirdMoments).boxed().toList();
    }

    /** The covariance of two columns, NaN where unknown; for the estimators alone. */
    double rawCovariance(int first, int second) {
        return covariances[first * means.length + second];
    }

    /** The third moments without copying; callers must not write. */
    double[] rawThirdMoments() {
        return thirdMoments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ArmMoments that
                && n == that.n
                && Arrays.equals(means, that.means)
                && Arrays.equals(covariances, that.covariances)
                && Arrays.equals(thirdMoments, that.thirdMoments);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * Long.hashCode(n) + Arrays.hashCode(means)) + Arrays.hashCode(covariances))
                + Arrays.hashCode(thirdMoments);
    }

    @Override
    public String toString() {
        return "ArmMoments[n=" + n + ", means=" + Arrays.toString(means) + "]";
    }
}
