package northstar.benchmarks;

import java.util.concurrent.TimeUnit;
import northstar.statistics.BurnIn;
import northstar.statistics.Comparison;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.FixedTest;
import northstar.statistics.Look;
import northstar.statistics.SequentialMethod.Step;
import northstar.statistics.TwoSidedResult;
import org.apache.commons.math3.stat.inference.TTest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One comparison of two arms from their moments, next to what a bare t test of the same numbers costs. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ComparisonBenchmark {
    private static final double ALPHA = 0.05;

    private final TTest bare = new TTest();
    private final EffectEstimator estimator = EffectEstimator.withDefaults();
    private final FixedTest fixed = new FixedTest(ALPHA);
    private final ConfidenceSequence sequence =
            ConfidenceSequence.tightestAt(ALPHA, 20_000).withBurnIn(BurnIn.NONE);

    /** The two-sided p-value of Welch's test by Commons Math, and nothing else. */
    @Benchmark
    public double bareTest(ArmPairs arms) {
        ArmPairs.Pair pair = arms.next();
        return bare.tTest(pair.bareControl(), pair.bareTreatment());
    }

    /** Effect, standard error, Welch's test, absolute interval, relative effect with Fieller's interval. */
    @Benchmark
    public TwoSidedResult comparison(ArmPairs arms) {
        ArmPairs.Pair pair = arms.next();
        return fixed.test(estimator.compare(Estimand.MEAN, pair.control(), pair.treatment()));
    }

    /** The same, adjusted for one covariate. */
    @Benchmark
    public TwoSidedResult adjustedComparison(ArmPairs arms) {
        ArmPairs.Pair pair = arms.next();
        return fixed.test(estimator.compare(Estimand.MEAN, pair.adjustedControl(), pair.adjustedTreatment()));
    }

    /** The same as the plain comparison, but as the first look of a confidence sequence, state included. */
    @Benchmark
    public Step<ConfidenceSequence.State, TwoSidedResult> sequentialLook(ArmPairs arms) {
        ArmPairs.Pair pair = arms.next();
        Comparison comparison = estimator.compare(Estimand.MEAN, pair.control(), pair.treatment());
        return sequence.step(sequence.initialState(), Look.interim(comparison));
    }
}
