package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Notes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionDocumentsTest {
    private static final String MINIMAL = """
            experiment:
              key: x
              feature: f
              variants: [{key: a, control: true}, {key: b}]
              start: 2026-10-01T00:00:00Z
              end: 2026-10-15T00:00:00Z
              data: {events: {}}
            """;

    private static Experiment only(String yaml) {
        return DefinitionDocuments.parse("x.yaml", yaml).experiments().getFirst();
    }

    @Test
    void parse_documentedFile_isReadWhole() throws IOException {
        String yaml;
        try (InputStream in = DefinitionDocumentsTest.class.getResourceAsStream("documented.yaml")) {
            yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        Definitions definitions = DefinitionDocuments.parse("documented.yaml", yaml);

        assertThat(definitions.northStars())
                .singleElement()
                .satisfies(star -> assertThat(Codec.northStar().write(star))
                        .isEqualTo("{\"key\":\"weekly-nights-booked\",\"name\":\"Nights booked per week\",\"vision\":"
                                + "\"Every traveller stays where they feel at home\",\"coreValue\":\"Guests find a stay they"
                                + " trust\",\"metric\":\"nights-booked\",\"series\":{\"aggregate\":\"sum\",\"cadence\":\"P7D\"},"
                                + "\"goals\":[{\"value\":1250000.0,\"by\":\"2027-03-31\"}],\"outcomes\":[\"revenue\","
                                + "\"week-8-back\"],\"guardrails\":[{\"metric\":\"complaints\",\"margin\":0.02}],"
                                + "\"inputs\":[{\"metric\":\"searches\",\"lag\":\"P7D\"},{\"metric\":\"wishlist-saves\","
                                + "\"drives\":\"searches\"}]}"));
        assertThat(definitions.metrics()).hasSize(10);
        assertThat(definitions.experiments())
                .singleElement()
                .satisfies(experiment -> assertThat(Codec.experiment().write(experiment))
                        .isEqualTo(
                                "{\"key\":\"search-ranking-v2\",\"feature\":\"search-ranking\",\"team\":\"growth-search\","
                                        + "\"hypothesis\":\"Better ranking shortens the search and books more nights\",\"unit\":\"user\","
                                        + "\"variants\":[{\"key\":\"control\",\"weight\":0.5,\"control\":true},{\"key\":\"ranked\","
                                        + "\"weight\":0.5}],\"start\":\"2026-10-01T00:00:00Z\",\"end\":\"2026-10-15T00:00:00Z\","
                                        + "\"lateness\":\"P1D\",\"timeZone\":\"UTC\",\"northStar\":\"weekly-nights-booked\","
                                        + "\"indicators\":[\"searches\",\"wishlist-saves\"],\"guardrails\":[{\"metric\":\"p95-load\","
                                        + "\"margin\":0.01}],\"exploratory\":[\"order-rate\"],\"segments\":[\"platform\"],"
                                        + "\"smallestWorthwhile\":0.01,\"analysis\":{\"method\":\"group-sequential\",\"alpha\":0.05,"
                                        + "\"power\":0.8,\"mde\":0.02,\"looks\":\"P1D\",\"plannedUnits\":400000,\"covariates\":"
                                        + "{\"lookback\":\"P14D\"}},\"allocation\":0.4,\"effort\":3.0,\"replicates\":\"search-ranking-v1\","
                                        + "\"data\":{\"events\":{}}}"));
    }

    @Test
    void parse_whatIsLeftOut_takesTheDocumentedDefaults() {
        Experiment experiment = only(MINIMAL);

        assertThat(experiment.unit()).isEqualTo("user");
        assertThat(experiment.lateness()).isEqualTo(Duration.ofHours(24));
        assertThat(experiment.timeZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(experiment.smallestWorthwhile()).isEqualTo(0.01);
        assertThat(experiment.allocation()).isEqualTo(1);
        assertThat(experiment.isAllocationKnown()).isFalse();
        assertThat(experiment.notes()).isEqualTo(Notes.NONE);
        assertThat(experiment.analysis())
                .isEqualTo(new Analysis(
                        Analysis.Method.GROUP_SEQUENTIAL,
                        0.05,
                        0.8,
                        null,
                        Duration.ofDays(1),
                        null,
                        new Covariates.Lookback(Duration.ofDays(14))));
    }

    @Test
    void parse_covariatesLeftOut_dependOnTheDoor() {
        assertThat(only(MINIMAL.replace("{events: {}}", "{aggregates: {}}"))
                        .analysis()
                        .covariates())
                .isEqualTo(new Covariates.None());
        assertThat(only(MINIMAL.replace("{events: {}}", "{units: {file: u.csv, variant: group}}"))
                        .analysis()
                        .covariates())
                .isEqualTo(new Covariates.None());
        assertThat(only(MINIMAL + "  analysis: {covariates: none}").analysis().covariates())
                .isEqualTo(new Covariates.None());
        assertThat(only(MINIMAL + "  analysis: {alpha: 0.1}").analysis().covariates())
                .isEqualTo(new Covariates.Lookback(Duration.ofDays(14)));
    }

    @Test
    void parse_guardrailWithoutMargin_takesOnePercent() {
        assertThat(only(MINIMAL + "  guardrails: [{metric: p95-load}]")
                        .guardrails()
                        .getFirst()
                        .margin())
                .isEqualTo(0.01);
    }

    @Test
    void parse_unitTable_keepsTextsAsTheyAreWritten() {
        Experiment experiment = only(MINIMAL.replace(
                "{events: {}}",
                "{units: {file: u.csv, variant: {column: group, values: {0: a, \"1\": b}},"
                        + " missing: {values: [\"\", -999, 1.50, NA], metrics: zero}}}"));

        assertThat(experiment.data())
                .isEqualTo(new DataSource.Units(
                        "u.csv",
                        null,
                        "group",
                        Map.of("0", "a", "1", "b"),
                        new DataSource.Missing(List.of("", "-999", "1.50", "NA"), DataSource.MissingMetric.ZERO)));
    }

    @Test
    void parse_aggregateTable_keepsConditionsAsText() {
        Experiment experiment = only(
                MINIMAL.replace(
                        "{events: {}}",
                        "{aggregates: {file: d.csv, where: {id: 007, hex: 0x1F, e: 1e5, on: true, s: no}, columns: {at: day}}}"));

        assertThat(experiment.data())
                .isEqualTo(new DataSource.Aggregates(
                        "d.csv",
                        Map.of("id", "007", "hex", "0x1F", "e", "1e5", "on", "true", "s", "no"),
                        new DataSource.AggregateColumns("day", "variant", "metric", "n", "mean", "variance", null)));
    }

    @Test
    void parse_severalDocuments_arePutTogether() {
        Definitions definitions = DefinitionDocuments.parse(
                "x.yaml",
                MINIMAL + "---\n" + MINIMAL.replace("key: x", "key: y") + "---\n---\nmetrics: {m: {type: mean}}\n");

        assertThat(definitions.experiments()).extracting(Experiment::key).containsExactly("x", "y");
        assertThat(definitions.metrics()).containsOnlyKeys("m");
    }

    @Test
    void parse_json_isYamlToo() {
        assertThat(DefinitionDocuments.parse("x.json", "{\"metrics\": {\"m\": {\"type\": \"mean\"}}}")
                        .metrics())
                .containsOnlyKeys("m");
    }

    @Test
    void parse_anchorAndAlias_areFollowed() {
        Definitions definitions = DefinitionDocuments.parse("x.yaml", """
                metrics:
                  m: &usual {type: mean, event: e}
                  n: *usual
                """);

        assertThat(definitions.metrics()).containsOnlyKeys("m", "n");
    }

    @Test
    void parse_defaults_fillWhatEntriesLeaveOut() {
        Definitions definitions = DefinitionDocuments.parse("x.yaml", """
                defaults:
                  variants: [{key: control, control: true}, {key: v1}]
                  start: 2019-04-01T00:00:00Z
                  analysis: {method: anytime, alpha: 0.1}
                  northStar: star
                  data: {aggregates: {file: looks.csv.gz, where: {site: uk}, columns: {at: day}}}
                experiments:
                  - {key: one, feature: one, end: 2019-05-01T00:00:00Z, data: {aggregates: {where: {id: 1}}}}
                  - {key: two, feature: two, end: 2019-06-01T00:00:00Z, start: 2019-05-01T00:00:00Z,
                     analysis: {alpha: 0.01}, variants: [{key: a, control: true}, {key: b}, {key: c}],
                     data: {units: {file: u.csv, variant: group}}}
                """);

        Experiment one = definitions.experiments().getFirst();
        Experiment two = definitions.experiments().getLast();
        assertThat(one.start()).isEqualTo(Instant.parse("2019-04-01T00:00:00Z"));
        assertThat(one.northStar()).isEqualTo("star");
        assertThat(one.data())
                .isEqualTo(new DataSource.Aggregates(
                        "looks.csv.gz",
                        Map.of("site", "uk", "id", "1"),
                        new DataSource.AggregateColumns("day", "variant", "metric", "n", "mean", "variance", null)));
        assertThat(two.start()).isEqualTo(Instant.parse("2019-05-01T00:00:00Z"));
        assertThat(two.variants()).hasSize(3);
        assertThat(two.analysis().method()).isEqualTo(Analysis.Method.ANYTIME);
        assertThat(two.analysis().alpha()).isEqualTo(0.01);
        assertThat(two.data()).isInstanceOf(DataSource.Units.class);
    }

    @Test
    void parse_formsThatExcludeEachOther_areNotMixedWithDefaults() {
        Definitions definitions = DefinitionDocuments.parse("x.yaml", """
                defaults:
                  feature: f
                  variants: [{key: a, control: true}, {key: b}]
                  start: 2019-04-01T00:00:00Z
                  end: 2019-05-01T00:00:00Z
                  analysis: {covariates: {columns: [freq]}}
                  data: {units: {file: u.csv, variant: {column: group, values: {A: a, B: b}}}}
                experiments:
                  - {key: one}
                  - {key: two, analysis: {covariates: {lookback: P7D}}, data: {events: {}}}
                  - {key: three, data: {units: {variant: {column: arm, values: {X: a, Y: b}}}}}
                """);

        assertThat(definitions.experiments().get(1).analysis().covariates())
                .isEqualTo(new Covariates.Lookback(Duration.ofDays(7)));
        assertThat(definitions.experiments().get(2).data())
                .isEqualTo(new DataSource.Units(
                        "u.csv", null, "arm", Map.of("X", "a", "Y", "b"), DataSource.Missing.NONE));
    }

    @Test
    void read_file_isParsedWithItsName(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.yaml"), MINIMAL);
        Path bad = Files.writeString(folder.resolve("bad.yaml"), MINIMAL.replace("feature: f", "feature: F"));

        assertThat(DefinitionDocuments.read(good).experiments()).hasSize(1);
        assertThatThrownBy(() -> DefinitionDocuments.read(bad))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(bad + ":3: experiment.feature == \"F\", must match ^[a-z0-9][a-z0-9-]{0,47}$");
        assertThatThrownBy(() -> DefinitionDocuments.read(folder.resolve("none.yaml")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void read_filesThatAreNoDefinitions_areRefused(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, -1});
        Path zeros = Files.write(folder.resolve("zeros.yaml"), new byte[1000]);
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[4 * 1024 * 1024 + 1]);

        assertThatThrownBy(() -> DefinitionDocuments.read(binary))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(binary + ": text == 5 bytes, must be UTF-8");
        assertThatThrownBy(() -> DefinitionDocuments.read(zeros))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageStartingWith(zeros + ": text == ")
                .hasMessageEndingWith(", must be YAML");
        assertThatThrownBy(() -> DefinitionDocuments.read(empty))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(empty + ": file == empty, must declare something");
        assertThatThrownBy(() -> DefinitionDocuments.read(huge))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(huge + ": file == more than 4194304 bytes, must be at most 4194304 bytes");
    }
}
