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
     * @param pValue smallest two-sided p-value after burn-in, or null before it
     * @param nonInferiorityPValue smallest p-value of the guardrail's test, or null
     * @param deteriorationPValue smallest p-value of the deterioration test, or null
     * @param information largest information (1 / variance of the effect), or null before the first estimate
     */
    public record Running(
            @Nullable Double pValue,
            @Nullable Double nonInferiorityPValue,
            @Nullable Double deteriorationPValue,
            @Nullable Double information) {
        /** The state before the first estimate. */
        public static final Running START = new Running(null, null, null, null);
    }
}
