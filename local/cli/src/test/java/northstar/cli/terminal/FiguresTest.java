package northstar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "374000, 374k",
        "373999.6, 374k",
        "1240000, 1.24M",
        "12400000, 12.4M",
        "2100000000, 2.10bn",
        "3.2e12, 3.20tn",
        "5e15, 5000tn",
        "999, 999",
        "999.6, 1.00k",
        "8.25, 8.25",
        "0.81327, 0.813",
        "0.0001234, 0.000123",
        "-51500000, −51.5M",
        "-1e-15, 0",
        "0.09996, 0.100"
    })
    void quantity_anyNumber_hasThreeDigitsThatCount(double value, String text) {
        assertThat(Figures.quantity(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"374000, +374k", "-374000, −374k", "0, 0"})
    void gain_anyNumber_hasItsSign(double value, String text) {
        assertThat(Figures.gain(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.81327, 0.8133",
        "0.96517, 0.9652",
        "9.63095, 9.631",
        "13.1, 13.10",
        "1204.4, '1,204'",
        "999999, '999,999'",
        "2500000, 2.50M",
        "0.0178582, 0.01786",
        "-0.5, −0.5000",
        "0, 0"
    })
    void level_anyNumber_hasFourDigitsThatCount(double value, String text) {
        assertThat(Figures.level(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0178582, 1.786 %", "0.5, 50.00 %", "0, 0 %"})
    void share_anyShare_isInPercent(double share, String text) {
        assertThat(Figures.share(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.02, 2 %", "0.005, 0.5 %", "0.95, 95 %", "0.99999, 100 %", "1, 100 %"})
    void chosen_anyShare_hasNoZerosAtItsEnd(double share, String text) {
        assertThat(Figures.chosen(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0081672, 0.82 %", "0.243, 24 %", "0.025, 2.5 %", "1, 100 %", "0, 0 %", "-0.013, −1.3 %"})
    void roughly_anyShare_hasTwoDigitsThatCount(double share, String text) {
        assertThat(Figures.roughly(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, >99 %", "0.996, >99 %", "0.994, 99 %", "0.5, 50 %", "0.006, 1 %", "0.004, <1 %", "0, <1 %"})
    void chance_anyProbability_isNeverCertain(double probability, String text) {
        assertThat(Figures.chance(probability)).isEqualTo(text);
    }

    @Test
    void count_keepsThousandsApartAndItsNounInStep() {
        assertThat(Figures.count(50_083)).isEqualTo("50,083");
        assertThat(Figures.count(1, "unit")).isEqualTo("1 unit");
        assertThat(Figures.count(1_204, "unit")).isEqualTo("1,204 units");
    }
}
