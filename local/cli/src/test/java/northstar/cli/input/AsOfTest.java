package northstar.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsOfTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Test
    void instant_ofADate_isTheEndOfThatDayWhereTheExperimentRuns() {
        assertThat(AsOf.parse("2026-10-15").instant(TOKYO)).isEqualTo(Instant.parse("2026-10-15T15:00:00Z"));
    }

    @Test
    void instant_ofAnInstant_isItself() {
        assertThat(AsOf.parse("2026-10-15T02:00:00+02:00").instant(TOKYO))
                .isEqualTo(Instant.parse("2026-10-15T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-10-15T00:00:00", "15.10.2026"})
    void parse_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> AsOf.parse(text))
                .isInstanceOf(WrongInputException.class)
                .hasMessageStartingWith("--as-of == \"" + text + "\", must be a date");
    }
}
