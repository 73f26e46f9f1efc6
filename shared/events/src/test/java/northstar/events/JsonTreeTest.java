package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @Test
    void parse_everyKindOfValue_keepsItAsItIs() {
        Object tree = JsonTree.parse(
                " {\"a\": [1, -0.50e+3, true, false, null, \"\\u00e9\\n\\\"\"], \"\": {\"b\": []}, \"c\": {}}\r\n\t");

        Map<?, ?> object = (Map<?, ?>) tree;
        assertThat((List<?>) object.get("a"))
                .isEqualTo(java.util.Arrays.asList(
                        new NumberText("1"), new NumberText("-0.50e+3"), true, false, null, "é\n\""));
        assertThat(object.get("")).isEqualTo(Map.of("b", List.of()));
        assertThat(object.get("c")).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": NaN} | $.a == NaN, must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": [1, Infinity]} | $.a[1] == Infinity, must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": -Infinity} | $.a == -Infinity, must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": 01} | $.a == 01, must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": 1.} | $.a == 1., must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": +1} | $.a == +1, must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": 0x1F} | $.a == 0x1F, must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": 1 2} | $ == '2' at line 1, column 9, must be a comma or the end of what is open",
                "{\"a\": 'x'} | $.a == 'x', must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": 1e9999999999} | $.a == 1e9999999999, must be a finite number, true, false, null or a text in quotation marks",
                "{\"a\": {\"b\": 1, \"b\": 2}} | $.a.b == a second time, must be given only once",
                "{\"\\u0061\": 1, \"a\": 2} | $.a == a second time, must be given only once",
                "{\"a\": \"\\ud800\"} | $.a == text with half a character, must be Unicode text",
                "{\"a\": \"\\udc00x\"} | $.a == text with half a character, must be Unicode text",
                "{\"\\ud800\": 1} | $[\"\\ud800\"] == text with half a character, must be Unicode text",
                "{\"a\": 1} x | $ == 'x' at line 1, column 10, must be nothing more",
                "{\"a\": 1}} | $ == '}' at line 1, column 9, must be nothing more",
                "{\"a\": 1}{} | $ == '{' at line 1, column 9, must be nothing more",
                "{\"a\": 1,} | $ == '}' at line 1, column 9, must be a key in quotation marks",
                "{,\"a\": 1} | $ == ',' at line 1, column 2, must be a key in quotation marks or }",
                "{\"a\": [,1]} | $ == ',' at line 1, column 8, must be a value or ]",
                "{\"a\": [1,,2]} | $ == ',' at line 1, column 10, must be a value",
                "{\"a\": [1,]} | $ == ']' at line 1, column 10, must be a value",
                "{\"a\":,} | $ == ',' at line 1, column 6, must be a value",
                "{\"a\": [1}} | $ == '}' at line 1, column 9, must be a comma or the end of what is open",
                "{\"a\" 1} | $ == '1' at line 1, column 6, must be a colon",
                "{\"a\":: 1} | $ == ':' at line 1, column 6, must be a value",
                "{a: 1} | $ == 'a' at line 1, column 2, must be a key in quotation marks or }",
                "{1: 1} | $ == '1' at line 1, column 2, must be a key in quotation marks or }",
                "{\"a\": tru} | $ == tru at line 1, column 7, must be a value",
                "{\"a\": nullx} | $ == nullx at line 1, column 7, must be a value",
                "{\"a\": falsey} | $ == falsey at line 1, column 7, must be a value",
                "{\"a\": \"\\x\"} | $ == a lone backslash at line 1, column 8, must be an escape that JSON knows",
                "{\"a\": \"\\ | $ == a lone backslash at line 1, column 8, must be an escape that JSON knows",
                "{\"a\": \"\\u12\"} | $ == a \\u escape at line 1, column 8, must have four hexadecimal digits",
                "{\"a\": \"\\u12 | $ == a \\u escape at line 1, column 8, must have four hexadecimal digits",
                "{\"a\": \"x} | $ == text without an end at line 1, column 7, must end with quotation marks",
                "{\"a\": [1 | $ == the end at line 1, column 9, must be a comma or the end of what is open",
                "{\"a\" | $ == the end at line 1, column 5, must be a colon",
                "{ | $ == the end at line 1, column 2, must be a key in quotation marks or }",
                "'' | $ == the end at line 1, column 1, must be a value",
                "] | $ == ']' at line 1, column 1, must be a value",
            })
    void parse_whatIsNotJson_isRefused(String json, String message) {
        assertThatThrownBy(() -> JsonTree.parse(json))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(message);
    }

    @Test
    void parse_bareControlCharacters_areRefused() {
        assertThatThrownBy(() -> JsonTree.parse("{\n\"a\": \"x\u0001\"}"))
                .hasMessage("$ == U+0001 in a text at line 2, column 8, must be escaped");
        assertThatThrownBy(() -> JsonTree.parse("{\"a\": \"x\ny\"}"))
                .hasMessage("$ == U+000A in a text at line 1, column 9, must be escaped");
        assertThatThrownBy(() -> JsonTree.parse("{\"a\":\f 1}"))
                .hasMessage("$ == U+000C at line 1, column 6, must be a value");
    }

    @Test
    void parse_sixtyFourLevels_isRead() {
        assertThat(JsonTree.parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 10_000, 1_000_000})
    void parse_moreLevels_isRefusedBeforeAnythingRecurses(int levels) {
        assertThatThrownBy(() -> JsonTree.parse("[".repeat(levels)))
                .hasMessage("$ == more than 64 levels at line 1, column 65, must be nested at most 64 levels deep");
    }

    @Test
    void parse_longNumber_isKeptAndItsUseBounded() {
        Node node = Node.root("$", JsonTree.parse("{\"n\": " + "9".repeat(50_000) + "}"));

        assertThatThrownBy(() -> Value.number(node.member("n")))
                .hasMessage("$.n == " + "9".repeat(80) + "…, must be a number");
    }
}
