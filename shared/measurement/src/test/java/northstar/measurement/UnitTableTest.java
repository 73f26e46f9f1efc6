package northstar.measurement;

import static northstar.measurement.Trial.mean;
import static northstar.measurement.Trial.ratio;
import static northstar.measurement.Trial.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import northstar.domain.definition.Cap;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitTableTest {
    private static final Map<String, String> ZERO_ONE_ARMS = Map.of("0", "control", "1", "match");

    private final DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine());

    @TempDir
    Path folder;

    @AfterAll
    void close() {
        engine.close();
    }

    private Measurement measured(PinnedExperiment pinned, String table) throws IOException {
        return measured(pinned, Files.writeString(folder.resolve("users.csv"), table));
    }

    private Measurement measured(PinnedExperiment pinned, Path file) {
        return UnitTable.open(engine, file, "users.csv").measure(pinned, Trial.END);
    }

    private static PowerSums sums(Measurement measurement, String variant, String metric) {
        return measurement.variants().get(variant).metrics().get(metric).sums();
    }

    private static Trial everything(MissingMetric missing) {
        return new Trial()
                .metrics(
                        mean("revenue", "revenue", new Cap.Value(750)),
                        share("converted", "converted"),
                        mean("gift", "gift", new Cap.Quantile(0.9, false)),
                        ratio("gift-per-visit", "gift", "visits"))
                .exploratory(mean("revenue-raw", "revenue"), mean("visits", "visits", new Cap.Quantile(0.5, true)))
                .covariates("history", "age")
                .units("user", ZERO_ONE_ARMS, missing, "", "-999");
    }

    @Test
    void measure_table_namesItsLook() throws IOException {
        PinnedExperiment pinned = new Trial().metrics(mean("gift", "gift")).pinned();

        Measurement measurement = measured(pinned, "arm,gift\ncontrol,1\nmatch,2\nmatch,4\n");

        assertThat(measurement)
                .isEqualTo(new Measurement("trial", Trial.END, "hash", measurement.variants(), 0, "duckdb"));
        assertThat(measurement.variants().keySet()).containsExactly("control", "match");
        assertThat(measurement.units()).isEqualTo(3);
    }

    @Test
    void measure_counts_sumsThemExactly() throws IOException {
        PinnedExperiment pinned =
                new Trial().metrics(ratio("rate", "orders", "visits")).pinned();

        Measurement measurement = measured(pinned, "arm,orders,visits\nmatch,2,3\nmatch,1,5\ncontrol,0,1\n");

        assertThat(sums(measurement, "match", "rate"))
                .isEqualTo(new PowerSums(2, decimals(3, 8), decimals(5, 11, 34), decimals(9, 17, 43, 152)));
    }

    private static List<BigDecimal> decimals(long... values) {
        List<BigDecimal> decimals = new ArrayList<>();
        for (long value : values) {
            decimals.add(BigDecimal.valueOf(value).stripTrailingZeros());
        }
        return decimals;
    }

    @Test
    void measure_amountsOfMoney_sumsThemExactly() throws IOException {
        PinnedExperiment pinned = new Trial().metrics(mean("gift", "gift")).pinned();

        Measurement measurement = measured(pinned, "arm,gift\ncontrol,0.1\ncontrol,0.2\ncontrol,0.7\nmatch,1e3\n");

        assertThat(sums(measurement, "control", "gift").values()).containsExactly(BigDecimal.ONE);
        assertThat(sums(measurement, "control", "gift").products().getFirst())
                .isCloseTo(new BigDecimal("0.54"), within(new BigDecimal("1e-16")));
    }

    @ParameterizedTest
    @EnumSource(names = "REFUSE", mode = Mode.EXCLUDE)
    void measure_anyTable_equalsSumsRowByRow(MissingMetric missing) throws IOException {
        List<Map<String, String>> rows = Rows.random(20260301, 3_000);
        PinnedExperiment pinned = everything(missing).pinned();

        Measurement measurement = measured(pinned, Rows.csv(rows));

        assertThat(measurement).isEqualTo(BruteForce.measure(pinned, rows));
        assertThat(measurement.multiplyExposedUnits()).isPositive();
    }

    @Test
    void measure_missingExcluded_countsTheUnitsThatLeave() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"), mean("visits", "visits"))
                .units(null, Map.of(), MissingMetric.EXCLUDE, "", "-999")
                .pinned();

        Measurement measurement =
                measured(pinned, "arm,gift,visits\ncontrol,,1\ncontrol,-999.0,2\ncontrol,3,5\nmatch,1,1\n");

        Moments control = measurement.variants().get("control");
        assertThat(control.units()).isEqualTo(3);
        assertThat(control.metrics().get("gift").excluded()).isEqualTo(2);
        assertThat(control.metrics().get("visits").excluded()).isZero();
        assertThat(control.crosses().get(MetricPair.of("gift", "visits")))
                .isEqualTo(new PowerSums(1, decimals(3, 5), decimals(9, 15, 25), null));
    }

    @Test
    void measure_missingAsZero_countsTheUnitWithZero() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .units(null, Map.of(), MissingMetric.ZERO, "")
                .pinned();

        Measurement measurement = measured(pinned, "arm,gift\ncontrol,\ncontrol,3\nmatch,1\n");

        assertThat(sums(measurement, "control", "gift").n()).isEqualTo(2);
        assertThat(sums(measurement, "control", "gift").values()).isEqualTo(decimals(3));
    }

    @Test
    void measure_covariateMissingForSome_hasOneIndicator() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .covariates("freq", "years")
                .units(null, Map.of(), MissingMetric.REFUSE, "-999")
                .pinned();

        Measurement measurement =
                measured(pinned, "arm,gift,freq,years\ncontrol,1,-999,2\ncontrol,2,3,4\nmatch,1,5,6\n");

        assertThat(measurement.variants().get("control").metrics().get("gift").covariates())
                .containsExactly("freq", "years", "freq missing");
        assertThat(sums(measurement, "control", "gift").values()).isEqualTo(decimals(3, 3, 6, 1));
        assertThat(sums(measurement, "match", "gift").values()).isEqualTo(decimals(1, 5, 6, 0));
    }

    @Test
    void measure_covariateMissingForAll_hasNoIndicator() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .covariates("freq")
                .units(null, Map.of(), MissingMetric.REFUSE, "-999")
                .pinned();

        Measurement measurement = measured(pinned, "arm,gift,freq\ncontrol,1,-999\nmatch,1,-999\n");

        assertThat(measurement.variants().get("match").metrics().get("gift").covariates())
                .containsExactly("freq");
    }

    @Test
    void measure_unitInTwoVariants_isExcludedAndCounted() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .units("user", Map.of(), MissingMetric.REFUSE)
                .pinned();

        Measurement measurement = measured(pinned, "user,arm,gift\na,control,1\nb,control,5\na,match,7\nc,match,2\n");

        assertThat(measurement.multiplyExposedUnits()).isEqualTo(1);
        assertThat(sums(measurement, "control", "gift").values()).isEqualTo(decimals(5));
        assertThat(sums(measurement, "match", "gift").values()).isEqualTo(decimals(2));
    }

    @Test
    void measure_variantWithoutUnits_isMissing() throws IOException {
        PinnedExperiment pinned = new Trial().metrics(mean("gift", "gift")).pinned();

        assertThat(measured(pinned, "arm,gift\nmatch,1\n").variants().keySet()).containsExactly("match");
    }

    @Test
    void measure_withoutUnitColumn_takesEveryRowAsAUnit() throws IOException {
        PinnedExperiment pinned = new Trial().metrics(mean("gift", "gift")).pinned();

        Measurement measurement = measured(pinned, "user,arm,gift\na,control,1\na,control,1\na,match,1\n");

        assertThat(measurement.variants().get("control").units()).isEqualTo(2);
    }

    @Test
    void measure_capAtQuantile_interpolatesOverAllArms() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift", new Cap.Quantile(0.75, false)))
                .pinned();

        // 1 2 4 8 10: the quantile at place 3 is 8
        Measurement measurement = measured(pinned, "arm,gift\ncontrol,1\ncontrol,10\nmatch,2\nmatch,4\nmatch,8\n");

        assertThat(sums(measurement, "control", "gift").values()).isEqualTo(decimals(9));
        assertThat(sums(measurement, "match", "gift").values()).isEqualTo(decimals(14));
    }

    @Test
    void measure_capAtQuantileOfNonZero_passesZerosOver() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift", new Cap.Quantile(0.5, true)))
                .pinned();

        // of 2, 4, 100 the median is 4
        Measurement measurement =
                measured(pinned, "arm,gift\ncontrol,0\ncontrol,0\ncontrol,0\nmatch,2\nmatch,4\nmatch,100\n");

        assertThat(sums(measurement, "match", "gift").values()).isEqualTo(decimals(10));
    }

    @Test
    void measure_elevenIndicators_crossesTenOfThem() throws IOException {
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            metrics.add(mean("m" + i, "x"));
        }
        PinnedExperiment pinned =
                new Trial().metrics(metrics.toArray(Metric[]::new)).pinned();

        Measurement measurement = measured(pinned, "arm,x\ncontrol,1\nmatch,2\n");

        // the North Star Metric m0 with eleven, and 45 pairs of m1 to m10
        assertThat(measurement.variants().get("match").crosses()).hasSize(11 + 45);
        assertThat(measurement.variants().get("match").crosses())
                .doesNotContainKey(MetricPair.of("m1", "m11"))
                .containsKey(MetricPair.of("m0", "m11"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users.csv",
                "users.csv.gz",
                "users.parquet",
                "users.ndjson",
                "users.ndjson.gz",
                "users.jsonl",
                "USERS.CSV"
            })
    void measure_sameRowsInAnyFormat_isEqual(String name) throws Exception {
        List<Map<String, String>> rows = Rows.random(7, 500);
        PinnedExperiment pinned = everything(MissingMetric.EXCLUDE).pinned();
        Path csv = Files.writeString(folder.resolve("source.csv"), Rows.csv(rows));
        Path file = folder.resolve(name);
        write(csv, file);

        assertThat(measured(pinned, file)).isEqualTo(BruteForce.measure(pinned, rows));
    }

    private void write(Path csv, Path file) throws Exception {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            byte[] bytes = Files.readAllBytes(csv);
            Files.write(file, name.endsWith(".gz") ? Gzip.packed(bytes) : bytes);
            return;
        }
        // typed by the engine's own guess, so that numbers are numbers in the file
        String format = name.endsWith(".parquet") ? "parquet" : "json";
        String packed = name.endsWith(".gz") ? ", compression gzip" : "";
        engine.execute("COPY (SELECT * FROM read_csv(" + Sql.text(csv.toString()) + ", auto_detect = true)) TO "
                + Sql.text(file.toString()) + " (FORMAT " + format + packed + ")");
    }

    @Test
    void measure_parquetBooleansAndFloats_areNumbers() throws Exception {
        PinnedExperiment pinned = new Trial()
                .metrics(share("converted", "converted"), mean("gift", "gift"))
                .pinned();
        Path file = folder.resolve("users.parquet");
        engine.execute("COPY (SELECT 'control' AS arm, true AS converted, CAST(0.1 AS FLOAT) AS gift UNION ALL"
                + " SELECT 'match', false, 2) TO " + Sql.text(file.toString()) + " (FORMAT parquet)");

        Measurement measurement = measured(pinned, file);

        assertThat(sums(measurement, "control", "converted").values()).isEqualTo(decimals(1));
        assertThat(sums(measurement, "control", "gift").values()).containsExactly(new BigDecimal("0.1"));
    }

    @Test
    void measure_fieldThatComesLate_isFound() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .units(null, Map.of(), MissingMetric.ZERO, "")
                .pinned();
        String early = "{\"arm\": \"control\"}\n".repeat(2_000);
        Path file = Files.writeString(folder.resolve("users.ndjson"), early + "{\"arm\": \"match\", \"gift\": 5}\n");

        assertThat(sums(measured(pinned, file), "match", "gift").values()).isEqualTo(decimals(5));
    }

    @Test
    void measure_oneThreadOrMore_isEqualToTheLastDigit() throws Exception {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("x", "x"), ratio("x-per-y", "x", "y"))
                .covariates("z")
                .units("user", Map.of(), MissingMetric.REFUSE)
                .pinned();
        Path file = folder.resolve("users.parquet");
        engine.execute("COPY (SELECT 'u' || i AS user, CASE WHEN i % 2 = 0 THEN 'control' ELSE 'match' END AS arm,"
                + " sin(i) AS x, 1 + abs(cos(i)) AS y, exp(sin(i * 3)) AS z FROM range(400000) t(i)) TO "
                + Sql.text(file.toString()) + " (FORMAT parquet, ROW_GROUP_SIZE 20000)");

        List<Measurement> measurements = new ArrayList<>();
        for (int threads : List.of(1, 2, 4)) {
            try (DuckDb other = new DuckDb(new DuckDb.Limits(256, threads, folder))) {
                measurements.add(UnitTable.open(other, file, "users.parquet").measure(pinned, Trial.END));
            }
        }

        assertThat(measurements.get(1)).isEqualTo(measurements.get(0));
        assertThat(measurements.get(2)).isEqualTo(measurements.get(0));
    }

    @Test
    void measure_cohortsInTwoFiles_mergeToTheWhole() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"), ratio("gift-per-age", "gift", "age"))
                .covariates("age")
                .units(null, ZERO_ONE_ARMS, MissingMetric.EXCLUDE)
                .pinned();
        List<Map<String, String>> rows = Rows.random(11, 2_000);

        Measurement first = measured(pinned, Rows.csv(rows.subList(0, 700)));
        Measurement second = measured(pinned, Rows.csv(rows.subList(700, rows.size())));
        Measurement whole = measured(pinned, Rows.csv(rows));

        for (String variant : List.of("control", "match")) {
            Moments merged =
                    first.variants().get(variant).plus(second.variants().get(variant));
            // sums of amounts are exact whatever the cohort; products keep the cohort's own number of digits
            assertThat(merged.units()).isEqualTo(whole.variants().get(variant).units());
            merged.metrics().forEach((key, moments) -> {
                PowerSums all = sums(whole, variant, key);
                assertThat(moments.sums().values()).isEqualTo(all.values());
                assertThat(moments.sums().covariance(0, 1)).isCloseTo(all.covariance(0, 1), within(1e-12));
                assertThat(moments.sums().thirdCentralMoments()[0])
                        .isCloseTo(all.thirdCentralMoments()[0], within(1e-6));
            });
        }
    }
}
