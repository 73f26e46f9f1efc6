package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import northstar.events.ForeignJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCommandTest {
    private static final String DEFINITION = """
            northStar: {key: orders, metric: spend}
            metrics:
              spend: {type: mean, event: buy, value: value, window: P2D}
              bought: {type: proportion, event: buy, window: P2D}
              refunds: {type: proportion, event: refund, window: P2D, direction: down}
            ---
            experiment:
              key: trial
              feature: checkout
              variants: [{key: control, weight: 0.5, control: true}, {key: shorter, weight: 0.5}]
              start: 2026-10-20T00:00:00Z
              end: 2026-11-03T00:00:00Z
              indicators: [bought]
              guardrails: [{metric: refunds, margin: 0.1}]
              analysis: {covariates: none}
              allocation: 0.5
              data: {events: {}}
            """;

    private static final Instant LAKE_FROM = Instant.parse("2026-09-15T00:00:00Z");

    @TempDir
    private Path folder;

    private Path definition;

    @BeforeEach
    void definition() throws IOException {
        definition = Files.writeString(folder.resolve("trial.yaml"), DEFINITION);
    }

    private Run plan(Object... options) {
        return Run.of(
                Stream.concat(Stream.of("plan", definition), Stream.of(options)).toArray());
    }

    @Test
    void plan_numbers_saysUnitsWeeksAndWhatDecides() {
        Run run = plan(
                "--mean",
                "2",
                "--sd",
                "2",
                "--mean",
                "bought=0.3",
                "--mean",
                "refunds=0.03",
                "--explained",
                "0.35",
                "--per-day",
                "18000");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("trial · plan from the numbers given")
                .contains("3 weeks will do: ")
                .contains("refunds needs most")
                .containsPattern("spend +2\\.000 +2 % ")
                .containsPattern("refunds +3\\.000 % +within 10 % ")
                .contains("both metrics that\n  decide have to succeed, each with 90.5 %")
                .contains("Looking daily costs ")
                .contains("Chance to show refunds safe, by the margin");
    }

    @Test
    void plan_numbersOfTheNorthStarAlone_saysWhatIsNotPlanned() {
        Run run = plan("--mean", "2", "--variance", "4");

        assertThat(run.out())
                .contains("How long that takes\n  depends on the units a day (--per-day)")
                .contains("refunds is not planned: nothing is known of it");
    }

    @Test
    void plan_outOfReach_saysWhatCanBeDone() {
        Run run = plan("--mean", "2", "--sd", "9", "--per-day", "1000");

        assertThat(run.out())
                .contains("Out of reach within 8 weeks")
                .contains("What can be done")
                .contains("· let all units in (allocation)")
                .contains("· count only units that meet the change")
                .contains("times as many units")
                .contains("· look for a change of spend by")
                .contains("project it from the leading indicators");
    }

    @Test
    void plan_largerEffect_needsFewerUnits() {
        assertThat(units(plan("--mean", "2", "--sd", "2", "--mde", "0.04", "--format", "csv")))
                .isLessThan(units(plan("--mean", "2", "--sd", "2", "--format", "csv")) / 3.9);
    }

    private static double units(Run run) {
        List<String> head = List.of(run.out().lines().findFirst().orElseThrow().split(","));
        List<String> row =
                List.of(run.out().lines().skip(1).findFirst().orElseThrow().split(","));
        return Double.parseDouble(row.get(head.indexOf("units")));
    }

    @Test
    void plan_json_hasTheCurve() {
        Run run = plan("--mean", "2", "--sd", "2", "--per-day", "9000", "--format", "json");

        assertThat(ForeignJson.object(run.out()))
                .containsEntry("experiment", "trial")
                .containsEntry("binding", "spend")
                .containsKeys("schedule", "traffic", "metrics", "unplanned", "remedies", "outlooks");
        assertThat(run.out()).contains("\"curve\":[{\"size\":");
    }

    @Test
    void plan_plot_writesAPicture() throws IOException {
        Path picture = folder.resolve("power.svg");

        plan("--mean", "2", "--sd", "2", "--plot", picture);

        assertThat(Files.readString(picture))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("<polyline")
                .contains("trial: chance to find a change of spend")
                .endsWith("</svg>\n");
    }

    @Test
    void plan_tableThatIsOver_plansFromItsUnits() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION, Tables.users());

        Run run = Run.of("plan", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("checkout · plan from users.csv")
                .contains("It is judged once, at the end.")
                .contains("shorter: the experiment is over.");
    }

    @Test
    void plan_runHalfWay_saysWhatIsLikely() throws IOException {
        StringBuilder rows = new StringBuilder("day,arm,metric,n,mean,variance\n");
        for (int day = 1; day <= 7; day++) {
            rows.append(day).append(",control,spend,").append(3_000 * day).append(",2,4\n");
            rows.append(day).append(",shorter,spend,").append(3_000 * day).append(",2.02,4\n");
        }
        Files.writeString(folder.resolve("daily.csv"), rows);
        Files.writeString(definition, """
                northStar: {key: orders, metric: spend}
                metrics: {spend: {type: mean}}
                ---
                experiment:
                  key: trial
                  feature: checkout
                  variants: [{key: control, weight: 0.5, control: true}, {key: shorter, weight: 0.5}]
                  start: 2026-10-20T00:00:00Z
                  end: 2026-11-03T00:00:00Z
                  data: {aggregates: {file: daily.csv, columns: {at: day, variant: arm}}}
                """);

        Run run = plan();

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("trial · plan from daily.csv")
                .contains("shorter: 50 % of the plan is in. The last check will show a win with a chance of")
                .contains("It pays to\n  collect data for 17 more days (7 are planned)");
    }

    /** From mid September to mid November, 40 new units a day, half of which buy once on the day they come. */
    private Path lake() throws IOException {
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder();
        for (int day = 0; day < 33; day++) {
            for (int i = 0; i < 40; i++) {
                Instant at = LAKE_FROM.plus(day, ChronoUnit.DAYS).plusSeconds(3_600 + 60L * i);
                String unit = "u" + day + "-" + i;
                lines.append(activity(unit, "visit", at, "1"));
                if (i % 2 == 0) {
                    lines.append(activity(unit, "buy", at.plusSeconds(30), String.valueOf(5 + random.nextInt(10))));
                }
                if (i % 10 == 0) {
                    lines.append(activity(unit, "refund", at.plusSeconds(40), "1"));
                }
            }
        }
        Path lake = folder.resolve("lake");
        Files.createDirectories(lake.resolve("raw"));
        Files.writeString(lake.resolve("raw/all.ndjson"), lines);
        return lake;
    }

    private static String activity(String unit, String event, Instant at, String value) {
        return "{\"unit\":\"" + unit + "\",\"event\":\"" + event + "\",\"at\":\"" + at + "\",\"id\":\"" + unit + event
                + "\",\"value\":" + value + "}\n";
    }

    @Test
    void plan_lakeBeforeTheStart_measuresWhatWasBefore() throws IOException {
        Run run = plan("--lake", lake());

        assertThat(run.err()).doesNotContain("note:");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("trial · plan from what happened from 2026-09-18 to 2026-10-15")
                .containsPattern("bought +50\\.00 %")
                .containsPattern("refunds +10\\.00 %")
                .contains("1,120 come in 8 weeks"); // half of 40 a day
    }

    @Test
    void plan_lakeByEntry_takesThoseInWhoComeThere() throws IOException {
        Run run = plan("--lake", lake(), "--entry", "buy", "--format", "json");

        assertThat(run.out()).contains("\"bought\":").contains("\"traffic\":{\"first\":10.0,\"exponent\":1.0}");
    }

    @Test
    void plan_entryOfAnExperimentThatHasUnits_isRefused() throws IOException {
        Path lake = lake();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            Instant at = Instant.parse("2026-10-20T01:00:00Z").plusSeconds(60L * i);
            String variant = i % 2 == 0 ? "control" : "shorter";
            lines.append("{\"experiment\":\"trial\",\"variant\":\"" + variant + "\",\"unit\":\"new" + i + "\",\"at\":\""
                    + at + "\"}\n");
            lines.append(activity("new" + i, "buy", at.plusSeconds(30), String.valueOf(5 + i % 7)));
            lines.append(activity("new" + i, "visit", at.plusSeconds(86_400L * 4), "1"));
        }
        Files.writeString(lake.resolve("raw/running.ndjson"), lines);

        Run own = plan("--lake", lake);
        Run run = plan("--lake", lake, "--entry", "buy");

        assertThat(own.out()).contains("plan from its own units so far");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--entry == buy, must be left out for trial: it has units of its own, which were exposed");
    }

    @Test
    void plan_entryOfATable_isRefused() throws IOException {
        Path table = Tables.written(folder, Tables.DEFINITION, Tables.users());

        Run run = Run.of("plan", table, "--lake", folder, "--entry", "buy");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--entry == buy, must be left out for checkout: its data are a table");
    }

    @Test
    void plan_openWindowOverAYoungLake_isNoted() throws IOException {
        Files.writeString(definition, DEFINITION.replace("value: value, window: P2D", "value: value"));

        Run young = plan("--lake", lake(), "--as-of", "2026-09-25");
        Run old = plan("--lake", folder.resolve("lake"));

        assertThat(young.exitCode()).isZero();
        assertThat(young.err())
                .contains(
                        "note: the lake is young: spend (without a window, so over the whole experiment of 14 days) was"
                                + " measured over");
        assertThat(old.err()).doesNotContain("note:");
    }

    @Test
    void plan_metricOfAnEventThatNeverOccurs_isNoted() throws IOException {
        Files.writeString(definition, DEFINITION.replace("event: refund", "event: refunded"));

        Run run = plan("--lake", lake());

        assertThat(run.out()).contains("refunds is not planned: nothing is known of it");
        assertThat(run.err()).contains("note: metric refunds counts what never occurs: refunded");
    }

    static List<Arguments> refusals() {
        return List.of(
                refusal("nothing is known of the metrics of trial, give --mean and --sd, or the folder of the lake"),
                refusal("--mean == \"two\", must be a number, or METRIC=number", "--mean", "two"),
                refusal("--mean == \"x=1\", must name one of bought, refunds, spend", "--mean", "x=1"),
                refusal("--mean == \"3\", must be given once for spend", "--mean", "2", "--mean", "3"),
                refusal("--sd == absent, must be given for spend too, or --variance", "--mean", "2"),
                refusal(
                        "--mean == absent, must be given for bought too",
                        "--mean",
                        "2",
                        "--sd",
                        "2",
                        "--explained",
                        "bought=0.1"),
                refusal(
                        "for bought, must be left out",
                        "--mean",
                        "2",
                        "--sd",
                        "2",
                        "--mean",
                        "bought=0.1",
                        "--sd",
                        "bought=1"),
                refusal("must not be given beside --sd", "--mean", "2", "--sd", "2", "--variance", "4"),
                refusal("spend: explained == 1.0, must be in [0, 1)", "--mean", "2", "--sd", "2", "--explained", "1"),
                refusal("mde == -1.0, must be finite and above 0", "--mean", "2", "--sd", "2", "--mde", "-1"),
                refusal("--per-day == 0.0, must be above 0", "--mean", "2", "--sd", "2", "--per-day", "0"),
                refusal("--plot == p.png, must end in .svg", "--mean", "2", "--sd", "2", "--plot", "p.png"),
                refusal("--entry == visit, must come with --lake", "--entry", "visit"));
    }

    private static Arguments refusal(String message, String... options) {
        return Arguments.of(message, List.of(options));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void plan_wrongInput_isRefused(String message, List<String> options) {
        Run run = plan(options.toArray());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void plan_lakeThatIsTooYoungAndNumbers_takesTheNumbers() throws IOException {
        Run run = plan("--lake", lake(), "--as-of", "2026-09-20", "--mean", "2", "--sd", "2", "--per-day", "5000");

        assertThat(run.err()).doesNotContain("must hold");
        assertThat(run.out()).contains("the numbers given");
    }

    @Test
    void plan_lakeThatIsTooYoung_saysWhatItTakes() throws IOException {
        Run run = plan("--lake", lake(), "--as-of", "2026-09-20");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must hold a week of activities, the longest window and the lookback before");
    }

    @Test
    void plan_eventThatNeverOccurs_isNoEntry() throws IOException {
        Run run = plan("--lake", lake(), "--entry", "sing");

        assertThat(run.err()).contains("--entry == sing, must be an event that occurs");
    }
}
