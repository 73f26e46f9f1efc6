package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {
    private static Node node(String json) {
        return Node.root("$", JsonTree.parse("{\"v\": " + json + "}")).member("v");
    }

    private static void assertRefused(Function<Node, ?> reader, String json, String message) {
        assertThatThrownBy(() -> reader.apply(node(json)))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$.v == " + message);
    }

    @Test
    void text_otherTypes_areRefused() {
        assertRefused(Value::text, "5", "5, must be a text, in quotation marks");
        assertRefused(Value::text, "true", "true, must be a text");
        assertRefused(Value::text, "null", "null, must be a text");
        assertRefused(Value::text, "{}", "an object, must be a text");
        assertRefused(Value::text, "[1, 2]", "a list of 2, must be a text");
    }

    @Test
    void text_tooLong_isRefusedByItsLength() {
        assertThat(Value.text(node('"' + "x".repeat(2000) + '"'))).hasSize(2000);
        assertThatThrownBy(() -> Value.text(node('"' + "x".repeat(2001) + '"')))
                .hasMessage("$.v.length == 2001, must be at most 2000");
    }

    @Test
    void text_withControlCharacters_isRefusedUnlessTheyBreakLines() {
        assertThat(Value.text(node("\"a\\n\\tb\""))).isEqualTo("a\n\tb");
        assertRefused(Value::text, "\"a\\u0000\"", "\"a\\u0000\", must be free of control characters");
        assertRefused(Value::text, "\"a\\u0085\"", "\"a\\u0085\", must be free of control characters");
    }

    @Test
    void anyText_plainValues_areTakenAsTheyAreWritten() {
        assertThat(Value.anyText(node("1.50"))).isEqualTo("1.50");
        assertThat(Value.anyText(node("false"))).isEqualTo("false");
        assertThat(Value.anyText(node("\"x\""))).isEqualTo("x");
        assertRefused(Value::anyText, "null", "null, must be a text");
    }

    @Test
    void number_otherTypes_areRefused() {
        assertThat(Value.number(node("-1.5e3"))).isEqualTo(-1500);
        assertRefused(Value::number, "\"5\"", "\"5\", must be a number");
        assertRefused(Value::number, "false", "false, must be a number");
        assertRefused(Value::number, "1e400", "1e400, must be a finite number");
        assertRefused(Value::number, "1e999999999", "1e999999999, must be a number");
    }

    @Test
    void count_fractionsAndGiants_areRefused() {
        assertThat(Value.count(node("1.5e3"))).isEqualTo(1500);
        assertThat(Value.count(node("9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
        assertRefused(Value::count, "9223372036854775808", "9223372036854775808, must be a whole number");
        assertRefused(Value::count, "0.5", "0.5, must be a whole number");
        assertRefused(Value::smallCount, "2147483648", "2147483648, must be in [-2147483648, 2147483647]");
    }

    @Test
    void exactDecimal_text_keepsEveryDigit() {
        String digits = "-" + "1".repeat(500) + ".25";
        assertThat(Value.exactDecimal(node('"' + digits + '"'))).isEqualTo(new BigDecimal(digits));
        assertRefused(Value::exactDecimal, "5", "5, must be a decimal in quotation marks");
        assertRefused(Value::exactDecimal, "\"NaN\"", "\"NaN\", must be a decimal in quotation marks");
    }

    @Test
    void flag_otherTypes_areRefused() {
        assertThat(Value.flag(node("true"))).isTrue();
        assertRefused(Value::flag, "\"true\"", "\"true\", must be true or false");
        assertRefused(Value::flag, "1", "1, must be true or false");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T00:00:00Z, 2026-10-01T00:00:00Z",
        "2026-10-01T02:00:00+02:00, 2026-10-01T00:00:00Z",
        "2026-10-01T00:00:00.123456789Z, 2026-10-01T00:00:00.123456789Z"
    })
    void instant_withZone_isRead(String text, Instant instant) {
        assertThat(Value.instant(node('"' + text + '"'))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-10-01",
                "2026-10-01T00:00:00",
                "2026-13-01T00:00:00Z",
                "yesterday",
                "",
                "2026-10-01 00:00:00Z"
            })
    void instant_withoutZoneOrTime_isRefused(String text) {
        assertRefused(
                Value::instant,
                '"' + text + '"',
                '"' + text + "\", must be an instant with a zone such as 2026-10-01T00:00:00Z");
    }

    @Test
    void instant_farFromNow_isRefused() {
        assertRefused(Value::instant, "1", "1, must be an instant with a zone such as 2026-10-01T00:00:00Z");
        assertRefused(
                Value::instant,
                "\"1800-01-01T00:00:00Z\"",
                "\"1800-01-01T00:00:00Z\", must be between the years 1900 and 9999");
        assertRefused(
                Value::instant,
                "\"+10000-01-01T00:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\", must be between the years 1900 and 9999");
    }

    @Test
    void date_otherForms_areRefused() {
        assertThat(Value.date(node("\"2027-03-31\""))).isEqualTo(LocalDate.of(2027, 3, 31));
        assertRefused(Value::date, "\"2027-02-30\"", "\"2027-02-30\", must be a day such as 2027-03-31");
        assertRefused(Value::date, "\"March\"", "\"March\", must be a day such as 2027-03-31");
        assertRefused(Value::date, "20270331", "20270331, must be a day such as 2027-03-31");
    }

    @Test
    void duration_otherForms_areRefused() {
        assertThat(Value.duration(node("\"P14D\""))).isEqualTo(Duration.ofDays(14));
        assertThat(Value.duration(node("\"PT24H\""))).isEqualTo(Duration.ofDays(1));
        assertRefused(Value::duration, "\"14 days\"", "\"14 days\", must be a duration such as P14D or PT24H");
        assertRefused(Value::duration, "14", "14, must be a duration such as P14D or PT24H");
        assertRefused(Value::duration, "\"P36501D\"", "\"P36501D\", must be at most P36500D");
    }

    @Test
    void zone_unknownOnes_areRefused() {
        assertThat(Value.zone(node("\"Europe/Berlin\"")).getId()).isEqualTo("Europe/Berlin");
        assertRefused(Value::zone, "\"Atlantis\"", "\"Atlantis\", must be a time zone such as UTC or Europe/Berlin");
        assertRefused(Value::zone, "1", "1, must be a time zone such as UTC or Europe/Berlin");
    }

    @Test
    void list_otherTypes_areRefused() {
        assertRefused(Value::texts, "{}", "an object, must be a list");
        assertThatThrownBy(() -> Value.texts(node("[\"a\", 2, \"c\", null]")))
                .hasMessage("$.v[1] == 2, must be a text, in quotation marks\n$.v[3] == null, must be a text");
    }
}
