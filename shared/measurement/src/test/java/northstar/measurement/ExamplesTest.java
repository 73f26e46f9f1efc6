package northstar.measurement;

import static northstar.measurement.Trial.reported;
import static northstar.measurement.Trial.reportedShare;
import static northstar.measurement.Trial.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.domain.definition.DataSource.AggregateColumns;
import northstar.domain.definition.DataSource.Missing;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.DataSource.Units;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.lake.engine.DuckDb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The data that are shipped say what their publishers say of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "..", "examples");
    private static final Path ASOS = EXAMPLES.resolve("asos/asos.csv.gz");
    private static final Path CHARITY = EXAMPLES.resolve("charity-match/charity-match.csv.gz");

    private final DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine());

    @AfterAll
    void close() {
        engine.close();
    }

    private Measurement charity(Trial trial, String column, Map<String, String> values) {
        Missing missing = new Missing(List.of("", "-999"), MissingMetric.EXCLUDE);
        PinnedExperiment pinned = trial.metrics(
                        Trial.mean("dollars", "out_amountgive"), share("response", "out_gavedum"))
                .data(new Units("charity-match.csv.gz", null, column, values, missing))
                .pinned();
        return UnitTable.open(engine, CHARITY, "charity-match.csv.gz").measure(pinned, Trial.END);
    }

    @Test
    void charityMatch_means_areThePublishedOnes() {
        Measurement measurement = charity(new Trial(), "treatment", Map.of("0", "control", "1", "match"));

        Moments control = measurement.variants().get("control");
        Moments match = measurement.variants().get("match");
        assertThat(measurement.units()).isEqualTo(50_083);
        assertThat(control.units()).isEqualTo(16_687);
        assertThat(match.units()).isEqualTo(33_396);
        // published to three places: 0.018 and 0.022 answer, 0.813 and 0.967 dollars per letter; of the latter group
        // two amounts are lost, which leaves 0.9652
        assertThat(perUnit(control, "response")).isCloseTo(0.01786, within(5e-6));
        assertThat(perUnit(match, "response")).isCloseTo(0.02204, within(5e-6));
        assertThat(perUnit(control, "dollars")).isCloseTo(0.8133, within(5e-5));
        assertThat(perUnit(match, "dollars")).isCloseTo(0.9652, within(5e-5));
        assertThat(match.metrics().get("dollars").excluded()).isEqualTo(2);
        assertThat(control.metrics().get("dollars").excluded()).isZero();
    }

    private static double perUnit(Moments moments, String metric) {
        return moments.metrics().get(metric).sums().mean(0);
    }

    @Test
    void charityMatch_history_isKnownOfAllButTwo() {
        Measurement measurement = charity(
                new Trial().covariates("freq", "hpa", "years", "mrm2"),
                "treatment",
                Map.of("0", "control", "1", "match"));

        Moments match = measurement.variants().get("match");
        assertThat(match.metrics().get("response").covariates())
                .containsExactly("freq", "hpa", "years", "mrm2", "years missing", "mrm2 missing");
        PowerSums sums = match.metrics().get("response").sums();
        assertThat(sums.values().get(5)).isEqualTo(BigDecimal.ONE);
        assertThat(sums.values().get(6)).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void charityMatch_ratios_splitTheTreatment() {
        Measurement measurement = charity(
                new Trial().variants("control", "one-to-one", "two-to-one", "three-to-one"),
                "ratio",
                Map.of("control", "control", "1", "one-to-one", "2", "two-to-one", "3", "three-to-one"));

        assertThat(measurement.variants()).hasSize(4);
        assertThat(measurement.variants().get("control").units()).isEqualTo(16_687);
        assertThat(measurement.variants().get("one-to-one").units()).isEqualTo(11_133);
        assertThat(measurement.variants().get("two-to-one").units()).isEqualTo(11_134);
        assertThat(measurement.variants().get("three-to-one").units()).isEqualTo(11_129);
        assertThat(measurement
                        .variants()
                        .get("three-to-one")
                        .metrics()
                        .get("dollars")
                        .excluded())
                .isEqualTo(2);
    }

    /** All experiments of the ASOS table, found in the table itself. */
    private Map<String, List<AggregateReport>> asos() throws Exception {
        List<String> ids = engine.query(
                "SELECT DISTINCT experiment FROM read_csv('" + ASOS.toString().replace('\\', '/')
                        + "', all_varchar = true) ORDER BY 1",
                rows -> {
                    List<String> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(rows.getString(1));
                    }
                    return found;
                });
        List<PinnedExperiment> pinned = new ArrayList<>();
        for (String id : ids) {
            pinned.add(new Trial()
                    .key("asos-" + id)
                    .variants("control", "v0", "v1", "v2", "v3", "v4")
                    .metrics(
                            reported("metric-4"), reportedShare("metric-1"), reported("metric-2"), reported("metric-3"))
                    .aggregates(Map.of("experiment", id), AggregateColumns.DEFAULT)
                    .pinned());
        }
        return AggregateTable.open(engine, ASOS, "asos.csv.gz").reports(pinned);
    }

    @Test
    void asos_rows_areThePublishedOnes() throws Exception {
        Map<String, List<AggregateReport>> experiments = asos();

        int treatmentRows = 0;
        int unknownVariances = 0;
        Set<String> treatments = new HashSet<>();
        for (List<AggregateReport> reports : experiments.values()) {
            for (AggregateReport report : reports) {
                for (Row row : report.rows()) {
                    if (row.variant().equals("control")) {
                        continue;
                    }
                    // the publisher's row holds the treatment and, beside it, the control
                    Row control = control(report, row.metric());
                    treatments.add(report.experiment() + row.variant());
                    treatmentRows++;
                    unknownVariances += (row.variance() == null ? 1 : 0) + (control.variance() == null ? 1 : 0);
                }
            }
        }
        assertThat(experiments).hasSize(78);
        assertThat(treatments).hasSize(99);
        assertThat(treatmentRows).isEqualTo(24_153);
        assertThat(unknownVariances).isEqualTo(1_557);
    }

    private static Row control(AggregateReport report, String metric) {
        return report.rows().stream()
                .filter(row -> row.variant().equals("control") && row.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void asos_times_areHalfDays() throws Exception {
        assertThat(asos().values())
                .flatExtracting(
                        reports -> reports.stream().map(AggregateReport::at).toList())
                .allMatch(at -> Duration.between(Trial.START, at).toMillis()
                                % Duration.ofHours(12).toMillis()
                        == 0);
    }
}
