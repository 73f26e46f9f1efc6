package northstar.domain.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SegmentTest {
    @Test
    void compareTo_severalSegments_sortsByAttributeThenValue() {
        List<Segment> sorted =
                List.of(new Segment("country", "SE"), new Segment("platform", "ios"), new Segment("platform", "web"));

        assertThat(sorted.reversed().stream().sorted().toList()).isEqualTo(sorted);
    }

    @Test
    void segment_longValue_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Segment("platform", "x".repeat(101)))
                .withMessage("value.length == 101, must be at most 100");
    }

    @Test
    void of_segmentOfAMeasurement_seesItsUnitsAlone() {
        TreeMap<String, Moments> all = new TreeMap<>(Map.of("control", Moments.of(9, Map.of())));
        TreeMap<String, Moments> web = new TreeMap<>(Map.of("control", Moments.of(4, Map.of())));
        Measurement measurement = new Measurement(
                "trial",
                Instant.EPOCH,
                "hash",
                all,
                1,
                "duckdb",
                0,
                List.of(),
                new TreeMap<>(Map.of(new Segment("platform", "web"), web)));

        assertThat(measurement.of(new Segment("platform", "web")).variants()).isEqualTo(web);
        assertThat(measurement.of(new Segment("platform", "tv")).variants()).isEmpty();
    }
}
