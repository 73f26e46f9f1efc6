package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String DEFINITION = """
            northStar: {key: sales, name: Sales, coreValue: Good goods, metric: spend}
            metrics:
              spend:    {type: mean, event: order, value: value, where: {status: [paid, sent], items: {">": 0}}, window: P1D, cap: {value: 20}}
              per-item: {type: ratio, numerator: {event: order, value: value}, denominator: {event: order, value: items}, window: P1D}
              bought:   {type: proportion, event: order, occurrence: first, window: P1D}
              back:     {type: retention, event: order, window: {from: PT12H, to: P2D}}
              dear:     {type: quantile, level: 0.5, event: order, value: value, window: P1D}
              brands:   {type: mean, event: order, value: brand, aggregate: distinct, where: {brand: {exists: true, regex: "^[A-Z]"}}, window: P1D}
              largest:  {type: mean, event: order, value: value, aggregate: max, occurrence: first, window: P1D}
              days:     {type: active-days, event: order, where: {status: {"!=": test}}}
              seats:    {type: last, event: order, value: items, where: {items: {between: [1, 9], "<": 8}}, window: PT90M}
              steps:    {type: funnel, steps: [view, order], window: P1D}
            ---
            experiment:
              key: search
              feature: search
              variants: [{key: control, weight: 0.5, control: true}, {key: ranked, weight: 0.5}]
              start: 2026-11-01T00:00:00Z
              end: 2026-11-05T00:00:00Z
              indicators: [per-item, bought]
              exploratory: [back, dear, brands, largest, days, seats, steps]
              analysis: {method: fixed, covariates: COVARIATES}
              data: {events: {}}
            """;

    @TempDir
    private Path folder;

    private Path lake;

    @BeforeEach
    void land() throws IOException {
        lake = folder.resolve("lake");
        StringBuilder rows = new StringBuilder("unit,at,experiment,variant,event,value,status,items,brand,id\n");
        for (int i = 0; i < 48; i++) {
            String unit = "person-" + i;
            String day = "2026-11-0" + (1 + i % 4) + "T0";
            rows.append(unit + "," + day + "1:00:00Z,search," + (i % 8 < 4 ? "control" : "ranked") + ",,,,,,\n");
            order(rows, unit, day + "2:00:00Z", i % 7 + (i % 8 < 4 ? 0 : 2), "paid", i % 3, "a" + i);
            order(rows, unit, day + "3:00:00Z", 3, "failed", 1, "b" + i);
            order(rows, unit, "2026-10-31T12:00:00Z", i % 5, "sent", 2, "c" + i);
        }
        order(rows, "person-5", "2026-11-02T05:00:00Z", 90, "sent", 2, "dear");
        order(rows, "person-5", "2026-11-02T05:00:00Z", 90, "sent", 2, "dear");
        order(rows, "person-5", "2026-11-02T06:00:00Z", 91, "sent", 2, "dear");
        rows.append("person-0,2026-11-01T09:00:00Z,search,ranked,,,,,,\n");
        rows.append("person-1,2026-10-30T09:00:00Z,search,control,,,,,,\n");
        rows.append("person-90,2026-11-01T09:00:00Z,search,purple,,,,,,\n");
        rows.append("person-90,2026-11-01T10:00:00Z,search,purple,,,,,,\n");
        Path file = folder.resolve("export.csv");
        Files.writeString(file, rows);
        assertThat(Run.of("import", "--from", "csv", file, "--lake", lake).exitCode())
                .isZero();
    }

    private static void order(
            StringBuilder rows, String unit, String at, int value, String status, int items, String id) {
        rows.append(unit + "," + at + ",,,order," + value + "," + status + "," + items + ",Acme," + id + "\n");
    }

    private Path definition(String covariates) throws IOException {
        return Files.writeString(folder.resolve("search.yaml"), DEFINITION.replace("COVARIATES", covariates));
    }

    private Run explain(Object... more) throws IOException {
        Object[] arguments = new Object[more.length + 6];
        arguments[0] = "explain";
        arguments[1] = definition("none");
        System.arraycopy(more, 0, arguments, 2, more.length);
        arguments[more.length + 2] = "--lake";
        arguments[more.length + 3] = lake;
        arguments[more.length + 4] = "--as-of";
        arguments[more.length + 5] = "2026-11-08";
        return Run.of(arguments);
    }

    @Test
    void explain_northStarMetric_tellsRuleUnitsFormulaDaysAndSql() throws IOException {
        Run run = explain();

        assertThat(run.err()).isEmpty();
        String[] parts = run.out().split("(?=SQL \\()", 2);
        assertThat(parts[0]).isEqualTo(Golden.text("explain-spend.txt"));
        assertThat(parts[1])
                .contains("\n-- Who is in\n", "\n-- What each unit did\n", "\n-- The sums by day and variant\n")
                .contains("'events/activities/dt=*/*.parquet'");
        assertThat(run.out()).doesNotContain("person");
    }

    @Test
    void explain_ratio_dividesTheTotals() throws IOException {
        assertThat(flowing(explain("per-item")))
                .contains(
                        "Total of the sum of value over order events divided by the total of the sum of items over order"
                                + " events,")
                .contains("control 3.06383 = 144 / 47 ranked 5.52 = 276 / 50");
    }

    /** Returns the text without its line breaks and columns. */
    private static String flowing(Run run) {
        return run.out().replaceAll("\\s+", " ");
    }

    @Test
    void explain_everyType_saysItsRule() throws IOException {
        assertThat(rule("bought"))
                .contains(
                        "Share of units with their first order ever from the instant of its exposure until just before 1 day after it; a unit without counts 0, else 1.");
        assertThat(rule("back"))
                .contains(
                        "Share of units with at least one order from 12 hours after its exposure until just before 2 days after it");
        assertThat(rule("dear")).contains("Quantile 0.5 of all values of value of order events from");
        assertThat(rule("brands"))
                .contains(
                        "the number of different brand of order events where brand is there and brand matches /^[A-Z]/ from");
        assertThat(rule("largest"))
                .contains("the largest value of order events (only a unit's first one ever) from")
                .contains("a unit whose first one ever is not then counts 0.");
        assertThat(rule("days"))
                .contains(
                        "with at least one order where status is there and not test from the instant of its exposure until the experiment ends;");
        assertThat(rule("seats"))
                .contains(
                        "the last items of order events where items is below 8 and items is from 1 to 9 from the instant of its exposure until just before PT1H30M after it;");
        assertThat(rule("steps")).contains("Share of units that did view, then order, in that order and all from");
    }

    private String rule(String metric) throws IOException {
        Run run = explain(metric, "--format", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void explain_withCovariates_showsTheEffectBothWays() throws IOException {
        Run run = Run.of("explain", definition("{lookback: P14D}"), "--lake", lake, "--as-of", "2026-11-08");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Adjusted by what is known from before the exposure (CUPED):")
                .containsPattern("(?s)effect of ranked .*effect of ranked ");
    }

    @Test
    void explain_lookBeforeAnythingIsMature_saysSo() throws IOException {
        Run run = Run.of("explain", definition("none"), "--lake", lake, "--as-of", "2026-11-02T00:00:00Z");

        assertThat(flowing(run))
                .contains("No unit is mature yet.", "not mature", "first exposed on 1 day whose window is");
    }

    @Test
    void explain_json_isReadByPrograms() throws IOException {
        assertThat(explain("spend", "--format", "json").out())
                .startsWith(
                        "{\"experiment\":\"search\",\"metric\":\"spend\",\"asOf\":\"2026-11-08T00:00:00Z\",\"rule\":\"Mean")
                .contains(
                        "\"excluded\":1,\"exposedEarly\":1,\"unknownVariants\":[{\"variant\":\"purple\",\"exposures\":2,"
                                + "\"units\":1}],\"cap\":{\"value\":20.0,\"above\":{\"control\":0,\"ranked\":1}}")
                .contains("\"conflicts\":1")
                .contains("{\"day\":\"2026-11-01\",\"mature\":true,\"units\":{\"control\":5,\"ranked\":6}")
                .doesNotContain("person");
    }

    @Test
    void explain_wrongInput_isRefused() throws IOException {
        assertThat(explain("revenue").err()) // on a busy machine it says before how far it is
                .endsWith(
                        "METRIC == \"revenue\", must be one that search uses: spend, per-item, bought, back, dear, brands,"
                                + " largest, days, seats, steps\n");
        assertThat(explain("--format", "csv").err()).isEqualTo("--format == csv, must be table or json\n");
        assertThat(Run.of("explain", Run.HOME.resolve("examples/charity-match/north-star.yaml"), "--lake", lake)
                        .err())
                .endsWith("experiments == 0, must be at least 1\n");
        assertThat(Run.of("explain", Run.HOME.resolve("examples/charity-match/charity-match.yaml"), "--lake", lake)
                        .err())
                .endsWith("must be events: tables are not counted here\n");
    }
}
