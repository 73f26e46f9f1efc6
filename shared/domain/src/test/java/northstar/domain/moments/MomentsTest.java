package northstar.domain.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Samples;
import northstar.domain.moments.AggregateReport.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final PinnedExperiment PINNED = Samples.pinned(Samples.halves(), Samples.northStar());

    private static MetricMoments metric(long n, String mean) {
        return new MetricMoments(PowerSums.ofReported(n, new BigDecimal(mean), BigDecimal.ONE, null), List.of(), 1);
    }

    private static Row row(String variant, String metric, long n, @Nullable String variance) {
        return new Row(variant, metric, n, BigDecimal.TEN, variance == null ? null : new BigDecimal(variance), null);
    }

    @Test
    void plus_mergesMetricsAndPairs() {
        PowerSums cross = new PowerSums(
                1,
                List.of(BigDecimal.ONE, BigDecimal.TWO),
                List.of(BigDecimal.ONE, BigDecimal.TWO, BigDecimal.valueOf(4)),
                null);
        TreeMap<MetricPair, PowerSums> pairs = new TreeMap<>(Map.of(MetricPair.of("b", "a"), cross));
        Moments first = new Moments(2, new TreeMap<>(Map.of("a", metric(2, "1"))), pairs);
        Moments second = Moments.of(3, Map.of("a", metric(2, "3"), "b", metric(3, "5")));

        Moments both = first.plus(second);

        assertThat(both.units()).isEqualTo(5);
        assertThat(both.metrics().get("a").sums().mean(0)).isEqualTo(2);
        assertThat(both.metrics().get("a").excluded()).isEqualTo(2);
        assertThat(both.metrics().get("b")).isEqualTo(metric(3, "5"));
        assertThat(both.crosses()).containsEntry(new MetricPair("a", "b"), cross);
    }

    @Test
    void plus_mergesQuantiles() {
        QuantileSums sums = QuantileSumsTest.sums(List.of(1.0, 2.0), new long[] {1, 2}, new long[] {3});
        TreeMap<String, QuantileSums> quantiles = new TreeMap<>(Map.of("p95-load", sums));
        Moments first = new Moments(2, new TreeMap<>(), new TreeMap<>(), quantiles);

        assertThat(first.plus(first).quantiles()).isEqualTo(Map.of("p95-load", sums.plus(sums)));
        assertThat(first.plus(Moments.of(1, Map.of())).quantiles()).isEqualTo(quantiles);
    }

    @Test
    void measurement_ofNegativeCounts_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Measurement("e", Samples.END, "hash", new TreeMap<>(), 0, "duckdb", -1, List.of()))
                .withMessage("earlyExposedUnits == -1, must be >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Immature("a", "b", -1, null))
                .withMessage("n == -1, must be >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Immature("a", "b", 1, Double.NaN))
                .withMessage("mean == NaN, must be finite");
    }

    @Test
    void metricMoments_ofOtherCovariates_areNotMerged() {
        PowerSums two = new PowerSums(0, List.of(BigDecimal.ZERO, BigDecimal.ZERO), null, null);
        MetricMoments adjusted = new MetricMoments(two, List.of("freq"), 0);

        assertThat(adjusted.leading()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adjusted.plus(new MetricMoments(two, List.of("hpa"), 0)))
                .withMessage("covariates == [hpa], must be the same as [freq]");
    }

    @Test
    void metricMoments_withoutAVariableOfTheirOwn_areRefused() {
        PowerSums one = PowerSums.ofReported(0, BigDecimal.ZERO, null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetricMoments(one, List.of("freq"), 0))
                .withMessage("variables of the metric itself == 0, must be 1 or 2");
    }

    @Test
    void metricPair_isInAlphabeticalOrder() {
        assertThat(MetricPair.of("b", "a")).isEqualTo(new MetricPair("a", "b"));
        assertThat(MetricPair.of("a", "b")).isEqualTo(new MetricPair("a", "b"));
        assertThat(new MetricPair("a", "c")).isGreaterThan(new MetricPair("a", "b"));
        assertThat(new MetricPair("b", "c")).isGreaterThan(new MetricPair("a", "d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetricPair("a", "a"))
                .withMessage("second == \"a\", must be after \"a\"");
    }

    @Test
    void measured_reportOfBothVariants_countsTheUnitsOfTheLargestMetric() {
        AggregateReport report = new AggregateReport(
                "search-ranking-v2",
                Samples.END,
                List.of(
                        row("control", "nights-booked", 90, "2"),
                        row("control", "searches", 100, null),
                        row("ranked", "searches", 7, "1")));

        Measurement measurement = report.measured(PINNED);

        assertThat(measurement.variants().get("control").units()).isEqualTo(100);
        assertThat(measurement.units()).isEqualTo(107);
        assertThat(measurement.definition()).isEqualTo("hash");
    }

    @Test
    void measured_unknownVariantOrMetric_isRefused() {
        AggregateReport variant = new AggregateReport("e", Samples.END, List.of(row("other", "searches", 1, null)));
        AggregateReport metric = new AggregateReport("e", Samples.END, List.of(row("ranked", "other", 1, null)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> variant.measured(PINNED))
                .withMessage("rows[0].variant == \"other\", must be one of the experiment's variants");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metric.measured(PINNED))
                .withMessage("rows[0].metric == \"other\", must be a metric that the experiment uses");
    }

    @Test
    void report_ofTheSameVariantAndMetricTwice_isRefused() {
        Row row = row("ranked", "searches", 1, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AggregateReport("e", Samples.END, List.of(row, row)))
                .withMessage("rows[1] == \"ranked/searches\", must be reported only once");
    }

    @Test
    void row_outsideItsRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row("ranked", "searches", 1, "-1"))
                .withMessage("variance == -1, must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> row("ranked", "searches", 1, "1e-500"))
                .withMessage("variance == \"1E-500\", must be a decimal of at most 60 digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Row("a", "b", -1, BigDecimal.ONE, null, null))
                .withMessage("n == -1, must be >= 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Row("a", "b", 1, BigDecimal.ONE, null, new BigDecimal("9".repeat(61))))
                .withMessageStartingWith("m3 == ");
    }

    @Test
    void plus_daysSinceExposure_areAddedByMetric() {
        PowerSums days = new PowerSums(1, List.of(BigDecimal.ONE, BigDecimal.TWO), null, null);
        Moments first = Moments.of(1, Map.of()).withDaily(new TreeMap<>(Map.of("a", days)));
        Moments second = Moments.of(1, Map.of()).withDaily(new TreeMap<>(Map.of("a", days, "b", days)));

        Moments both = first.plus(second);

        assertThat(both.daily().get("a").values()).containsExactly(new BigDecimal("2"), new BigDecimal("4"));
        assertThat(both.daily().get("b")).isEqualTo(days);
    }
}
