package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.ranking.Ranking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {
    private static String compact(String file) throws IOException {
        try (InputStream in = CodecTest.class.getResourceAsStream(file)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new JsonOut().value(JsonTree.parse(json)).text();
        }
    }

    @Test
    void evaluation_documentedForm_isReadAndWrittenKeyByKey() throws IOException {
        String json = compact("evaluation.json");

        assertThat(Codec.evaluation().write(Codec.evaluation().read(json))).isEqualTo(json);
    }

    @Test
    void evaluation_runningLook_hasPreview() throws IOException {
        String json = compact("evaluation-running.json");

        assertThat(json).contains("\"preview\":[{");
        assertThat(Codec.evaluation().write(Codec.evaluation().read(json))).isEqualTo(json);
    }

    @Test
    void ranking_documentedForm_isReadAndWrittenKeyByKey() throws IOException {
        String json = compact("ranking.json");

        assertThat(Codec.ranking().write(Codec.ranking().read(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"pValue\":0.00133098 | \"pValue\":null | $.effects[0].undefined == null, must be given exactly where pValue is absent",
                "\"pValue\":0.00133098 | \"pValue\":1.5 | $.effects[0].pValue == 1.5, must be in [0, 1]",
                "\"role\":\"indicator\" | \"role\":\"INDICATOR\" | $.effects[0].role == \"INDICATOR\", must be one of north-star, indicator, guardrail, exploratory",
                "\"varianceReduction\":0.0, |  | $.effects[0].varianceReduction == absent, must be given",
                "\"look\":1 | \"look\":0 | $.look == 0, must be at least 1",
            })
    void evaluation_otherForm_isRefused(String part, String other, String message) throws IOException {
        String json = compact("evaluation.json");
        assertThat(json).contains(part);

        assertThatThrownBy(() -> Codec.evaluation().read(json.replace(part, other == null ? "" : other)))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"scale\":\"relative\" | \"scale\":\"absolute\" | $.scale == \"absolute\", must be \"relative\"",
                "\"family\":\"normal\" | \"family\":\"t\" | $.prior.family == \"t\", must be \"normal\"",
                "\"name\":\"ship\" | \"name\":\"hope\" | $.features[0].action.name == \"hope\", must be one of ship, run longer, stop, roll back, iterate, fix the data, none",
            })
    void ranking_otherForm_isRefused(String part, String other, String message) throws IOException {
        String json = compact("ranking.json");
        assertThat(json).contains(part);

        assertThatThrownBy(() -> Codec.ranking().read(json.replace(part, other)))
                .hasMessage(message);
    }

    @Test
    void evaluation_unknownFlag_isRefusedWithTheKnownOnes() throws IOException {
        String json = compact("evaluation.json").replace("[\"GATED\"]", "[\"gated\"]");

        assertThatThrownBy(() -> Codec.evaluation().read(json))
                .hasMessageStartingWith("$.effects[0].flags[0] == \"gated\", must be one of INVALID_SRM, ")
                .hasMessageContaining(", GATED, ");
    }

    @Test
    void experiment_refusalOfTheDomainWithoutItsUsualForm_isStillLocated() {
        Node node = Node.root("$", JsonTree.parse("{}"));

        assertThatThrownBy(() -> node.as(_ -> {
                    throw new IllegalArgumentException("odd");
                }))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$ == an object, must be valid: odd");
    }

    @Test
    void moments_pairOfMetricsTwice_isRefused() {
        String sums = "{\"n\":1,\"values\":[\"1\"],\"products\":null,\"cubes\":null}";
        String cross = "{\"first\":\"a\",\"second\":\"b\",\"sums\":" + sums + "}";

        assertThatThrownBy(() ->
                        Codec.moments().read("{\"units\":1,\"metrics\":{},\"crosses\":[" + cross + "," + cross + "]}"))
                .hasMessage("$.crosses == a list of 2, must name each pair of metrics only once");
    }

    @Test
    void version_ofAnEventThatDeclaresNothing_isRefused() {
        String json = "{\"type\":\"Evaluation Due\",\"detail\":{\"experiment\":\"x\"},\"hash\":\"0f\"}";

        assertThatThrownBy(() -> Codec.version().read(json))
                .hasMessage("$.type == \"Evaluation Due\", must be the detail-type of a definition");
        assertThatThrownBy(() -> Codec.version().read(json.replace("Evaluation Due", "Dream")))
                .hasMessage("$.type == \"Dream\", must be the detail-type of a definition");
    }

    @Test
    void write_numberThatIsNotFinite_isRefused() {
        Ranking.Programme programme =
                new Ranking.Programme(Ranking.Programme.Basis.SHIPPED, List.of(), Double.NaN, 0, 0, 0, 0, null, null);
        Ranking ranking = new Ranking(
                java.time.Instant.EPOCH, "star", 1, new Ranking.Prior(0, 1, 0), List.of(), List.of(), programme);

        assertThatThrownBy(() -> Codec.ranking().write(ranking))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number == NaN, must be finite");
    }

    @Test
    void write_textWithHalfACharacter_isRefused() {
        assertThatThrownBy(() -> new JsonOut().value(Map.of("a", "\ud800")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text == \"\\ud800\", must be Unicode text");
    }

    @Test
    void write_doubles_areTheShortestThatReadBack() {
        assertThat(new JsonOut()
                        .value(List.of(0.1 + 0.2, Double.MIN_VALUE, -0.0, 1e21, 100.0))
                        .text())
                .isEqualTo("[0.30000000000000004,5E-324,0.0,1.0E21,100.0]");
    }

    @Test
    void days_wholeDays_areWrittenAsDays() {
        assertThat(JsonOut.days(Duration.ofDays(14))).isEqualTo("P14D");
        assertThat(JsonOut.days(Duration.ofHours(36))).isEqualTo("PT36H");
        assertThat(JsonOut.days(Duration.ZERO)).isEqualTo("PT0S");
    }

    @Test
    void read_textThatIsTooLarge_isRefused() {
        assertThatThrownBy(() -> Codec.northStar().read(" ".repeat(33_554_433)))
                .hasMessage("text == 33554433 bytes, must be at most 33554432 bytes");
    }

    @Test
    void metrics_inWrittenForm_saysOnlyWhatIsNotUsual() {
        assertThat(Codec.metrics()
                        .write(new TreeMap<>(Codec.metrics()
                                .read("{\"m\":{\"type\":\"mean\",\"event\":\"e\",\"value\":\"v\",\"aggregate\":\"sum\","
                                        + "\"occurrence\":\"every\",\"window\":\"none\",\"where\":{},"
                                        + "\"cap\":{\"quantile\":0.99,\"of\":\"all\"}}}"))))
                .isEqualTo("{\"m\":{\"type\":\"mean\",\"event\":\"e\",\"value\":\"v\",\"direction\":\"up\","
                        + "\"cap\":{\"quantile\":0.99}}}");
    }
}
