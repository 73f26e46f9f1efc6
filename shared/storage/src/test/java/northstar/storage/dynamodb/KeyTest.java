package northstar.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTest {
    @Test
    void time_anyInstants_sortAsTheInstantsDo() {
        List<Instant> instants = List.of(
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("2026-09-30T23:59:59.999999999Z"),
                Instant.parse("2026-10-01T00:00:00Z"),
                Instant.parse("2026-10-01T00:00:00.000000001Z"),
                Instant.parse("2026-10-01T00:00:00.5Z"),
                Instant.parse("2026-10-01T00:00:01Z"),
                Instant.parse("9999-12-31T23:59:59.999999999Z"));

        assertThat(instants.stream().map(Key::time)).isSorted();
        assertThat(instants.stream().map(Key::time).map(Instant::parse)).isEqualTo(instants);
    }

    @Test
    void time_yearOfFiveDigits_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Key.time(Instant.parse("+10000-01-01T00:00:00Z")))
                .withMessage("at == +10000-01-01T00:00:00Z, must be in the years 0 to 9999");
        assertThatIllegalArgumentException().isThrownBy(() -> Key.time(Instant.parse("-0001-01-01T00:00:00Z")));
    }

    /** The newest look and the directory are read by one query backwards from the directory. */
    @Test
    void looks_ofAnExperiment_lieRightAfterItsLooks() {
        assertThat(Key.looks("search").sk())
                .isGreaterThan(Key.look("search", Instant.parse("9999-12-31T00:00:00Z"))
                        .sk());
    }
}
