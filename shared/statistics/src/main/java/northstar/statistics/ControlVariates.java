package northstar.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Regression of a difference on the differences of covariates: {@code theta = V_XX^-1 V_XY}, {@code V_adj = V_YY - V_YX
 * V_XX^-1 V_XY} (the control-variate form of CUPED), before any small-sample factor.
 *
 * @param used indices of the covariates that were kept, none of which the others determine, best pivot first
 * @param theta their slopes, in the order of {@code used}
 * @param foretold {@code theta^T D_X}, the part of the difference that goes
 * @param explained {@code V_YX V_XX^-1 V_XY}, the part of the variance that goes
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one comparison inside this package, never compared or shared.
record ControlVariates(int[] used, double[] theta, double foretold, double explained) {
    /** A covariate that the others determine up to this share of its variance carries nothing of its own. */
    private static final double RANK_TOLERANCE = 1e-8;

    static ControlVariates of(LinearisedArm control, LinearisedArm treatment) {
        Differences v = new Differences(control, treatment);
        int size = control.covariates().length;
        double[][] correlations = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double scale = v.deviation(i) * v.deviation(j);
                correlations[i][j] = scale > 0 ? v.covariance(i, j) / v.deviation(i) / v.deviation(j) : 0;
            }
        }
        int[] used = independent(correlations);
        double[][] kept = new double[used.length][used.length];
        double[] right = new double[used.length];
        for (int i = 0; i < used.length; i++) {
            for (int j = 0; j < used.length; j++) {
                kept[i][j] = i == j ? 1 : correlations[used[i]][used[j]];
            }
            right[i] = v.withMetric(used[i]) / v.deviation(used[i]);
        }
        Cholesky factor = Cholesky.of(kept).orElseThrow();
        double[] theta = factor.solve(right);
        double foretold = 0;
        double explained = 0;
        for (int i = 0; i < used.length; i++) {
            explained += theta[i] * right[i];
            theta[i] /= v.deviation(used[i]);
            foretold += theta[i] * v.difference(used[i]);
        }
        return new ControlVariates(used, theta, foretold, explained);
    }

    /** Differences of the covariates between the arms, and their covariances. */
    private record Differences(LinearisedArm control, LinearisedArm treatment) {
        double difference(int i) {
            return treatment.covariateMean(i) - control.covariateMean(i);
        }

        double covariance(int i, int j) {
            return treatment.covariateCovariance(i, j) / treatment.n()
                    + control.covariateCovariance(i, j) / control.n();
        }

        double withMetric(int i) {
            return treatment.covariates()[i] / treatment.n() + control.covariates()[i] / control.n();
        }

        double deviation(int i) {
            return Math.sqrt(covariance(i, i));
        }
    }

    /** Indices whose pivots in a Cholesky factorisation with the largest pivot first exceed the tolerance. */
    private static int[] independent(double[][] correlations) {
        int size = correlations.length;
        double[][] rest = Arrays.stream(correlations).map(double[]::clone).toArray(double[][]::new);
        boolean[] done = new boolean[size];
        List<Integer> kept = new ArrayList<>();
        while (kept.size() < size) {
            int pivot = -1;
            for (int i = 0; i < size; i++) {
                if (!done[i] && (pivot < 0 || rest[i][i] > rest[pivot][pivot])) {
                    pivot = i;
                }
            }
            if (!(rest[pivot][pivot] >= RANK_TOLERANCE)) {
                break;
            }
            done[pivot] = true;
            kept.add(pivot);
            eliminate(rest, pivot);
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void eliminate(double[][] rest, int pivot) {
        double[] row = rest[pivot].clone();
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < row.length; j++) {
                rest[i][j] -= row[i] * row[j] / row[pivot];
            }
        }
    }

    static List<CovariateCheck> checks(LinearisedArm control, LinearisedArm treatment) {
        Differences v = new Differences(control, treatment);
        List<CovariateCheck> checks = new ArrayList<>();
        for (int i = 0; i < control.covariates().length; i++) {
            double difference = v.difference(i);
            double standardError = v.deviation(i);
            double statistic = difference / standardError;
            if (standardError > 0 && Double.isFinite(statistic)) {
                double pValue = 2 * StandardNormal.survival(Math.abs(statistic));
                checks.add(new CovariateCheck(i, difference, standardError, statistic, pValue));
            }
        }
        return List.copyOf(checks);
    }

    /** {@code theta^T c_XY} of one arm. */
    double slopeWithMetric(LinearisedArm arm) {
        double sum = 0;
        for (int i = 0; i < used.length; i++) {
            sum += theta[i] * arm.covariates()[used[i]];
        }
        return sum;
    }

    /** {@code theta^T C_XX theta} of one arm: the variance of what the covariates foretell. */
    double slopeVariance(LinearisedArm arm) {
        double sum = 0;
        for (int i = 0; i < used.length; i++) {
            for (int j = 0; j < used.length; j++) {
                sum += theta[i] * theta[j] * arm.covariateCovariance(used[i], used[j]);
            }
        }
        return sum;
    }
}
