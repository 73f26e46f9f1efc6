package northstar.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableRefusedExceptionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            nights == "u-17"                                 | a number             | nights == (not shown), must be a number
            group == "u, must be 17"                         | one of "a", "b"      | group == (not shown), must be one of "a", "b"
            user == the same unit in variant "u-17" (and 3 more) | in one row only  | user == the same unit in variant (not shown) (and 3 more), must be in one row only
            rows == 0                                        | at least 1           | rows == 0, must be at least 1
            """)
    void withoutValue_cellInTheMessage_isNotShown(String what, String rule, String logged) {
        TableRefusedException refusal = TableRefusedException.of("users.csv line 3", what, rule);

        assertThat(refusal).hasMessage("users.csv line 3: " + what + ", must be " + rule);
        assertThat(refusal.withoutValue()).hasMessage("users.csv line 3: " + logged);
    }

    @Test
    void withoutValue_messageOfAnotherForm_staysAsItIs() {
        TableRefusedException refusal = TableRefusedException.at("users.csv", "is \"odd\"");

        assertThat(refusal.withoutValue()).hasMessage("users.csv: is \"odd\"");
    }

    @Test
    void withoutValue_headOfATable_showsNoColumnThatMayBeACell() {
        TableRefusedException refusal = TableRefusedException.ofHead(
                "users.csv",
                "column \"n\" == absent",
                "one of \"u-17\"",
                "column \"n\" == absent, must be in the head");

        assertThat(refusal).hasMessage("users.csv: column \"n\" == absent, must be one of \"u-17\"");
        assertThat(refusal.withoutValue()).hasMessage("users.csv: column \"n\" == absent, must be in the head");
    }
}
