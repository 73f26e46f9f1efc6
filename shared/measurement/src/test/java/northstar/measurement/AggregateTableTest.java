package northstar.measurement;

import static northstar.measurement.Trial.reported;
import static northstar.measurement.Trial.reportedShare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.DataSource.AggregateColumns;
import northstar.domain.definition.DataSource.Events;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregateTableTest {
    private static final String HEAD = "at,variant,metric,n,mean,variance\n";

    private final DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine());

    @TempDir
    Path folder;

    @AfterAll
    void close() {
        engine.close();
    }

    private static Trial trial() {
        return new Trial()
                .metrics(reported("revenue"), reportedShare("converted"))
                .aggregates(Map.of(), AggregateColumns.DEFAULT);
    }

    private AggregateTable table(String text) throws IOException {
        return AggregateTable.open(engine, Files.writeString(folder.resolve("daily.csv"), text), "daily.csv");
    }

    private List<AggregateReport> reports(PinnedExperiment pinned, String text) throws IOException {
        return table(text).reports(pinned);
    }

    private String refusal(String row) throws IOException {
        AggregateTable table = table(HEAD + "1,control,revenue,100,2.5,4\n" + row + "\n");
        TableRefusedException refused =
                catchThrowableOfType(TableRefusedException.class, () -> table.reports(trial().pinned()));
        assertThat(refused).as("must be refused").isNotNull().hasNoCause();
        return String.valueOf(refused.getMessage());
    }

    private static Row row(String variant, String metric, long n, String mean, @Nullable String variance) {
        return new Row(
                variant, metric, n, new BigDecimal(mean), variance == null ? null : new BigDecimal(variance), null);
    }

    @Test
    void reports_rowsInAnyOrder_comeByTimeVariantAndMetric() throws IOException {
        String rows = """
                2,match,revenue,20,1.5,2
                1,match,revenue,12345.0,0.1,1e-3
                1,control,revenue,10,1,
                2,control,revenue,20,1,3
                1,control,converted,10,0.25,0.1875
                """;

        assertThat(reports(trial().pinned(), HEAD + rows))
                .containsExactly(
                        new AggregateReport(
                                "trial",
                                Instant.parse("2026-03-02T00:00:00Z"),
                                List.of(
                                        row("control", "converted", 10, "0.25", "0.1875"),
                                        row("control", "revenue", 10, "1", null),
                                        row("match", "revenue", 12345, "0.1", "0.001"))),
                        new AggregateReport(
                                "trial",
                                Instant.parse("2026-03-03T00:00:00Z"),
                                List.of(
                                        row("control", "revenue", 20, "1", "3"),
                                        row("match", "revenue", 20, "1.5", "2"))));
    }

    @Test
    void reports_longDecimals_areKept() throws IOException {
        String mean = "0.12345678901234567890123456789012345";

        assertThat(reports(trial().pinned(), HEAD + "1,control,revenue,10," + mean + ",1\n"))
                .flatExtracting(AggregateReport::rows)
                .containsExactly(row("control", "revenue", 10, mean, "1"));
    }

    @Test
    void reports_otherColumnsAndFilter_areFollowed() throws IOException {
        PinnedExperiment pinned = trial().aggregates(
                        Map.of("id", "a1", "platform", "ios"),
                        new AggregateColumns("day", "arm", "what", "users", "average", "var", "skew"))
                .pinned();
        String text = """
                id,platform,day,arm,what,users,average,var,skew
                a1,ios,1,match,revenue,5,2,3,4
                a1,web,1,match,revenue,6,2,3,4
                b2,ios,1,other,revenue,7,2,3,4
                """;

        assertThat(reports(pinned, text))
                .flatExtracting(AggregateReport::rows)
                .containsExactly(
                        new Row("match", "revenue", 5, BigDecimal.TWO, BigDecimal.valueOf(3), BigDecimal.valueOf(4)));
    }

    @Test
    void reports_manyExperimentsInOneFile_areToldApart() throws IOException {
        String text = """
                id,at,variant,metric,n,mean,variance
                a1,1,match,revenue,5,2,3
                b2,1,match,revenue,6,2,3
                c3,1,match,revenue,7,2,3
                """;
        List<PinnedExperiment> pinned = List.of(
                trial().key("first")
                        .aggregates(Map.of("id", "a1"), AggregateColumns.DEFAULT)
                        .pinned(),
                trial().key("second")
                        .aggregates(Map.of("id", "b2"), AggregateColumns.DEFAULT)
                        .pinned(),
                trial().key("third")
                        .aggregates(Map.of("id", "d4"), AggregateColumns.DEFAULT)
                        .pinned());

        Map<String, List<AggregateReport>> reports = table(text).reports(pinned);

        Instant at = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(reports)
                .isEqualTo(Map.of(
                        "first",
                                List.of(new AggregateReport(
                                        "first", at, List.of(row("match", "revenue", 5, "2", "3")))),
                        "second",
                                List.of(new AggregateReport(
                                        "second", at, List.of(row("match", "revenue", 6, "2", "3")))),
                        "third", List.of()));
    }

    @Test
    void reports_metricThatIsNotUsed_isPassedOver() throws IOException {
        assertThat(reports(trial().pinned(), HEAD + "1,other,clicks,x,y,z\n")).isEmpty();
    }

    @Test
    void reports_noUnitsYet_needNoMean() throws IOException {
        assertThat(reports(trial().pinned(), HEAD + "1,control,revenue,0,,\n"))
                .flatExtracting(AggregateReport::rows)
                .containsExactly(row("control", "revenue", 0, "0", null));
    }

    @Test
    void reports_sameRowAgain_isNothingNew() throws IOException {
        String text = HEAD + "1,control,revenue,10,100,2.50\n1.0,control,revenue,10.0,1e2,2.5\n";

        assertThat(reports(trial().pinned(), text))
                .flatExtracting(AggregateReport::rows)
                .containsExactly(row("control", "revenue", 10, "100", "2.5"));
    }

    @Test
    void reports_bareDate_isTheEndOfThatDayInTheZone() throws IOException {
        String text = HEAD + "2026-03-08,control,revenue,10,1,2\n2026-03-07T12:00:00+01:00,control,revenue,9,1,2\n";

        // the night in which New York's clocks go forward
        assertThat(reports(trial().zone("America/New_York").pinned(), text))
                .extracting(AggregateReport::at)
                .containsExactly(Instant.parse("2026-03-07T11:00:00Z"), Instant.parse("2026-03-09T04:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily.parquet", "daily.ndjson"})
    void reports_otherFormats_areEqual(String name) throws Exception {
        Path file = folder.resolve(name);
        engine.execute(
                "COPY (SELECT * FROM (VALUES (CAST('2026-03-05 06:00:00+00' AS TIMESTAMPTZ), 'control', 'revenue',"
                        + " 10, 0.1, CAST(NULL AS DOUBLE)), ('2026-03-05 06:00:00+00', 'match', 'revenue', 11, 0.25, 3.5))"
                        + " t(\"at\", variant, metric, n, mean, variance)) TO " + Sql.text(file.toString())
                        + " (FORMAT "
                        + (name.endsWith("parquet") ? "parquet" : "json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%SZ'") + ")");

        assertThat(AggregateTable.open(engine, file, name).reports(trial().pinned()))
                .containsExactly(new AggregateReport(
                        "trial",
                        Instant.parse("2026-03-05T06:00:00Z"),
                        List.of(
                                row("control", "revenue", 10, "0.1", null),
                                row("match", "revenue", 11, "0.25", "3.5"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,other,revenue,1,1,1      | variant == \"other\", must be one of \"control\", \"match\"",
                "1,match,revenue,1.5,1,1    | n == \"1.5\", must be a whole number, at least 0",
                "1,match,revenue,-1,1,1     | n == \"-1\", must be a whole number, at least 0",
                "1,match,revenue,many,1,1   | n == \"many\", must be a whole number, at least 0",
                "1,match,revenue,1e999,1,1  | n == \"1e999\", must be a whole number, at least 0",
                "1,match,revenue,,1,1       | n == \"\", must be a whole number, at least 0",
                "1,match,revenue,1,,1       | mean == \"\", must be a number",
                "1,match,revenue,1,abc,1    | mean == \"abc\", must be a number",
                "1,match,revenue,1,NaN,1    | mean == \"NaN\", must be a finite number",
                "1,match,revenue,1,1e9999,1 | mean == \"1E+9999\", must be a decimal of at most 60 digits",
                "1,match,revenue,1,1,-Inf   | variance == \"-Inf\", must be a finite number",
                "1,match,revenue,1,1,-2     | variance == \"-2\", must be at least 0",
                "1,match,converted,1,1.5,1  | mean == \"1.5\", must be in [0, 1] as converted is a proportion",
                "1,match,converted,1,-0.1,1 | mean == \"-0.1\", must be in [0, 1] as converted is a proportion",
                ",match,revenue,1,1,1       | at == \"\", must be an instant with its zone, a date, or days since the start",
                "2026-03-02T00:00:00,match,revenue,1,1,1 | at == \"2026-03-02T00:00:00\","
                        + " must be an instant with its zone, a date, or days since the start",
                "2026-02-30,match,revenue,1,1,1 | at == \"2026-02-30\","
                        + " must be an instant with its zone, a date, or days since the start",
                "2026-02-01,match,revenue,1,1,1 | at == \"2026-02-01\", must not be before the start (2026-03-01T00:00:00Z)",
                "20260302,match,revenue,1,1,1 | at == \"20260302\", must be at most 36500 days since the start"
            })
    void reports_badCell_isRefusedWithItsLine(String row, String message) throws IOException {
        assertThat(refusal(row)).isEqualTo("daily.csv line 3: " + message);
    }

    @Test
    void reports_endlessNumber_isRefused() throws IOException {
        assertThat(refusal("1,match,revenue,1," + "1".repeat(101) + ",1"))
                .isEqualTo("daily.csv line 3: mean == \"" + "1".repeat(80) + "…\", must be a number");
    }

    @Test
    void reports_sameCheckpointWithOtherNumbers_isRefusedWithBothLines() throws IOException {
        assertThat(refusal("1.0,control,revenue,100,2.5,5"))
                .isEqualTo("daily.csv lines 2, 3: metric \"revenue\" of \"control\" at \"1.0\" == different numbers,"
                        + " must be reported once");
    }

    @Test
    void reports_missingColumn_isRefused() throws IOException {
        AggregateTable table = table("at,variant,metric,n,mean\n1,control,revenue,1,1\n");

        assertThat(catchThrowableOfType(TableRefusedException.class, () -> table.reports(trial().pinned())))
                .hasMessage("daily.csv: column \"variance\" == absent, must be one of \"at\", \"variant\", \"metric\","
                        + " \"n\", \"mean\"");
    }

    @Test
    void reports_headWithoutRows_isRefused() throws IOException {
        AggregateTable table = table(HEAD);

        assertThat(catchThrowableOfType(TableRefusedException.class, () -> table.reports(trial().pinned())))
                .hasMessage("daily.csv: rows == 0, must be at least 1");
    }

    @Test
    void reports_otherDoor_isRefused() throws IOException {
        AggregateTable table = table(HEAD + "1,control,revenue,1,1,1\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.reports(trial().data(new Events()).pinned()))
                .withMessage("data == another door, must be aggregates");
    }
}
