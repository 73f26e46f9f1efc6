package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.Condition;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionFormTest {
    private static Node node(String json) {
        return Node.root("$", JsonTree.parse(json));
    }

    private static String written(List<Condition> conditions) {
        JsonOut out = new JsonOut();
        ConditionForm.encode(out, conditions);
        return out.text();
    }

    @Test
    void decode_eachOperator_isItsCondition() {
        assertThat(ConditionForm.decode(node("\"paid\""))).containsExactly(new Condition.Equal("paid"));
        assertThat(ConditionForm.decode(node("{\"=\": true}"))).containsExactly(new Condition.Equal(true));
        assertThat(ConditionForm.decode(node("{\"!=\": 2.50}")))
                .containsExactly(new Condition.NotEqual(new BigDecimal("2.5")));
        assertThat(ConditionForm.decode(node("{\"!=\": [\"a\", \"b\"]}")))
                .containsExactly(new Condition.NotEqual("a"), new Condition.NotEqual("b"));
        assertThat(ConditionForm.decode(node("[\"DE\", \"FR\"]")))
                .containsExactly(new Condition.In(List.of("DE", "FR")))
                .isEqualTo(ConditionForm.decode(node("{\"in\": [\"DE\", \"FR\"]}")));
        assertThat(ConditionForm.decode(node("{\">\": 10, \"<\": 99}")))
                .containsExactly(new Condition.Less(new BigDecimal("99")), new Condition.Greater(new BigDecimal("10")));
        assertThat(ConditionForm.decode(node("{\"between\": [1, 5]}")))
                .containsExactly(new Condition.Between(BigDecimal.ONE, new BigDecimal("5")));
        assertThat(ConditionForm.decode(node("{\"exists\": false}"))).containsExactly(new Condition.Exists(false));
        assertThat(ConditionForm.decode(node("{\"regex\": \"^A\"}"))).containsExactly(new Condition.Matches("^A"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"paid\" | \"paid\"",
                "{\"=\": \"paid\"} | \"paid\"",
                "[\"DE\"] | {\"in\":[\"DE\"]}",
                "{\"regex\": \"^A\", \"exists\": true, \"=\": 1.0} | {\"=\":1,\"exists\":true,\"regex\":\"^A\"}",
                "{\"<\": 5, \"!=\": [1, 2]} | {\"!=\":[1,2],\"<\":5}",
            })
    void encode_anyWording_isTheCanonicalOne(String json, String canonical) {
        assertThat(written(ConditionForm.decode(node(json)))).isEqualTo(canonical);
    }

    @Test
    void yaml_operators_areRead() {
        Definitions definitions = DefinitionDocuments.parse("x.yaml", """
                metrics:
                  revenue:
                    type: mean
                    event: order
                    value: amount
                    where: {status: paid, amount: {">": 10}, country: [DE, FR], sku: {regex: "^A"}}
                """);

        assertThat(definitions.metrics().get("revenue"))
                .isInstanceOfSatisfying(
                        Metric.Mean.class,
                        mean -> assertThat(mean.source())
                                .isInstanceOfSatisfying(
                                        Source.Activities.class,
                                        source -> assertThat(source.where())
                                                .isEqualTo(Map.of(
                                                        "status", List.of(new Condition.Equal("paid")),
                                                        "amount", List.of(new Condition.Greater(new BigDecimal("10"))),
                                                        "country", List.of(new Condition.In(List.of("DE", "FR"))),
                                                        "sku", List.of(new Condition.Matches("^A"))))));
    }

    @Test
    void write_plainFilter_keepsTheFormItHadBeforeOperators() {
        String detail = """
                {"metrics":{"a":{"type":"proportion","event":"e","where":{"n":100,"status":"paid","vip":true},"direction":"up"}},\
                "definedAt":"2026-10-01T00:00:00Z"}""";
        Message message =
                Messages.read(DetailType.METRICS_DEFINED, detail, Instant.EPOCH).getFirst();

        assertThat(message)
                .isInstanceOfSatisfying(
                        Message.Definition.class,
                        definition ->
                                assertThat(definition.event()).isInstanceOf(DefinitionEvent.MetricsDefined.class));
        assertThat(Messages.write(message)).contains("\"where\":{\"n\":1E+2,\"status\":\"paid\",\"vip\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^A",
                "a.*?b+c{2,5}$",
                "(?i)checkout|(?:pay(ment)?)",
                "[]a-z^\\]]+",
                "[^]x]",
                "\\bfoo\\b\\.\\d{3}",
                "\\p{L}\\P{Lu}\\pN",
                "a}+b",
                "ü[α-ω]",
                "\\x41\\x{1F600}",
            })
    void fault_whatRe2AlsoUnderstands_isNone(String regex) {
        assertThat(Re2.fault(regex)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[a ~ must be a regular expression",
                "*a ~ must be a regular expression",
                "(?=a) ~ must be without look-around and atomic groups",
                "(?!a) ~ must be without look-around and atomic groups",
                "(?<=a)b ~ must be without look-around and atomic groups",
                "(?<!a)b ~ must be without look-around and atomic groups",
                "(?>a) ~ must be without look-around and atomic groups",
                "(?<n>a) ~ must be without named groups",
                "(a)\\1 ~ must be without back references",
                "(?<n>a)\\k<n> ~ must be without named groups",
                "\\Qa\\E ~ must be without \\Q",
                "\\Z ~ must be without \\Z",
                "a++ ~ must be without possessive quantifiers",
                "(?i){2}a ~ must be without quantifiers of nothing",
                "a{2}{3} ~ must be without quantifiers of quantifiers",
                "a+?{3} ~ must be without quantifiers of quantifiers",
                "\\ü ~ must be without \\ü",
                "a{2}+ ~ must be without possessive quantifiers",
                "[a[b]] ~ must be without classes in a class",
                "[a&&b] ~ must be without classes in a class",
                "\\p{IsGreek} ~ must name a general category such as \\p{L} after \\p",
                "a{1001} ~ must repeat at most 1000 times",
                "(a{100}){100} ~ must repeat at most 1000 times",
            })
    void fault_whatRe2DoesNotKnow_isNamed(String regex, String fault) {
        assertThat(Re2.fault(regex)).isEqualTo(fault);
    }
}
