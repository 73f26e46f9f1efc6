package northstar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PercentsTest {
    @Test
    void fitting_typicalSize_decidesTheDecimals() {
        assertThat(Percents.fitting(List.of(1.18, 2.0, -3.0)).decimals()).isZero();
        assertThat(Percents.fitting(List.of(-0.0055, 0.1868, 0.4356)).decimals())
                .isEqualTo(1);
        assertThat(Percents.fitting(List.of(0.0052, -0.0043, 0.021)).decimals()).isEqualTo(2);
        assertThat(Percents.fitting(List.of(0.0002)).decimals()).isEqualTo(3);
    }

    @Test
    void fitting_nothing_hasOneDecimal() {
        assertThat(Percents.fitting(List.of())).isEqualTo(new Percents(1));
        assertThat(Percents.fitting(List.of(0.0, 0.0))).isEqualTo(new Percents(1));
    }

    @Test
    void change_hasItsSignUnlessItIsNothing() {
        Percents percents = new Percents(1);

        assertThat(percents.change(0.18678)).isEqualTo("+18.7 %");
        assertThat(percents.change(-0.0056)).isEqualTo("−0.6 %");
        assertThat(percents.change(-0.0001)).isEqualTo("0.0 %");
        assertThat(percents.change(12.5)).isEqualTo("+1,250.0 %");
    }

    @Test
    void range_joinsItsEnds() {
        assertThat(new Percents(1).range(-0.0056, 0.4356)).isEqualTo("−0.6 % to +43.6 %");
    }
}
