package northstar.statistics;

import java.util.OptionalDouble;

/**
 * One arm seen through its estimand: the level, and the covariances of the units' influence on it.
 *
 * @param n units, at least 1
 * @param level level of the arm
 * @param variance variance of the influence, divisor n - 1; NaN where unknown or not representable
 * @param covariates covariance of the influence with each covariate; NaN where unknown
 * @param arm the moments, for the covariates among themselves
 * @param offset column of the first covariate
 * @param thirdMoment third central moment of the influence
 */
@SuppressWarnings("ArrayRecordComponent") // Lives for one comparison inside this package, never compared or shared.
record LinearisedArm(
        double n,
        double level,
        double variance,
        double[] covariates,
        ArmMoments arm,
        int offset,
        OptionalDouble thirdMoment) {
    /** A variance below this share of its terms is nothing but rounding, hence 0. */
    private static final double ROUNDING = 1e-12;

    static LinearisedArm of(Estimand estimand, ArmMoments arm, double level) {
        double[] influence = estimand.influence(arm);
        int offset = influence.length;
        double[] covariates = new double[arm.columns() - offset];
        for (int j = 0; j < covariates.length; j++) {
            for (int a = 0; a < offset; a++) {
                covariates[j] += influence[a] * arm.rawCovariance(a, offset + j);
            }
        }
        return new LinearisedArm(
                arm.n(), level, variance(influence, arm), covariates, arm, offset, estimand.thirdMoment(arm));
    }

    private static double variance(double[] influence, ArmMoments arm) {
        double sum = 0;
        double size = 0;
        for (int a = 0; a < influence.length; a++) {
            for (int b = 0; b < influence.length; b++) {
                double term = influence[a] * influence[b] * arm.rawCovariance(a, b);
                sum += term;
                size += Math.abs(term);
            }
        }
        if (!(size < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        return sum <= ROUNDING * size ? 0 : sum;
    }

    /** Whether every variance of the metric's own columns is known. */
    boolean hasOwnVariances() {
        for (int a = 0; a < offset; a++) {
            if (Double.isNaN(arm.rawCovariance(a, a))) {
                return false;
            }
        }
        return true;
    }

    /** Whether every covariance among the metric's own columns is known. */
    boolean hasOwnCovariances() {
        for (int a = 0; a < offset; a++) {
            for (int b = 0; b < a; b++) {
                if (Double.isNaN(arm.rawCovariance(a, b))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether every covariance with and among the covariates is known. */
    boolean hasCrossProducts() {
        for (int j = offset; j < arm.columns(); j++) {
            for (int i = 0; i <= j; i++) {
                if (Double.isNaN(arm.rawCovariance(i, j))) {
                    return false;
                }
            }
        }
        return true;
    }

    double covariateMean(int covariate) {
        return arm.mean(offset + covariate);
    }

    double covariateCovariance(int first, int second) {
        return arm.rawCovariance(offset + first, offset + second);
    }

    /** Variance of the arm's level. */
    double levelVariance() {
        return variance / n;
    }
}
