package northstar.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import northstar.statistics.ArmMoments;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@link FullComparison} of 1,000 metrics in each of several treatments. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ManyMetricsBenchmark {
    private static final long SEED = 20_261_102;
    private static final int METRICS = 1000;

    /** Units of the smallest and of the largest treatment; between them every size is as likely as its double. */
    private static final double LEAST = 12;

    private static final double MOST = 1_000_000;

    /** Treatments, all compared with one control. */
    @Param("10")
    public int treatments;

    private UnequalArms[] pairs = {};

    /** Draws the arms. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(SEED);
        pairs = new UnequalArms[METRICS * treatments];
        for (int metric = 0; metric < METRICS; metric++) {
            long units = Math.round(LEAST * Math.pow(MOST / LEAST, random.nextDouble()));
            ArmMoments control = UnequalArms.arm(random, 2 * units);
            for (int treatment = 0; treatment < treatments; treatment++) {
                UnequalArms pair = new UnequalArms(control, UnequalArms.arm(random, units));
                if (!FullComparison.of(pair).isFull()) {
                    throw new IllegalStateException("a pair of " + units + " units leaves a step out");
                }
                pairs[metric * treatments + treatment] = pair;
            }
        }
    }

    /** All comparisons, one after the other. */
    @Benchmark
    @Fork(2)
    @Warmup(iterations = 3)
    @Measurement(iterations = 10)
    public FullComparison.Results[] manyMetrics() {
        FullComparison.Results[] results = new FullComparison.Results[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            results[i] = FullComparison.of(pairs[i]);
        }
        return results;
    }
}
