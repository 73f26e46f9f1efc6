package northstar.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        // n, max, 37 - ceil(log10(n max)) in 0..37, 15 - ceil(log10(max)) in -1..15
        "1, 1, 37, 15",
        "1000, 1, 34, 15",
        "1001, 1, 33, 15",
        "1000, 100, 32, 13",
        "1000, 101, 31, 12",
        "50083, 0, 37, 15",
        "10, 1e-60, 37, 15",
        "10, 1e15, 21, 0",
        "10, 1.1e15, 20, -1",
        "10, 1e36, 0, -1",
        "10, 1e40, 0, -1"
    })
    void of_rangeOfAColumn_followsTheRule(long n, BigDecimal max, int places, int exactPlaces) {
        assertThat(Scale.of(n, max)).isEqualTo(new Scale(places, exactPlaces));
    }

    @Test
    void fits_sumAtTheLimit_does() {
        assertThat(Scale.fits(10, new BigDecimal("1e36"))).isTrue();
        assertThat(Scale.fits(11, new BigDecimal("1e36"))).isFalse();
    }

    @Test
    void sql_columnTooLargeForShortDecimals_isScaledAlone() {
        assertThat(new Scale(3, -1).sql("x")).isEqualTo("CAST(x AS DECIMAL(38, 3))");
    }
}
