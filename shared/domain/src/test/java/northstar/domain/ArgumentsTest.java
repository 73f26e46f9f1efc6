package northstar.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void everyCheckOfANumber_refusesWhatIsNone(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.finite("x", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.openUnit("x", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.share("x", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.notNegative("x", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.positive("x", value));
    }

    @Test
    void everyCheck_givesBackWhatIsWellFormed() {
        assertThat(Arguments.finite("x", -1)).isEqualTo(-1);
        assertThat(Arguments.openUnit("x", 0.5)).isEqualTo(0.5);
        assertThat(Arguments.share("x", 1)).isEqualTo(1);
        assertThat(Arguments.notNegative("x", 0.0)).isZero();
        assertThat(Arguments.positive("x", 3)).isEqualTo(3);
        assertThat(Arguments.text("x", "a")).isEqualTo("a");
    }

    @Test
    void quoted_longText_isCut() {
        assertThat(Arguments.quoted("x".repeat(100))).hasSize(83).endsWith("…\"");
        assertThat(Arguments.quoted(null)).isEqualTo("\"null\"");
    }

    @Test
    void refusal_saysWhatItIsAndMustBe() {
        assertThat(Arguments.refusal("alpha", 1.5, "in (0, 1)")).hasMessage("alpha == 1.5, must be in (0, 1)");
        assertThat(Arguments.refusal("name", "\"\"", "not be blank")).hasMessage("name == \"\", must not be blank");
    }
}
