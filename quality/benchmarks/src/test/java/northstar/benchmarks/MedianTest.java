package northstar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void of_oddCount_isTheMiddleOne() {
        assertThat(Median.of(9, 1, 1000)).isEqualTo(9);
    }

    @Test
    void of_evenCount_isBetweenTheMiddleOnes() {
        assertThat(Median.of(4, 1, 1000, 2)).isEqualTo(3);
    }

    @Test
    void of_nothing_isRefused() {
        assertThatThrownBy(Median::of)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numbers.length == 0, must be at least 1");
    }
}
