package northstar.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/** {@link FullComparison} of arms that are handed out in turn, so that no call can be answered from the one before. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class FullComparisonBenchmark {
    private static final long SEED = 20_261_101;
    private static final int PAIRS = 256;

    /** Units of the treatment: 12 and 70 stay below 200 degrees of freedom, 150 and 25,000 lie above. */
    @Param({"12", "70", "150", "25000"})
    public int units;

    private List<UnequalArms> pairs = List.of();
    private int turn;

    /** Draws the arms. */
    @Setup
    public void draw() {
        pairs = pairs(units);
        for (UnequalArms pair : pairs) {
            if (!FullComparison.of(pair).isFull()) {
                throw new IllegalStateException("a pair of " + units + " units leaves a step out");
            }
        }
        turn = 0;
    }

    static List<UnequalArms> pairs(int units) {
        SplittableRandom random = new SplittableRandom(SEED);
        return Stream.generate(() -> UnequalArms.draw(random, units))
                .limit(PAIRS)
                .toList();
    }

    /** One comparison with everything. */
    @Benchmark
    public FullComparison.Results fullComparison() {
        turn = (turn + 1) % PAIRS;
        return FullComparison.of(pairs.get(turn));
    }
}
