package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.QuantileSums;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    private static PowerSums sums(long n, double... values) {
        return new PowerSums(n, decimals(values[0], values[1]), decimals(values[2], values[3], values[4]), null);
    }

    private static List<BigDecimal> decimals(double... values) {
        return Arrays.stream(values).mapToObj(BigDecimal::valueOf).toList();
    }

    @Test
    void of_severalVariants_takesTheirUnitsTogether() {
        Trial.Look look =
                Trial.Look.at(14).arm("control", "nights", 100, 1, 2.0).arm("ranked", "nights", 300, 5, 2.0);

        Baseline baseline =
                Baselines.of(Trial.halves().pinned(), look.measurement()).get("nights");

        assertThat(baseline.mean()).isCloseTo(4, within(1e-12));
        assertThat(baseline.variance()).isCloseTo((398 * 2.0 + 100 * 9 + 300 * 1) / 399, within(1e-12));
        assertThat(baseline.explained()).isZero();
    }

    @Test
    void of_covariate_saysWhatItExplains() {
        // 100 units: variance of the metric 4, of the covariate 1, covariance 1.2
        PowerSums sums = sums(100, 200, 0, 99 * 4 + 400, 99 * 1.2, 99);
        Trial.Look look = Trial.Look.at(14).arm("control", "nights", new MetricMoments(sums, List.of("before"), 0));

        Baseline baseline =
                Baselines.of(Trial.halves().pinned(), look.measurement()).get("nights");

        assertThat(baseline.variance()).isCloseTo(4, within(1e-9));
        assertThat(baseline.explained()).isCloseTo(0.36, within(1e-9));
        assertThat(baseline.variancePerUnit()).isCloseTo(2.56, within(1e-9));
    }

    @Test
    void of_ratio_hasTheVarianceOfItsLinearForm() {
        Metric ratio =
                new Metric.Ratio("nights", new Source.Reported(), new Source.Reported(), Window.OPEN, Direction.UP);
        PowerSums sums = sums(100, 300, 200, 99 * 5 + 900, 99 * 2 + 600, 99 * 3 + 400);
        Trial.Look look = Trial.Look.at(14).arm("control", "nights", new MetricMoments(sums, List.of(), 0));

        Baseline baseline = Baselines.of(Trial.halves().northStar(ratio).pinned(), look.measurement())
                .get("nights");

        assertThat(baseline.mean()).isCloseTo(1.5, within(1e-12));
        assertThat(baseline.variance()).isCloseTo((5 - 2 * 1.5 * 2 + 2.25 * 3) / 4, within(1e-9));
    }

    @Test
    void of_quantile_hasTheVarianceThatItsDensityTells() {
        Metric median = new Metric.Quantile("nights", 0.5, new Source.Reported(), Window.OPEN, Direction.UP);
        // 10,000 units of one value each, spread evenly over [0, 1000]: density 1/1000
        List<Double> thresholds =
                IntStream.range(0, 101).mapToObj(b -> 400 + 2.0 * b).toList();
        List<Long> below = thresholds.stream().map(x -> Math.round(10 * x)).toList();
        QuantileSums sums = new QuantileSums(10_000, thresholds, 10_000, 10_000, below, below, below);
        Trial trial = Trial.halves().northStar(median);

        Baseline baseline = Baselines.of(
                        trial.pinned(),
                        Trial.Look.at(14).quantile("control", "nights", sums).measurement())
                .get("nights");

        assertThat(baseline.mean()).isCloseTo(500, within(1e-9));
        assertThat(baseline.variance()).isCloseTo(0.25 * 1e6, within(100.0));
        assertThat(Baselines.of(trial.pinned(), Trial.Look.at(14).measurement()))
                .isEmpty();
    }

    @Test
    void isShare_metricOfZerosAndOnes_isOne() {
        Source source = new Source.Reported();

        assertThat(List.of(
                        new Metric.Retention("a", source, Window.OPEN, Direction.UP),
                        new Metric.Funnel("a", List.of("x", "y"), Window.OPEN, Direction.UP),
                        new Metric.Proportion("a", source, Window.OPEN, Direction.UP)))
                .allMatch(Baseline::isShare);
        assertThat(List.of(
                        new Metric.ActiveDays("a", source, Window.OPEN, Direction.UP),
                        new Metric.Last("a", source, Window.OPEN, Direction.UP),
                        new Metric.Quantile("a", 0.5, source, Window.OPEN, Direction.UP),
                        new Metric.Ratio("a", source, source, Window.OPEN, Direction.UP)))
                .noneMatch(Baseline::isShare);
    }

    @Test
    void traffic_tableOfUnits_comesInOverTheWindow() {
        DataSource table = new DataSource.Units("users.csv", null, "group", Map.of(), DataSource.Missing.NONE);

        Traffic traffic = Traffic.of(
                        Trial.halves().data(table).pinned().experiment(),
                        List.of(Trial.Look.at(1)
                                .arm("control", "nights", 1_400, 1, 1.0)
                                .measurement()))
                .orElseThrow();

        assertThat(traffic).isEqualTo(Traffic.constant(100));
    }

    @Test
    void of_metricWithoutVariance_isNotKnown() {
        Trial.Look look = Trial.Look.at(14).arm("control", "nights", 100, 1, 0.0);

        assertThat(Baselines.of(Trial.halves().pinned(), look.measurement())).isEmpty();
        assertThat(Baselines.of(Trial.halves().pinned(), Trial.Look.at(14).measurement()))
                .isEmpty();
    }

    @Test
    void traffic_looksOfAnExperiment_followsTheirUnits() {
        Traffic traffic = Traffic.of(
                        Trial.halves().pinned().experiment(),
                        Stream.of(2, 4, 8)
                                .map(day -> Trial.Look.at(day)
                                        .arm("control", "nights", (long) (100 * Math.sqrt(day)), 1, 1.0)
                                        .measurement())
                                .toList())
                .orElseThrow();

        assertThat(traffic.exponent()).isCloseTo(0.5, within(0.01));
        assertThat(traffic.units(32)).isCloseTo(100 * Math.sqrt(32), within(5.0));
        assertThat(traffic.days(traffic.units(20))).isCloseTo(20, within(1e-9));
        assertThat(Traffic.of(Trial.halves().pinned().experiment(), List.of())).isEmpty();
    }

    @Test
    void traffic_cumulativeDays_leavesEmptyOnesOut() {
        assertThat(Traffic.fitted(List.of(0L, 200L, 300L)).orElseThrow()).isEqualTo(Traffic.constant(100));
        assertThat(Traffic.fitted(List.of(0L, 0L))).isEmpty();
        assertThat(Traffic.constant(10).times(0.5)).isEqualTo(Traffic.constant(5));
    }
}
