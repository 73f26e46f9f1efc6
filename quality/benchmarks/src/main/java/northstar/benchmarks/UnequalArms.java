package northstar.benchmarks;

import java.util.SplittableRandom;
import northstar.statistics.ArmMoments;

/**
 * Moments of two arms of which the treatment has half of the control's units: a skewed metric and one covariate. The difference has
 * the skewness 0.15, so that Hall's transformation is what the guard has to do.
 *
 * @param control the metric, then the covariate
 * @param treatment the metric, then the covariate
 */
record UnequalArms(ArmMoments control, ArmMoments treatment) {
    /** Third moment of a unit over variance^1.5 and the root of the arm's units; the difference then has the skewness 0.15. */
    private static final double THIRD_MOMENT = 0.43;

    private static final double CORRELATION = 0.6;
    private static final double LEVEL = 10;
    private static final double COVARIATE_LEVEL = 8;

    /** Draws the arms; {@code units} are those of the treatment, at least 10. */
    static UnequalArms draw(SplittableRandom random, long units) {
        return new UnequalArms(arm(random, 2 * units), arm(random, units));
    }

    /** Draws one arm. */
    static ArmMoments arm(SplittableRandom random, long n) {
        double variance = 16 * (0.8 + 0.4 * random.nextDouble());
        double covariateVariance = 9 * (0.8 + 0.4 * random.nextDouble());
        double shared = CORRELATION * Math.sqrt(variance * covariateVariance);
        double[] means = {
            LEVEL + Math.sqrt(variance / n) * random.nextGaussian(),
            COVARIATE_LEVEL + Math.sqrt(covariateVariance / n) * random.nextGaussian()
        };
        double[][] covariances = {{variance, shared}, {shared, covariateVariance}};
        return ArmMoments.of(n, means, covariances)
                .withThirdMoments(THIRD_MOMENT * Math.sqrt((double) n) * Math.pow(variance, 1.5));
    }
}
