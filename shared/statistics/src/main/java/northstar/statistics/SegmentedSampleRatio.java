package northstar.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Sample-ratio test of several segments of the units (platforms, countries, days of exposure), corrected for their number
 * (Bonferroni). It finds where a mismatch comes from, also one that the total hides.
 */
public final class SegmentedSampleRatio {
    /** Units that the plan must expect in every arm for the chi-square test to hold. */
    private static final double LEAST_EXPECTED = 5;

    private final SampleRatioTest test;
    private final double alpha;

    private SegmentedSampleRatio(SampleRatioTest test, double alpha) {
        this.test = test;
        this.alpha = alpha;
    }

    /**
     * Returns the test of declared weights at alpha 0.001 over all segments.
     *
     * @param weights intended share of each arm, each in [0, 1], sum 1 within 1e-6
     * @return the test
     * @throws IllegalArgumentException if a weight or their sum is out of its range
     */
    public static SegmentedSampleRatio of(List<Double> weights) {
        return new SegmentedSampleRatio(SampleRatioTest.of(weights), SampleRatioTest.DEFAULT_ALPHA);
    }

    /**
     * Returns a copy with another error rate over all segments.
     *
     * @param other error rate, in (0, 1)
     * @return the copy
     * @throws IllegalArgumentException if it is not in (0, 1)
     */
    public SegmentedSampleRatio withAlpha(double other) {
        Arguments.requireOpenUnit("alpha", other);
        return new SegmentedSampleRatio(test, other);
    }

    /**
     * The check of one segment.
     *
     * @param sampleRatio the segment as if it were alone; undefined for {@link Reason#LOW_N} also where the plan expects
     *     fewer than 5 units in an arm
     * @param adjustedPValue the chi-square p-value times the number of segments tested; empty where undefined
     * @param failed whether the adjusted p-value is below alpha, or units are in an arm that was to receive none
     */
    public record Segment(SampleRatio sampleRatio, OptionalDouble adjustedPValue, boolean failed) {}

    /**
     * Checks segments.
     *
     * @param counts units by segment and arm
     * @return one check for each segment, in their order
     * @throws IllegalArgumentException if a count is negative or a segment's arms are not the weights'
     */
    public List<Segment> test(List<List<Long>> counts) {
        List<SampleRatio> results = counts.stream()
                .map(test::test)
                .map(SegmentedSampleRatio::supported)
                .toList();
        long tested =
                results.stream().filter(SampleRatio.Tested.class::isInstance).count();
        List<Segment> segments = new ArrayList<>();
        for (SampleRatio result : results) {
            segments.add(
                    switch (result) {
                        case SampleRatio.Tested numbers -> {
                            double adjusted = Math.min(1, tested * numbers.pValue());
                            yield new Segment(result, OptionalDouble.of(adjusted), adjusted < alpha);
                        }
                        case SampleRatio.Impossible _ -> new Segment(result, OptionalDouble.of(0), true);
                        case SampleRatio.Undefined _ -> new Segment(result, OptionalDouble.empty(), false);
                    });
        }
        return List.copyOf(segments);
    }

    private static SampleRatio supported(SampleRatio result) {
        return result instanceof SampleRatio.Tested tested
                        && tested.expected().stream().anyMatch(units -> units > 0 && units < LEAST_EXPECTED)
                ? new SampleRatio.Undefined(Reason.LOW_N)
                : result;
    }
}
