package northstar.simulations;

import northstar.statistics.ArmMoments;

/** Sums, sums of products and, of the metric's columns, of third powers: added up unit by unit, merged cohort by cohort. */
final class Sums {
    private final int metric;
    private final double[] first;
    private final double[][] second;
    private final double[] third = new double[4];
    private long n;

    /**
     * Starts with no unit.
     *
     * @param columns of a unit
     * @param metric how many of them, 1 or 2, are the metric's
     */
    Sums(int columns, int metric) {
        this.metric = metric;
        this.first = new double[columns];
        this.second = new double[columns][columns];
    }

    void add(double[] row) {
        n++;
        for (int i = 0; i < first.length; i++) {
            first[i] += row[i];
            for (int j = 0; j <= i; j++) {
                second[i][j] += row[i] * row[j];
            }
        }
        double y = row[0];
        third[0] += y * y * y;
        if (metric == 2) {
            double d = row[1];
            third[1] += y * y * d;
            third[2] += y * d * d;
            third[3] += d * d * d;
        }
    }

    void add(Sums other) {
        n += other.n;
        for (int i = 0; i < first.length; i++) {
            first[i] += other.first[i];
            for (int j = 0; j <= i; j++) {
                second[i][j] += other.second[i][j];
            }
        }
        for (int i = 0; i < third.length; i++) {
            third[i] += other.third[i];
        }
    }

    ArmMoments moments() {
        double[] means = new double[first.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = n == 0 ? 0 : first[i] / n;
        }
        double[][] covariances = new double[first.length][first.length];
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j <= i; j++) {
                covariances[i][j] = n < 2 ? 0 : (second[i][j] - first[i] * means[j]) / (n - 1);
                covariances[j][i] = covariances[i][j];
            }
        }
        ArmMoments moments = ArmMoments.of(n, means, covariances);
        if (n == 0) {
            return moments;
        }
        return metric == 1
                ? moments.withThirdMoments(thirdMoment(0, 0, 0, third[0]))
                : moments.withThirdMoments(
                        thirdMoment(0, 0, 0, third[0]),
                        thirdMoment(0, 0, 1, third[1]),
                        thirdMoment(0, 1, 1, third[2]),
                        thirdMoment(1, 1, 1, third[3]));
    }

    /** {@code E abc - E ab E c - E ac E b - E bc E a + 2 E a E b E c}. */
    private double thirdMoment(int a, int b, int c, double sum) {
        double x = first[a] / n;
        double y = first[b] / n;
        double z = first[c] / n;
        return (sum - product(a, b) * z - product(a, c) * y - product(b, c) * x) / n + 2 * x * y * z;
    }

    private double product(int a, int b) {
        return second[Math.max(a, b)][Math.min(a, b)];
    }
}
