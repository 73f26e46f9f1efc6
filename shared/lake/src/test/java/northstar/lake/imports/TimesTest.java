package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T10:00:00Z, 2026-10-01T10:00:00Z",
        "2026-10-01 10:00:00 UTC, 2026-10-01T10:00:00Z",
        "2026-10-01T10:00:00.123456789+02:00, 2026-10-01T08:00:00.123456Z",
        "2026-10-01T10:00:00-0530, 2026-10-01T15:30:00Z",
        "2026-10-01T10:00:00+02, 2026-10-01T08:00:00Z",
        "2026-10-01 10:00, 2026-10-01T14:00:00Z",
        "1790848800, 2026-10-01T14:00:00Z",
        "1790848800.5, 2026-10-01T14:00:00.500Z",
        "-1, 1970-01-01T04:59:59Z",
        "2026-03-08 02:30:00, 2026-03-08T07:30:00Z",
        "2026-11-01 01:30:00, 2026-11-01T05:30:00Z"
    })
    void parse_text_isTheInstant(String text, String instant) {
        assertThat(Times.parse("at", text, NEW_YORK)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-10-01",
                "2026-02-30T00:00:00Z",
                "2026-10-01T24:30:00Z",
                "2026-10-01T10:00:60Z",
                "2026-10-01T10:00:00+25:00",
                "12026-10-01T10:00:00Z",
                "100000000000000000",
                "1e9"
            })
    void parse_otherText_isRefused(String text) {
        assertThatThrownBy(() -> Times.parse("at", text, NEW_YORK))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("at == ")
                .hasMessageContaining(", must be a time");
    }
}
