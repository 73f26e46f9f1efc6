package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Small seeded simulations: null experiments are rejected as seldom as promised. */
class CalibrationTest {
    private static final long SEED = 47;
    private static final int RUNS = 2_000;

    /** Sums of one growing arm, each unit with a metric and a covariate that explains most of it. */
    private static final class GrowingArm {
        private final double[] sums = new double[5];
        private long n;

        void add(Random random) {
            double x = random.nextGaussian();
            double y = 5 + x + 0.6 * random.nextGaussian();
            n++;
            double[] terms = {y, x, y * y, x * y, x * x};
            for (int i = 0; i < terms.length; i++) {
                sums[i] += terms[i];
            }
        }

        ArmMoments moments() {
            double y = sums[0] / n;
            double x = sums[1] / n;
            double cross = (sums[3] - n * x * y) / (n - 1);
            return ArmMoments.of(n, new double[] {y, x}, new double[][] {
                {(sums[2] - n * y * y) / (n - 1), cross}, {cross, (sums[4] - n * x * x) / (n - 1)}
            });
        }
    }

    private static Comparison compare(GrowingArm control, GrowingArm treatment) {
        return EffectEstimator.withDefaults().compare(Estimand.MEAN, control.moments(), treatment.moments());
    }

    @Test
    void fixedTest_nullRuns_rejectsAlpha() {
        Random random = new Random(SEED);
        int rejected = 0;
        for (int run = 0; run < RUNS; run++) {
            GrowingArm control = new GrowingArm();
            GrowingArm treatment = new GrowingArm();
            for (int i = 0; i < 90; i++) {
                control.add(random);
                treatment.add(random);
            }
            TwoSidedResult result = new FixedTest(0.05).test(compare(control, treatment));
            rejected += ((TwoSidedResult.Tested) result).significant() ? 1 : 0;
        }
        // The band of a binomial(2000, 0.05) at four standard deviations.
        assertThat(rejected).as("seed %d", SEED).isBetween(61, 139);
    }

    @Test
    void confidenceSequence_nullRunsWatchedAtEveryStep_everRejectsAtMostAlpha() {
        Random random = new Random(SEED);
        ConfidenceSequence sequence = ConfidenceSequence.tightestAt(0.05, 1_000);
        int everRejected = 0;
        int naive = 0;
        for (int run = 0; run < RUNS / 4; run++) {
            GrowingArm control = new GrowingArm();
            GrowingArm treatment = new GrowingArm();
            List<Look> looks = new ArrayList<>();
            for (int i = 1; i <= 1_000; i++) {
                control.add(random);
                treatment.add(random);
                if (i >= 100 && i % 25 == 0) {
                    looks.add(Look.interim(compare(control, treatment)));
                }
            }
            everRejected +=
                    sequence.replay(looks).stream().anyMatch(result -> ((TwoSidedResult.Tested) result).significant())
                            ? 1
                            : 0;
            naive += looks.stream()
                            .anyMatch(look -> Math.abs(((Comparison.Estimated) look.comparison()).statistic()) > 1.96)
                    ? 1
                    : 0;
        }
        assertThat(everRejected).as("seed %d", SEED).isBetween(1, 25);
        assertThat(naive).as("seed %d: peeking without a sequence", SEED).isGreaterThan(60);
    }

    @Test
    void groupSequentialTest_nullRunsWatchedDaily_everRejectsAlpha() {
        Random random = new Random(SEED);
        int runs = RUNS / 4;
        int everRejected = 0;
        int harm = 0;
        for (int run = 0; run < runs; run++) {
            GrowingArm control = new GrowingArm();
            GrowingArm treatment = new GrowingArm();
            List<Look> looks = new ArrayList<>();
            for (int day = 1; day <= 14; day++) {
                for (int i = 0; i < 40; i++) {
                    control.add(random);
                    treatment.add(random);
                }
                Comparison comparison = compare(control, treatment);
                looks.add(
                        day < 14 ? new Look(comparison, false, OptionalDouble.of(day / 14.0)) : Look.last(comparison));
            }
            everRejected += GroupSequentialTest.of(0.05).replay(looks).stream()
                            .anyMatch(result -> result instanceof TwoSidedResult.Tested tested && tested.significant())
                    ? 1
                    : 0;
            harm += OneSidedGroupSequentialTest.of(new Claim.Deterioration(Direction.UP), 0.05).replay(looks).stream()
                            .anyMatch(result -> result instanceof OneSidedResult.Tested tested && tested.shown())
                    ? 1
                    : 0;
        }
        // The band of a binomial(500, 0.05) at four standard deviations.
        assertThat(everRejected).as("seed %d", SEED).isBetween(6, 44);
        assertThat(harm).as("seed %d", SEED).isBetween(6, 44);
    }
}
