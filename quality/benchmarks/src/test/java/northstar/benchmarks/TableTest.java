package northstar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @Test
    void toString_cellsOfAnyLength_areAligned() {
        Table table = new Table("what", "time");
        table.add("a", "1 s");
        table.add("longer", "100 ms");

        assertThat(table).hasToString("what      time\na          1 s\nlonger  100 ms\n");
    }

    @Test
    void add_oneCellTooFew_isRefused() {
        Table table = new Table("what", "time");

        assertThatThrownBy(() -> table.add("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cells.length == 1, must be 2");
    }

    @ParameterizedTest
    @CsvSource({"432, 0.43 µs", "60000, 60.0 µs", "292000000, 292 ms", "1830000000, 1.83 s"})
    void time_anySize_hasThreeDigitsAndItsUnit(double nanos, String expected) {
        assertThat(Table.time(nanos)).isEqualTo(expected);
    }

    @Test
    void verdict_atTheGoal_isMet() {
        assertThat(Table.verdict(1.5, 1.5)).isEqualTo("met");
    }

    @Test
    void verdict_aboveTheGoal_isMissed() {
        assertThat(Table.verdict(1.6, 1.5)).isEqualTo("MISSED");
    }

    @Test
    void verdict_ofNoNumber_isMissed() {
        assertThat(Table.verdict(Double.NaN, 1.5)).isEqualTo("MISSED");
    }
}
