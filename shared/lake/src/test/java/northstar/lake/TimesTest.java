package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-10-01T12:34:56Z, 2026-10-01T12:34:56Z",
        "2026-10-01T12:34:56.1Z, 2026-10-01T12:34:56.1Z",
        "2026-10-01T12:34:56.123456789Z, 2026-10-01T12:34:56.123456Z",
        "2026-10-01T12:34:56+02:00, 2026-10-01T10:34:56Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        "+12026-10-01T00:00:00Z, +12026-10-01T00:00:00Z",
        "-0044-03-15T00:00:00Z, -0044-03-15T00:00:00Z",
    })
    void parse_instant_isCutToMicroseconds(String text, Instant instant) {
        assertThat(Times.parse(text)).isEqualTo(instant);
        assertThat(Times.ofMicros(Times.micros(instant))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-10-01",
                "2026-10-01T00:00:00",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-10-01T25:00:00Z",
                "2026-10-01T00:60:00Z",
                "2026-10-01T00:00:61Z",
                "2026-10-01T00:00:00.x1Z",
                "2026-10-01T00:00:00,123Z",
                "2026-1a-01T00:00:00Z",
                "1760000000",
                "2026-10-01T00:00:00.0000000000000000000000000000000Z",
                "",
            })
    void parse_noInstant_isNull(String text) {
        assertThat(Times.parse(text)).isNull();
    }

    @Test
    void isHeld_beyondTheEngine_isNot() {
        assertThat(Times.isHeld(Times.LATEST.plusNanos(1_000))).isFalse();
        assertThat(Times.isHeld(Times.EARLIEST.minusNanos(1))).isFalse();
        assertThat(Times.isHeld(Times.EARLIEST)).isTrue();
    }
}
