package northstar.benchmarks;

import java.util.SplittableRandom;
import northstar.statistics.ArmMoments;
import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import org.apache.commons.math3.stat.descriptive.StatisticalSummaryValues;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Seeded pairs of arms, the same numbers as our moments and as Commons Math's summaries. They are handed out in turn, so that no
 * call can be answered from the one before.
 */
@State(Scope.Thread)
public class ArmPairs {
    private static final long SEED = 20_251_101;
    private static final int PAIRS = 256;
    private static final double COVARIATE_MEAN = 8;
    private static final double CORRELATION = 0.6;

    /** Units of each arm: below 200 degrees of freedom the t tail is a continued fraction, above it a short series. */
    @Param({"50", "50000"})
    public int units;

    private final Pair[] pairs = new Pair[PAIRS];
    private int turn;

    /**
     * The arms of one comparison.
     *
     * @param control the metric alone
     * @param treatment the metric alone
     * @param adjustedControl the metric and one covariate
     * @param adjustedTreatment the metric and one covariate
     * @param bareControl what Commons Math takes
     * @param bareTreatment what Commons Math takes
     */
    record Pair(
            ArmMoments control,
            ArmMoments treatment,
            ArmMoments adjustedControl,
            ArmMoments adjustedTreatment,
            StatisticalSummary bareControl,
            StatisticalSummary bareTreatment) {}

    /** Draws the pairs. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < PAIRS; i++) {
            Arm control = Arm.draw(random, units, 10);
            Arm treatment = Arm.draw(random, units, 10.1);
            pairs[i] = new Pair(
                    control.moments(),
                    treatment.moments(),
                    control.withCovariate(),
                    treatment.withCovariate(),
                    control.summary(),
                    treatment.summary());
        }
        turn = 0;
    }

    Pair next() {
        turn = (turn + 1) % PAIRS;
        return pairs[turn];
    }

    private record Arm(int n, double mean, double variance, double covariateMean, double covariateVariance) {
        static Arm draw(SplittableRandom random, int n, double level) {
            double variance = 16 * (0.8 + 0.4 * random.nextDouble());
            double covariateVariance = 9 * (0.8 + 0.4 * random.nextDouble());
            return new Arm(
                    n,
                    level + Math.sqrt(variance / n) * random.nextGaussian(),
                    variance,
                    COVARIATE_MEAN + Math.sqrt(covariateVariance / n) * random.nextGaussian(),
                    covariateVariance);
        }

        ArmMoments moments() {
            return ArmMoments.of(n, mean, variance).withThirdMoments(variance);
        }

        ArmMoments withCovariate() {
            double shared = CORRELATION * Math.sqrt(variance * covariateVariance);
            return ArmMoments.of(n, new double[] {mean, covariateMean}, new double[][] {
                        {variance, shared}, {shared, covariateVariance}
                    })
                    .withThirdMoments(variance);
        }

        StatisticalSummary summary() {
            return new StatisticalSummaryValues(mean, variance, n, Double.NaN, Double.NaN, mean * n);
        }
    }
}
