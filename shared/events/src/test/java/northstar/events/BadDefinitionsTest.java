package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad definition files get: a message with file, line and path, one per line. */
class BadDefinitionsTest {
    private static final String GOOD = """
            experiment:
              key: search-ranking-v2
              feature: search-ranking
              variants:
                - {key: control, weight: 0.5, control: true}
                - {key: ranked, weight: 0.5}
              start: 2026-10-01T00:00:00Z
              end: 2026-10-15T00:00:00Z
              effort: 3
              data: {events: {}}
            """;

    private static void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> DefinitionDocuments.parse("x.yaml", yaml))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "effort: 3 | strat: 3 | x.yaml:9: experiment.strat == unknown key, must be one of key, feature, owner, team, area, hypothesis, evidence, tags, unit, variants, start, end, lateness, timeZone, northStar, indicators, guardrails, exploratory, segments, smallestWorthwhile, analysis, allocation, effort, replicates, reach, data",
                "effort: 3 | effort: three | x.yaml:9: experiment.effort == \"three\", must be a number",
                "effort: 3 | effort: \"3\" | x.yaml:9: experiment.effort == \"3\", must be a number",
                "effort: 3 | effort: | x.yaml:9: experiment.effort == null, must be a number",
                "effort: 3 | effort: .nan | x.yaml:9: experiment.effort == .nan, must be a number",
                "effort: 3 | effort: .inf | x.yaml:9: experiment.effort == .inf, must be a number",
                "effort: 3 | effort: -.inf | x.yaml:9: experiment.effort == -.inf, must be a number",
                "effort: 3 | effort: 1e400 | x.yaml:9: experiment.effort == 1e400, must be a finite number",
                "effort: 3 | effort: 0x10 | x.yaml:9: experiment.effort == 0x10, must be a number",
                "effort: 3 | effort: [3] | x.yaml:9: experiment.effort == a list of 1, must be a number",
                "effort: 3 | effort: !!float 3 | x.yaml:9: experiment.effort == \"tag:yaml.org,2002:float\", must be written without a tag",
                "effort: 3 | tags: !secret [a] | x.yaml:9: experiment.tags == \"!secret\", must be written without a tag",
                "effort: 3 | effort: *nowhere | x.yaml:9: experiment.effort == *nowhere, must be an anchor that ends before it",
                "effort: 3 | tags: &a [*a] | x.yaml:9: experiment.tags[0] == *a, must be an anchor that ends before it",
                "effort: 3 | ? [a] : b | x.yaml:9: experiment == a key that is no text, must be an object with texts as keys",
                "effort: 3 | feature: f | x.yaml:9: experiment.feature == a second time, must be given only once",
                "effort: 3 | team: \"a\\a\" | x.yaml:9: experiment.team == \"a\\u0007\", must be free of control characters",
                "effort: 3 | owner: true | x.yaml:9: experiment.owner == true, must be a text",
                "effort: 3 | allocation: 40 | x.yaml:9: experiment.allocation == 40.0, must be in (0, 1]",
                "effort: 3 | guardrails: [{metric: m, margin: -1}] | x.yaml:9: experiment.guardrails[0].margin == -1.0, must be in (0, 1]",
                "effort: 3 | 'indicators: [a, a]' | x.yaml:9: experiment.indicators[1] == \"a\", must be named only once",
                "effort: 3 | analysis: {looks: P14X} | x.yaml:9: experiment.analysis.looks == \"P14X\", must be a duration such as P14D or PT24H",
                "effort: 3 | analysis: {spending: pocok} | x.yaml:9: experiment.analysis.spending == \"pocok\", must be obrien-fleming, pocock or {power: a number}",
                "effort: 3 | 'analysis: {spending: {power: 11}}' | x.yaml:9: experiment.analysis.spending.power == 11.0, must be in (0, 10]",
                "effort: 3 | 'analysis: {spending: {rho: 2}}' | x.yaml:9: experiment.analysis.spending.rho == unknown key, must be one of power",
                "effort: 3 | 'analysis: {method: anytime, spending: pocock}' | x.yaml:9: experiment.analysis.spending == \"pocock\", must be left out unless method is group-sequential",
                "effort: 3 | analysis: {covariates: all} | x.yaml:9: experiment.analysis.covariates == \"all\", must be none, {lookback} or {columns}",
                "key: search-ranking-v2 | key: 2026 | x.yaml:2: experiment.key == 2026, must be a text, in quotation marks",
                "weight: 0.5} | weight: 1.5} | x.yaml:6: experiment.variants[1].weight == 1.5, must be in (0, 1]",
                "weight: 0.5} | weight: 0.25} | x.yaml:1: experiment: sum of variants[].weight == 0.75, must be 1 within 1.0E-6",
                "weight: 0.5} | control: false} | x.yaml:1: experiment: variants with a weight == 1, must be all 2 or none",
                "', control: true' | '' | x.yaml:1: experiment: variants with control: true == 0, must be exactly 1",
                "weight: 0.5} | weight: 0.5, control: true} | x.yaml:1: experiment: variants with control: true == 2, must be exactly 1",
                "key: ranked | key: control | x.yaml:6: experiment.variants[1].key == \"control\", must be named only once",
                "end: 2026-10-15T00:00:00Z | end: 2026-09-15T00:00:00Z | x.yaml:8: experiment.end == 2026-09-15T00:00:00Z, must be after start (2026-10-01T00:00:00Z)",
                "start: 2026-10-01T00:00:00Z | start: 2026-10-01 | x.yaml:7: experiment.start == \"2026-10-01\", must be an instant with a zone such as 2026-10-01T00:00:00Z",
                "start: 2026-10-01T00:00:00Z | start: 2026-10-01T00:00:00 | x.yaml:7: experiment.start == \"2026-10-01T00:00:00\", must be an instant with a zone such as 2026-10-01T00:00:00Z",
                "{events: {}} | {} | x.yaml:10: experiment.data == an object, must have exactly one of events, units, aggregates",
                "{events: {}} | {events: {}, aggregates: {}} | x.yaml:10: experiment.data == an object, must have exactly one of events, units, aggregates",
                "{events: {}} | {units: {}, aggregates: {}} | x.yaml:10: experiment.data == an object, must have exactly one of events, units, aggregates",
                "{events: {}} | {events: {file: a}} | x.yaml:10: experiment.data.events.file == unknown key, must be left out",
                "{events: {}} | {events: {}, units: {}} | x.yaml:10: experiment.data == an object, must have exactly one of events, units, aggregates",
                "{events: {}} | {units: {file: u.csv, variant: [g]}} | x.yaml:10: experiment.data.units.variant == a list of 1, must be an object",
                "{events: {}} | {aggregates: {where: {id: [1]}}} | x.yaml:10: experiment.data.aggregates.where.id == a list of 1, must be a text",
                "{events: {}} | {aggregates: {columns: {at: 1}}} | x.yaml:10: experiment.data.aggregates.columns.at == 1, must be a text, in quotation marks",
                "effort: 3 | reach: {unitsPerYear: 0} | x.yaml:9: experiment.reach.unitsPerYear == 0.0, must be finite and > 0",
                "effort: 3 | reach: 5 | x.yaml:9: experiment.reach == 5, must be an object",
                "{events: {}} | {units: {variant: group}} | x.yaml:10: experiment.data.units.file == absent, must be given",
                "{events: {}} | {units: {file: u.csv, variant: {column: g, values: {A: ranke}}}} | x.yaml:10: experiment.data.units.variant.values.A == \"ranke\", must be the key of a variant",
                "experiment: | experiments: | x.yaml:1: experiments == an object, must be a list",
                "experiment: | experimnt: | x.yaml:1: experimnt == unknown key, must be one of northStar, metrics, experiment, experiments, defaults",
            })
    void parse_oneFault_isNamedWithLineAndPath(String part, String other, String message) {
        assertThat(GOOD).contains(part);

        assertRefused(GOOD.replace(part, other), message);
    }

    @Test
    void parse_severalFaults_areNamedTogether() {
        assertRefused("""
                northStar: {key: star}
                metrics:
                  a: {type: mean, event: e, value: v, windo: P1D}
                  b: {type: mean, event: e}
                  c: {type: median}
                ---
                experiments:
                  - {key: One}
                """, """
                x.yaml:1: northStar.metric == absent, must be given
                x.yaml:3: metrics.a.windo == unknown key, must be one of type, event, value, aggregate, where, occurrence, column, window, direction, cap, calibrated
                x.yaml:5: metrics.c.type == "median", must be one of mean, proportion, ratio, retention, quantile, active-days, funnel, last
                x.yaml:8: experiments[0].variants == absent, must be given""");
    }

    @Test
    void parse_manyBadMetrics_namesTheFirstTwenty() {
        StringBuilder yaml = new StringBuilder("metrics:\n");
        for (int i = 0; i < 50; i++) {
            yaml.append("  m").append(i).append(": {}\n");
        }

        assertThatThrownBy(() -> DefinitionDocuments.parse("x.yaml", yaml.toString()))
                .isInstanceOfSatisfying(
                        MalformedInputException.class,
                        refusal -> assertThat(refusal.problems()).hasSize(20));
    }

    @Test
    void parse_whatIsDeclaredTwice_isRefused() {
        assertRefused(
                GOOD + "---\n" + GOOD,
                "x.yaml:13: experiment.key == \"search-ranking-v2\", must be declared only once");
        assertRefused(
                "metrics: {m: {type: mean}}\n---\nmetrics:\n  m: {type: mean}\n",
                "x.yaml:4: metrics.m == a second time, must be declared only once");
        assertRefused(
                "northStar: {key: s, metric: m}\n---\nnorthStar: {key: s, metric: n}\n",
                "x.yaml:3: northStar.key == \"s\", must be declared only once");
    }

    @Test
    void parse_defaultsWithoutListOrWithUnknownKeys_areRefused() {
        assertRefused(
                GOOD + "defaults: {unit: user}\n",
                "x.yaml:11: defaults == an object, must stand beside a list of experiments");
        assertThatThrownBy(() -> DefinitionDocuments.parse("x.yaml", "defaults: {unti: user}\nexperiments: []\n"))
                .hasMessageStartingWith("x.yaml:1: defaults.unti == unknown key, must be one of key, feature, ");
    }

    @Test
    void parse_entriesThatAreNoObjects_areRefusedWhateverTheDefaults() {
        assertRefused("""
                defaults: {feature: f, variants: [{key: a, control: true}, {key: b}], data: {events: {}}}
                experiments:
                  - 5
                  - {key: one, data: lake}
                """, """
                x.yaml:3: experiments[0] == 5, must be an object
                x.yaml:4: experiments[1].data == "lake", must be an object""");
    }

    @Test
    void parse_faultInDefaults_isNamedForTheEntry() {
        assertThatThrownBy(() -> DefinitionDocuments.parse("x.yaml", """
                        defaults:
                          variants: [{key: a, control: true}, {key: b}]
                          start: yesterday
                          data: {events: {}}
                        experiments:
                          - {key: one, feature: f, end: 2026-10-15T00:00:00Z}
                        """))
                .hasMessage("x.yaml:6: experiments[0].start == \"yesterday\", must be an instant with a zone such as"
                        + " 2026-10-01T00:00:00Z");
    }

    @Test
    void parse_textThatIsNoObject_isRefused() {
        assertRefused("just a text", "x.yaml:1: text == \"just a text\", must be an object");
        assertRefused("- a\n- b\n", "x.yaml:1: text == a list of 2, must be an object");
        assertRefused("# nothing\n---\n---\n", "x.yaml: file == empty, must declare something");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'experiment: [a' | x.yaml:1: text == \"expected ',' or ']', but got <stream end>\", must be YAML",
                "'a: b: c' | x.yaml:1: text == \"mapping values are not allowed here\", must be YAML",
                "'a: \"x' | x.yaml:1: text == \"found unexpected end of stream\", must be YAML",
            })
    void parse_brokenYaml_isRefusedWithItsLine(String yaml, String message) {
        assertRefused(yaml, message);
    }

    @Test
    void parse_aliasBomb_isRefused() {
        StringBuilder bomb = new StringBuilder("metrics:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("  a%d: &a%d [%s]\n"
                    .formatted(
                            i,
                            i,
                            String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias))));
        }

        assertRefused(
                bomb.toString(),
                "x.yaml:7: metrics.a5[1] == 38 aliases for 207595 values, must be at most 100 aliases and 200000 values");
    }

    @Test
    void parse_manyAliases_areRefused() {
        String yaml = "metrics:\n  m: &m {type: mean}\n" + "  n: *m\n".repeat(1);
        StringBuilder many = new StringBuilder(yaml);
        for (int i = 0; i < 100; i++) {
            many.append("  n").append(i).append(": *m\n");
        }

        assertRefused(
                many.toString(),
                "x.yaml:103: metrics.n99 == 101 aliases for 206 values, must be at most 100 aliases and 200000 values");
    }

    @Test
    void parse_capThatIsANumber_saysWhatACapIs() {
        assertRefused("""
                metrics:
                  spend: {type: mean, event: order, value: value, cap: 100}
                """, "x.yaml:2: metrics.spend.cap == 100, must be {value: V} or {quantile: Q}");
    }

    @Test
    void parse_manyValues_areRefused() {
        assertThatThrownBy(() -> DefinitionDocuments.parse("x.yaml", "tags: [" + "a, ".repeat(200_001) + "a]"))
                .hasMessage("x.yaml:1: tags[199998] == more than 200000 values, must be smaller");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 10_000, 100_000})
    void parse_manyLevels_areRefusedBeforeAnythingRecurses(int levels) {
        assertThatThrownBy(() -> DefinitionDocuments.parse("x.yaml", "[".repeat(levels)))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageEndingWith(" == more than 64 levels, must be nested at most 64 levels deep");
    }

    @Test
    void parse_manyLevelsOfBlocks_areRefused() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            deep.append(" ".repeat(i)).append("a:\n");
        }

        assertThatThrownBy(() -> DefinitionDocuments.parse("x.yaml", deep.toString()))
                .hasMessageEndingWith(" == more than 64 levels, must be nested at most 64 levels deep");
    }
}
