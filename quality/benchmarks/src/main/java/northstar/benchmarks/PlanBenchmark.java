package northstar.benchmarks;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import northstar.statistics.Comparison;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.GroupSequentialState;
import northstar.statistics.GroupSequentialTest;
import northstar.statistics.Look;
import northstar.statistics.PlannedTest;
import northstar.statistics.SequentialMethod.Step;
import northstar.statistics.Sides;
import northstar.statistics.SpendingFunction;
import northstar.statistics.StoppingRule;
import northstar.statistics.TwoSidedResult;
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

/** A group-sequential test with a look a day: what it costs to plan it, and its last but one look. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class PlanBenchmark {
    private static final long SEED = 20_261_103;
    private static final long UNITS_A_DAY = 1000;
    private static final double ALPHA = 0.05;
    private static final double POWER = 0.8;

    private static final GroupSequentialTest TEST = GroupSequentialTest.of(ALPHA);

    /** Planned looks. */
    @Param("28")
    public int looks;

    private GroupSequentialState state = TEST.initialState();
    private Look last = new Look(comparison(new SplittableRandom(SEED), 1), false, OptionalDouble.of(1));

    /** Takes all looks but the last two. */
    @Setup
    public void takeLooks() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Look> taken = IntStream.range(1, looks)
                .mapToObj(day -> new Look(comparison(random, day), false, OptionalDouble.of((double) day / looks)))
                .toList();
        state = TEST.initialState();
        for (Look look : taken.subList(0, taken.size() - 1)) {
            state = TEST.step(state, look).state();
        }
        last = taken.getLast();
    }

    private static Comparison comparison(SplittableRandom random, long day) {
        UnequalArms arms = UnequalArms.draw(random, UNITS_A_DAY * day);
        return EffectEstimator.withDefaults().compare(Estimand.MEAN, arms.control(), arms.treatment());
    }

    /** All critical values, the sample that gives the power, and the mean one. */
    @Benchmark
    public StoppingRule.Price plan() {
        StoppingRule rule = StoppingRule.spending(new SpendingFunction.OBrienFleming(), Sides.TWO, ALPHA, looks);
        return PlannedTest.of(rule, POWER).priceAgainst(PlannedTest.fixed(Sides.TWO, ALPHA, POWER));
    }

    /** Critical value, interval and p-value of one look, whose boundary is worked out anew from the looks before. */
    @Benchmark
    public Step<GroupSequentialState, TwoSidedResult> groupSequentialLook() {
        return TEST.step(state, last);
    }
}
