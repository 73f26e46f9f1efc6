package northstar.domain.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What a sequential method carries from one look to the next; recomputed from the stored looks in time order.
 *
 * @param looks looks so far
 * @param sampleRatioAlarm whether the sequential sample-ratio test has ever rejected: it never goes back
 * @param tests running state by {@code variant/metric}
 */
public record SequentialState(int looks, boolean sampleRatioAlarm, Map<String, Running> tests) {
    /** The state before the first look. */
    public static final SequentialState START = new SequentialState(0, false, Map.of());

    public SequentialState {
        tests = Collections.unmodifiableMap(new TreeMap<>(tests));
    }

    /**
     * The running state of one treatment's tests on one metric.
     *
     * @param effect of the two-sided test, or null where there is none
     * @param nonInferiority of the guardrail's test, or null
     * @param deterioration of the test that the metric got worse, or null
     */
    public record Running(
            @Nullable TestState effect,
            @Nullable TestState nonInferiority,
            @Nullable TestState deterioration) {
        /** The state before the first look. */
        public static final Running START = new Running(null, null, null);
    }

    /** The running state of a test, of the method that the experiment declares. */
    public sealed interface TestState {}

    /**
     * The running state of a two-sided test at any time.
     *
     * @param burnedIn whether a look has counted
     * @param smallestPValue over the looks that counted, 1 before
     * @param rejectedUp whether a look with a positive effect crossed
     * @param rejectedDown whether a look with a negative effect crossed
     * @param information largest information (1 / squared standard error) over the looks that counted, 0 before
     */
    public record TwoSided(
            boolean burnedIn, double smallestPValue, boolean rejectedUp, boolean rejectedDown, double information)
            implements TestState {}

    /**
     * The running state of a one-sided test at any time.
     *
     * @param burnedIn whether a look has counted
     * @param smallestPValue over the looks that counted, 1 before
     * @param information largest information (1 / squared standard error) over the looks that counted, 0 before
     */
    public record OneSided(boolean burnedIn, double smallestPValue, double information) implements TestState {}

    /**
     * The running state of a group-sequential test.
     *
     * @param analyses the looks at which error was spent, in time order
     */
    public record GroupSequential(List<Analysis> analyses) implements TestState {
        public GroupSequential {
            analyses = List.copyOf(analyses);
        }
    }

    /**
     * A look at which a group-sequential test spent error.
     *
     * @param spendingTime share of the plan that had passed, in (0, 1]
     * @param information that it counted with (1 / squared standard error), above 0
     * @param pValue smallest so far, in [0, 1]
     * @param crossed sign of the effect if it crossed the boundary, else 0
     */
    public record Analysis(double spendingTime, double information, double pValue, int crossed) {
        public Analysis {
            if (!(spendingTime > 0 && spendingTime <= 1)) {
                throw Arguments.refusal("spendingTime", spendingTime, "in (0, 1]");
            }
            Arguments.positive("information", information);
            if (!(pValue >= 0 && pValue <= 1)) {
                throw Arguments.refusal("pValue", pValue, "in [0, 1]");
            }
            if (crossed < -1 || crossed > 1) {
                throw Arguments.refusal("crossed", crossed, "-1, 0 or 1");
            }
        }
    }
}
