package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"a\":1,}|character 8 == '}', must be a key in quotation marks",
                "{\"a\" 1}|character 6 == '1', must be a colon",
                "{a:1}|character 2 == 'a', must be a key in quotation marks",
                "[1 2]|character 4 == '2', must be a comma or ]",
                "{\"a\":1|character 7 == the end, must be a comma or }",
                "[1,]|character 4 == ']', must be a value",
                "01|character 2 == '1', must be the end",
                "1.|character 3 == the end, must be a value",
                "+1|character 1 == '+', must be a value",
                "-|character 2 == the end, must be a value",
                "1e|character 3 == the end, must be a value",
                "nul|character 1 == 'n', must be a value",
                "NaN|character 1 == 'N', must be a value",
                "{} {}|character 4 == '{', must be the end",
                "\"a|character 3 == the end, must be quotation marks",
                "\"\\n|character 4 == the end, must be quotation marks",
                "\"\\q\"|character 3 == 'q', must be an escape that JSON knows",
                "\"\\u12x4\"|character 6 == 'x', must be a hexadecimal digit",
                "\"\\ud800\"|text == half a character, must be Unicode text",
                "\"\\ud800\\u0041\"|text == half a character, must be Unicode text",
                "{\"a\":1,\"a\":2}|key == \"a\", must be given only once",
            })
    void parse_broken_isRefusedAtItsPlace(String text, String reason) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonFault.class).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\tb\"", "\"\\n\tb\""})
    void parse_bareControlCharacter_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).hasMessageContaining("must be escaped");
    }

    @Test
    void parse_objectWithSpaces_keepsItsTextWithoutThem() throws JsonFault {
        Json.Members members = (Json.Members)
                Json.parse(" { \"a b\" : [ 1.50 , -0e+7 ,\ttrue, false, null ], \"c\\\" d\" : \"x  y\" }\r\n");
        assertThat(members.text()).isEqualTo("{\"a b\":[1.50,-0e+7,true,false,null],\"c\\\" d\":\"x  y\"}");
    }

    @Test
    void parse_escapes_areTheirCharacters() throws JsonFault {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\""))
                .isEqualTo("\"\\/\b\f\n\r\té😀");
    }

    @Test
    void parse_tooDeep_isRefused() {
        assertThatThrownBy(() -> Json.parse("[".repeat(65))).hasMessageContaining("nested at most 64 levels deep");
    }

    @Test
    void parse_keyTwiceAmongMany_isRefused() {
        String members =
                IntStream.range(0, 40).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
        assertThatThrownBy(() -> Json.parse("{" + members + ",\"k7\":2}"))
                .hasMessage("key == \"k7\", must be given only once");
        assertThat(catchNothing("{" + members + "}")).isEqualTo(40);
    }

    private static int catchNothing(String text) {
        try {
            return ((Json.Members) Json.parse(text)).keys().size();
        } catch (JsonFault e) {
            return -1;
        }
    }
}
