package northstar.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
    @ParameterizedTest
    @CsvSource({
        "control, control",
        "Group A, group-a",
        "'  Größe (€) ', gro-e",
        "Émile, emile",
        "--x--, x",
        "0, 0",
        "'€', x",
        "'', x"
    })
    void of_text_isTheNearestKey(String text, String key) {
        assertThat(Keys.of(text)).isEqualTo(key);
    }

    @Test
    void of_longText_isCut() {
        assertThat(Keys.of("a".repeat(100))).hasSize(48);
    }

    @Test
    void of_textsThatMeet_areToldApart() {
        assertThat(Keys.of(List.of("A", "a", "a!", "b")))
                .containsExactly(
                        java.util.Map.entry("A", "a"),
                        java.util.Map.entry("a", "a-2"),
                        java.util.Map.entry("a!", "a-3"),
                        java.util.Map.entry("b", "b"));
        assertThat(Keys.of(List.of("a".repeat(60), "a".repeat(61))).values())
                .containsExactly("a".repeat(48), "a".repeat(46) + "-2");
    }
}
