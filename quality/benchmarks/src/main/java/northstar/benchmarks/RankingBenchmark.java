package northstar.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import northstar.domain.ranking.Ranking;
import northstar.portfolio.FeatureRanking;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** The ranking of a whole programme. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class RankingBenchmark {
    /** Features to be ranked. */
    @Param({"100", "1000"})
    public int features;

    private Programme programme;

    /** What is counted beside the time. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Processor {
        /** Processor time of the call in nanoseconds: unlike the time, the same on a busy machine. */
        public long processorNanos;
    }

    /** Draws the programme. */
    @Setup
    public void draw() {
        programme = Programme.of(features);
    }

    /** In a JVM that has ranked before, as the command line's story does. */
    @Benchmark
    @Fork(1)
    @Warmup(iterations = 5)
    @Measurement(iterations = 15)
    public Ranking again(Processor processor) {
        return rank(processor);
    }

    /** In a new JVM with Lambda's settings, as the first call of a function instance does. */
    @Benchmark
    @Fork(
            value = 9,
            jvmArgs = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Ranking firstCall(Processor processor) {
        return rank(processor);
    }

    private Ranking rank(Processor processor) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        Ranking ranking = FeatureRanking.of(programme.results(), programme.states(), Programme.NORTH_STAR, 1);
        processor.processorNanos += threads.getCurrentThreadCpuTime() - before;
        return ranking;
    }
}
