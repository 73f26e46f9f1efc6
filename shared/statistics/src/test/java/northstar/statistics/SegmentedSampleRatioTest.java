package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import northstar.statistics.SegmentedSampleRatio.Segment;
import org.junit.jupiter.api.Test;

class SegmentedSampleRatioTest {
    private static final SegmentedSampleRatio TEST = SegmentedSampleRatio.of(List.of(0.5, 0.5));

    @Test
    void test_oneSegmentOff_isFoundAlthoughTheTotalIsRight() {
        List<Segment> segments =
                TEST.test(List.of(List.of(5000L, 5400L), List.of(5400L, 5000L), List.of(5000L, 5001L)));

        assertThat(segments).extracting(Segment::failed).containsExactly(true, true, false);
        double alone = ((SampleRatio.Tested) segments.get(0).sampleRatio()).pValue();
        assertThat(segments.get(0).adjustedPValue().orElseThrow()).isCloseTo(3 * alone, within(1e-15));
        assertThat(segments.get(2).adjustedPValue()).hasValue(1);
    }

    @Test
    void test_manySegments_needMoreEvidence() {
        // p = 0.00064: fails alone, not among three.
        List<Long> off = List.of(5000L, 5345L);

        assertThat(TEST.test(List.of(off)).getFirst().failed()).isTrue();
        assertThat(TEST.test(List.of(off, List.of(900L, 900L), List.of(900L, 900L)))
                        .getFirst()
                        .failed())
                .isFalse();
        assertThat(TEST.withAlpha(0.05)
                        .test(List.of(off, List.of(900L, 900L), List.of(900L, 900L)))
                        .getFirst()
                        .failed())
                .isTrue();
    }

    @Test
    void test_fewUnitsExpected_isUndefinedAndNotCounted() {
        List<Segment> segments = TEST.test(List.of(List.of(9L, 0L), List.of(400L, 420L)));

        assertThat(segments.get(0).sampleRatio()).isEqualTo(new SampleRatio.Undefined(Reason.LOW_N));
        assertThat(segments.get(0).adjustedPValue()).isEmpty();
        assertThat(segments.get(1).adjustedPValue())
                .hasValue(((SampleRatio.Tested) segments.get(1).sampleRatio()).pValue());
    }

    @Test
    void test_tenUnits_areEnough() {
        assertThat(TEST.test(List.of(List.of(7L, 3L))).getFirst().adjustedPValue())
                .isPresent();
    }

    @Test
    void test_unitsWhereNoneBelong_fails() {
        Segment segment = SegmentedSampleRatio.of(List.of(0.5, 0.5, 0.0))
                .test(List.of(List.of(10L, 10L, 1L)))
                .getFirst();

        assertThat(segment.failed()).isTrue();
        assertThat(segment.adjustedPValue()).hasValue(0);
    }
}
