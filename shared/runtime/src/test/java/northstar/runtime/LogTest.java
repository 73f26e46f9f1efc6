package northstar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogTest {
    private final List<String> lines = new ArrayList<>();
    private final Log log =
            new Log(lines::add, InstantSource.fixed(Instant.parse("2026-10-01T00:00:00Z")), "rank-features", "r-1");

    @Test
    void info_isOneJsonObjectOnOneLine() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment", "search-ranking-v2");
        fields.put("rows", 3);
        fields.put("isNew", true);

        log.info("ranked", fields);

        assertThat(lines)
                .containsExactly("{\"timestamp\":\"2026-10-01T00:00:00Z\",\"level\":\"INFO\",\"message\":\"ranked\","
                        + "\"function\":\"rank-features\",\"requestId\":\"r-1\",\"experiment\":\"search-ranking-v2\","
                        + "\"rows\":3,\"isNew\":true}");
    }

    @Test
    void text_withLineEndsAndQuotes_staysOnItsLine() {
        log.error("a \"b\"\n\tc\\d 😀", Map.of());

        assertThat(lines.getFirst())
                .contains("\"level\":\"ERROR\",\"message\":\"a \\\"b\\\"\\n\\u0009c\\\\d \\ud83d\\ude00\"")
                .doesNotContain("\n");
    }

    @Test
    void count_isInTheEmbeddedMetricFormat() {
        log.count("Handled", 1);

        assertThat(lines)
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1790812800000,\"CloudWatchMetrics\":[{\"Namespace\":\"Northstar\","
                                + "\"Dimensions\":[[\"function\"]],\"Metrics\":[{\"Name\":\"Handled\",\"Unit\":\"Count\"}]}]},"
                                + "\"function\":\"rank-features\",\"requestId\":\"r-1\",\"Handled\":1}");
    }
}
