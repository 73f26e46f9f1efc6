package northstar.domain.moments;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Arguments;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import org.jspecify.annotations.Nullable;

/**
 * Cumulative per-variant numbers that a warehouse has computed for one checkpoint.
 *
 * @param experiment key of the experiment
 * @param at the checkpoint's time
 * @param rows at most one per variant and metric
 */
public record AggregateReport(String experiment, Instant at, List<Row> rows) {
    /** The engine that a measurement made from a report names. */
    public static final String ENGINE = "reported";

    public AggregateReport {
        Arguments.key("experiment", experiment);
        rows = List.copyOf(rows);
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!seen.add(List.of(row.variant(), row.metric()))) {
                throw Arguments.refusal(
                        "rows[" + i + "]", Arguments.quoted(row.variant() + "/" + row.metric()), "reported only once");
            }
        }
    }

    /**
     * One variant's numbers of one metric.
     *
     * @param variant key of the variant
     * @param metric key of the metric
     * @param n units so far
     * @param mean mean per unit
     * @param variance unbiased variance per unit (divisor n - 1), at least 0, or null if unknown
     * @param m3 third central moment (divisor n), or null if unknown
     */
    public record Row(
            String variant,
            String metric,
            long n,
            BigDecimal mean,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal m3) {
        /** Decimals longer than this come from no warehouse and would make the sums slow. */
        private static final int MAX_DIGITS = 60;

        public Row {
            Arguments.key("variant", variant);
            Arguments.key("metric", metric);
            Arguments.notNegative("n", n);
            bounded("mean", mean);
            if (variance != null) {
                bounded("variance", variance);
                if (variance.signum() < 0) {
                    throw Arguments.refusal("variance", variance, "at least 0");
                }
            }
            if (m3 != null) {
                bounded("m3", m3);
            }
        }

        private static void bounded(String name, BigDecimal value) {
            if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > 400) {
                throw Arguments.refusal(
                        name, Arguments.quoted(value), "a decimal of at most " + MAX_DIGITS + " digits");
            }
            Arguments.finite(name, value.doubleValue());
        }
    }

    /**
     * Returns the measurement that the report stands for.
     *
     * @throws IllegalArgumentException if a row names a variant that the experiment does not have, or a metric that it
     *     does not use
     */
    public Measurement measured(PinnedExperiment pinned) {
        Set<String> variants = new HashSet<>();
        pinned.experiment().variants().stream().map(Variant::key).forEach(variants::add);
        SortedMap<String, SortedMap<String, MetricMoments>> metrics = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (!variants.contains(row.variant())) {
                throw Arguments.refusal(
                        "rows[" + i + "].variant", Arguments.quoted(row.variant()), "one of the experiment's variants");
            }
            if (!pinned.metrics().containsKey(row.metric())) {
                throw Arguments.refusal(
                        "rows[" + i + "].metric", Arguments.quoted(row.metric()), "a metric that the experiment uses");
            }
            PowerSums sums = PowerSums.ofReported(row.n(), row.mean(), row.variance(), row.m3());
            metrics.computeIfAbsent(row.variant(), _ -> new TreeMap<>())
                    .put(row.metric(), new MetricMoments(sums, List.of(), 0));
        }
        SortedMap<String, Moments> moments = new TreeMap<>();
        metrics.forEach((variant, byMetric) -> moments.put(variant, Moments.of(units(byMetric), byMetric)));
        return new Measurement(experiment, at, pinned.hash(), moments, 0, ENGINE);
    }

    private static long units(Map<String, MetricMoments> metrics) {
        return metrics.values().stream()
                .mapToLong(metric -> metric.sums().n())
                .max()
                .orElse(0);
    }
}
