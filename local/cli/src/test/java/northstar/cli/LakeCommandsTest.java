package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeCommandsTest {
    private static final String DEFINITION = """
            northStar:
              key: orders
              name: Orders
              metric: orders
            metrics:
              orders: {type: mean, event: order, value: value, window: P7D, direction: up}
              signed-up: {type: proportion, event: EVENT, window: P7D}
            ---
            experiment:
              key: EXPERIMENT
              feature: search
              variants: [{key: control, weight: 0.5, control: true}, {key: VARIANT, weight: 0.5}]
              start: 2026-11-01T00:00:00Z
              end: 2026-11-21T00:00:00Z
              indicators: [signed-up]
              data: {events: {}}
            """;

    @TempDir
    private Path folder;

    private Path lake;
    private Path file;

    @BeforeEach
    void file() throws IOException {
        lake = folder.resolve("lake");
        file = folder.resolve("export.csv");
        StringBuilder rows = new StringBuilder("unit,at,received_at,experiment,variant,event,value,status,friend\n");
        for (int i = 0; i < 12; i++) {
            String unit = "person-" + i;
            String day = "2026-11-" + (10 + i) + "T";
            rows.append(unit + "," + day + "10:00:00Z," + day + "10:01:00Z,search,"
                    + (i % 2 == 0 ? "control" : "ranked") + ",,,,\n");
            rows.append(unit + "," + day + "11:00:00Z," + day + "11:01:00Z,,,order," + i + ",paid,person-1\n");
        }
        rows.append("person-1,whenever,,,,order,,,\n");
        Files.writeString(file, rows);
    }

    private Run land() {
        return Run.of("import", "--from", "csv", file, "--lake", lake);
    }

    private Path definition(String event, String experiment, String variant) throws IOException {
        Path definition = folder.resolve("experiment.yaml");
        Files.writeString(
                definition,
                DEFINITION
                        .replace("EVENT", event)
                        .replace("EXPERIMENT", experiment)
                        .replace("VARIANT", variant));
        return definition;
    }

    @Test
    void import_file_reportsWhatBecameOfIt() {
        Run run = land();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("""
                file        read  exposures  activities  duplicates  refused  first             last
                export.csv    25         12          12           0        1  2026-11-10 10:00  2026-11-21 11:00

                Refused, by reason
                  1 at: must be a time, for instance 2026-10-01T09:30:00Z
                  kept in rejected/""").endsWith("""

                Experiments (variants) found
                  6 search (control)
                  6 search (ranked)

                Events found
                  12 order
                """).doesNotContain("person");
    }

    @Test
    void import_sameFileAgain_landsNothingTwice() throws IOException {
        Run first = land();
        Object before = Files.getLastModifiedTime(lake.resolve("imports/csv/export.csv"));

        Run second = land();

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(lake.resolve("imports/csv/export.csv")))
                .isEqualTo(before);
    }

    @Test
    void import_dryRun_onlyLooks() {
        Run run = Run.of("import", "--from", "csv", file, "--dry-run", "--format", "csv");

        assertThat(run.out()).isEqualTo("""
                        file,key,read,taken,exposures,activities,duplicates,refused,rejected,first,last
                        export.csv,,25,24,12,12,0,1,,2026-11-10T10:00:00Z,2026-11-21T11:00:00Z
                        """);
        assertThat(lake).doesNotExist();
    }

    @Test
    void import_dryRunOfRepeatedRows_countsThemOnce() throws IOException {
        Files.writeString(file, "unit,event,at\nu1,order,1790848800\nu1,order,1790848800\n");

        assertThat(Run.of("import", "--from", "csv", file, "--dry-run", "--format", "csv")
                        .out())
                .contains("export.csv,,2,1,0,1,1,0,,");
    }

    @Test
    void import_json_isReadByPrograms() {
        assertThat(Run.of("import", "--from", "csv", file, "--lake", lake, "--format", "json")
                        .out())
                .startsWith("{\"file\":\"export.csv\",\"key\":\"imports/csv/export.csv\",\"read\":25,\"taken\":24,")
                .endsWith(
                        "\"reasons\":{\"at: must be a time, for instance 2026-10-01T09:30:00Z\":1},"
                                + "\"experiments\":{\"search (control)\":6,\"search (ranked)\":6},\"events\":{\"order\":12}}\n");
    }

    @Test
    void import_withZone_liesInItsFolder() throws IOException {
        Run.of("import", "--from", "csv", file, "--lake", lake, "--zone", "Europe/Berlin");

        try (Stream<Path> found = Files.list(lake.resolve("imports/csv"))) {
            assertThat(found).extracting(path -> path.getFileName().toString()).containsExactly("zone=Europe~Berlin");
        }
    }

    @Test
    void import_wrongInput_isRefused() {
        assertThat(Run.of("import", "--from", "csv", file).err())
                .isEqualTo("--lake == absent, must be given, or else --dry-run\n");
        assertThat(Run.of("import", "--from", "csv", file, "--lake", lake, "--zone", "Moon")
                        .err())
                .isEqualTo("--zone == \"Moon\", must be a time zone, for instance America/New_York\n");
        assertThat(Run.of("import", "--from", "nosuch", file, "--lake", lake).err())
                .contains("--from", "\"nosuch\", must be one of amplitude, mixpanel, ga4, segment, appconfig, csv\n");
        assertThat(Run.of("import", "--from", "csv", file, file, "--dry-run").err())
                .endsWith("must be given only once: files get their names in the lake\n");
        assertThat(Run.of("import", "--from", "csv", folder.resolve("none"), "--dry-run"))
                .extracting(Run::exitCode)
                .isEqualTo(2);
        assertThat(Run.of("import", "--from", "csv", file, "--lake", file).exitCode())
                .isEqualTo(2);
    }

    @Test
    void events_lake_listsThemWithTheirProperties() {
        land();

        Run run = Run.of("events", "--lake", lake);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                event  users  times  first             last
                order     12     12  2026-11-10 11:00  2026-11-21 11:00
                    value number, in 100 %
                    friend text, in 100 %
                    status text, in 100 %: paid
                """);
    }

    @Test
    void events_json_tellsSharesAndTypes() {
        land();

        assertThat(Run.of("events", "--lake", lake, "--format", "json").out())
                .isEqualTo("[{\"event\":\"order\",\"units\":12,\"rows\":12,\"values\":12,"
                        + "\"first\":\"2026-11-10T11:00:00Z\",\"last\":\"2026-11-21T11:00:00Z\",\"properties\":["
                        + "{\"key\":\"friend\",\"type\":\"text\",\"share\":1.0,\"examples\":[]},"
                        + "{\"key\":\"status\",\"type\":\"text\",\"share\":1.0,\"examples\":[\"paid\"]}]}]\n");
    }

    @Test
    void events_csv_hasARowForEachProperty() {
        land();

        assertThat(Run.of("events", "--lake", lake, "--format", "csv").out().lines())
                .hasSize(4)
                .last()
                .asString()
                .endsWith(",status,text,1.0,paid");
    }

    @Test
    void events_emptyLake_saysHowToBegin() {
        assertThat(Run.of("events", "--lake", folder).out())
                .isEqualTo("No events yet: northstar import, or files under raw/.\n");
        assertThat(Run.of("events", "--lake", lake).err()).endsWith(", must be a folder\n");
    }

    @Test
    void doctor_lakeThatFits_findsItWell() throws IOException {
        land();

        Run run = Run.of("doctor", "--lake", lake, definition("order", "search", "ranked"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                problem  1 of 25 records refused → see the reasons in rejected/, and docs/imports.md for what is
                         expected
                ok       12 exposures on 12 days
                ok       12 activities on 12 days
                warn     last activity 2026-11-21 11:00, 2 days ago → see whether the export still runs
                ok       search: 100.0 % of 12 exposed units did anything
                ok       half of all was received within 1 hour after it happened
                ok       search: every variant arrives
                """);
    }

    @Test
    void doctor_lakeThatDoesNotFit_saysWhatToDo() throws IOException {
        land();

        assertThat(Run.of("doctor", "--lake", lake, definition("signup", "search", "better"), "--format", "csv")
                        .out())
                .contains(
                        "problem,search: unknown variants ranked,",
                        "problem,search: variants without exposures better,",
                        "problem,metric signed-up counts what never occurs: signup,");
        assertThat(Run.of("doctor", "--lake", lake, definition("order", "find", "ranked"), "--format", "json")
                        .out())
                .contains("find: no exposures", "seen but not defined here: search");
    }

    @Test
    void doctor_propertyThatNoEventHas_isAProblem() throws IOException {
        land();
        Path definition = definition("order", "search", "ranked");
        Files.writeString(
                definition, Files.readString(definition).replace("event: order", "event: order, where: {state: paid}"));

        assertThat(Run.of("doctor", "--lake", lake, definition, "--format", "csv")
                        .out())
                .contains("problem,metric signed-up reads what is never there: order.state,");
    }

    @Test
    void evaluate_definitionThatDoesNotFit_saysWhatIsMissing() throws IOException {
        land();

        Run run = Run.of("evaluate", definition("signup", "search", "better"), "--lake", lake);

        assertThat(run.err())
                .contains(
                        "note: search: unknown variants ranked → name them in the definition",
                        "note: search: variants without exposures better",
                        "note: metric signed-up counts what never occurs: signup → northstar events lists");
    }

    @Test
    void evaluate_experimentWithoutExposures_saysSo() throws IOException {
        land();

        assertThat(Run.of("evaluate", definition("order", "find", "ranked"), "--lake", lake)
                        .err())
                .contains("note: find: no exposures → see under which key the tool exposes it");
    }

    @Test
    void doctor_exposuresThatJoinNothing_isAProblem() throws IOException {
        Files.writeString(
                file,
                "unit,at,experiment,variant,event\nu1,1790848800,e,a,\nu1,1790848801,e,b,\nd1,1790848800,,,order\n");
        land();

        assertThat(Run.of("doctor", "--lake", lake).out())
                .contains("problem  e: 0 % of 1 exposed unit did anything → exposures and activities name their units")
                .contains("warn     e: 1 unit met several variants");
    }

    @Test
    void doctor_unitThatIsAPropertyOfActivities_isJoinedByIt() throws IOException {
        Files.writeString(file, """
                unit,at,experiment,variant,event,team
                red,2026-11-10T10:00:00Z,search,control,,
                blue,2026-11-10T10:00:00Z,search,ranked,,
                person-1,2026-11-10T11:00:00Z,,,order,red
                """);
        land();
        Path definition = definition("order", "search", "ranked");
        Files.writeString(
                definition, Files.readString(definition).replace("feature: search", "feature: search\n  unit: team"));

        assertThat(Run.of("doctor", "--lake", lake).out()).contains("search: 0 % of 2 exposed units did");
        assertThat(Run.of("doctor", "--lake", lake, definition).out())
                .contains("search: 50.00 % of 2 exposed units did");
    }

    @Test
    void evaluate_activityFromAfterToday_endsNoExperiment() throws IOException {
        Files.writeString(file, """
                unit,at,experiment,variant,event,value
                a,2026-11-02T10:00:00Z,search,control,,
                b,2026-11-02T10:00:00Z,search,ranked,,
                a,2026-11-03T10:00:00Z,,,order,1
                a,2099-01-01T00:00:00Z,,,order,1
                """);
        land();

        Run run = Run.of("evaluate", definition("order", "search", "ranked"), "--lake", lake);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("search · running, check on day 3 (2026-11-03)");
    }

    @Test
    void redrive_recordThatIsStillWrong_saysSo() {
        land();

        assertThat(Run.of("redrive", "--lake", lake).out())
                .contains("imports/csv/export.csv: 0 of 1 refused record taken now");
        assertThat(Run.of("doctor", "--lake", lake).out()).contains("1 of 25 records refused");
    }

    @Test
    void redrive_nothingRefused_saysSo() throws IOException {
        Files.writeString(file, "unit,at,event\nu1,2026-11-01T00:00:00Z,order\n");
        land();

        assertThat(Run.of("redrive", "--lake", lake).out()).contains("No record is refused.");
    }

    @Test
    void doctor_clockThatIsAhead_isToldOf() throws IOException {
        Files.writeString(file, "unit,at,received_at,event\nu1,2027-01-01T00:00:00Z,2026-11-01T00:00:00Z,order\n");
        land();

        assertThat(Run.of("doctor", "--lake", lake).out())
                .contains("no exposures", "in the future", "100.0 % happened after it was received");
    }

    @Test
    void doctor_objectThatHasNotLanded_isToldOf() throws IOException {
        Files.createDirectories(lake.resolve("raw"));
        Files.writeString(lake.resolve("raw/x.ndjson"), "{}\n");

        assertThat(Run.of("doctor", "--lake", lake).out()).contains("warn     1 object not landed yet");
    }
}
