package northstar.statistics;

/** Moments of rows, in two passes: first the means, then the deviations from them. */
final class RowMoments {
    private RowMoments() {}

    static ArmMoments of(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("rows.length == 0, must be >= 1");
        }
        int size = rows[0].length;
        double[] means = new double[size];
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != size) {
                throw new IllegalArgumentException(
                        "rows[" + r + "].length == " + rows[r].length + ", must be rows[0].length == " + size);
            }
            for (int i = 0; i < size; i++) {
                if (!Double.isFinite(rows[r][i])) {
                    throw new IllegalArgumentException(
                            "rows[" + r + "][" + i + "] == " + rows[r][i] + ", must be finite");
                }
                means[i] += (rows[r][i] - means[i]) / (r + 1);
            }
        }
        double[][] covariances = new double[size][size];
        double third = 0;
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    covariances[i][j] += (row[i] - means[i]) * (row[j] - means[j]);
                }
            }
            double deviation = row[0] - means[0];
            third += deviation * deviation * deviation;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                covariances[i][j] /= Math.max(1, rows.length - 1);
                covariances[j][i] = covariances[i][j];
            }
        }
        return ArmMoments.of(rows.length, means, covariances).withThirdMoments(third / rows.length);
    }
}
