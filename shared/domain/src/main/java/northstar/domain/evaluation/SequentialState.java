package northstar.domain.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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
            @Nullable TwoSided effect,
            @Nullable OneSided nonInferiority,
            @Nullable OneSided deterioration) {
        /** The state before the first look. */
        public static final Running START = new Running(null, null, null);
    }

    /**
     * The running state of a two-sided test.
     *
     * @param burnedIn whether a look has counted
     * @param smallestPValue over the looks that counted, 1 before
     * @param rejectedUp whether a look with a positive effect crossed
     * @param rejectedDown whether a look with a negative effect crossed
     * @param information largest information (1 / squared standard error) over the looks that counted, 0 before
     */
    public record TwoSided(
            boolean burnedIn, double smallestPValue, boolean rejectedUp, boolean rejectedDown, double information) {}

    /**
     * The running state of a one-sided test.
     *
     * @param burnedIn whether a look has counted
     * @param smallestPValue over the looks that counted, 1 before
     * @param information largest information (1 / squared standard error) over the looks that counted, 0 before
     */
    public record OneSided(boolean burnedIn, double smallestPValue, double information) {}
}
