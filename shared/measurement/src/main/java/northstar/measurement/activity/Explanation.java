package northstar.measurement.activity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Metric;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import org.jspecify.annotations.Nullable;

/**
 * How one metric of an experiment came about at a look: the SQL that ran, who is in, who is not and why, and the sums.
 *
 * @param metric the metric
 * @param at the look's time
 * @param statements the SQL in the order in which it ran; files are named by their pattern in the lake
 * @param units units that are in, by variant, mature or not
 * @param crossed units that met two variants before their cohort was mature for all metrics, and are out
 * @param early units that are in and were exposed before the start too
 * @param unknown exposures to variants that the definition does not name
 * @param cap what is cut, or null if nothing is or not yet
 * @param isPending whether the metric waits for its cap or its thresholds to be fixed
 * @param cohorts days of first exposure in order
 * @param mature the sums over all mature cohorts, by variant
 * @param exposures the days of exposures that were read
 * @param activities the days of activities that were read
 */
public record Explanation(
        Metric metric,
        Instant at,
        List<Statement> statements,
        SortedMap<String, Long> units,
        long crossed,
        long early,
        List<Unknown> unknown,
        @Nullable CapInForce cap,
        boolean isPending,
        List<Cohort> cohorts,
        SortedMap<String, Moments> mature,
        DaysRead exposures,
        DaysRead activities) {
    public Explanation {
        statements = List.copyOf(statements);
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        unknown = List.copyOf(unknown);
        cohorts = List.copyOf(cohorts);
        mature = Collections.unmodifiableSortedMap(new TreeMap<>(mature));
    }

    /**
     * A statement.
     *
     * @param purpose what it is for, in a few words
     * @param sql its text, over several lines
     */
    public record Statement(String purpose, String sql) {}

    /**
     * A variant that the definition does not name.
     *
     * @param variant its key
     * @param exposures in the test window
     * @param units of how many units
     */
    public record Unknown(String variant, long exposures, long units) {}

    /**
     * A cap.
     *
     * @param value the largest value that counts
     * @param above mature units whose value was cut to it, by variant
     */
    public record CapInForce(double value, SortedMap<String, Long> above) {
        public CapInForce {
            above = Collections.unmodifiableSortedMap(new TreeMap<>(above));
        }
    }

    /**
     * The units first exposed on one day.
     *
     * @param day in the experiment's time zone
     * @param isMature whether it is mature for the metric
     * @param units by variant, without those that are out
     * @param levels mean, share or ratio by variant; none before it is mature, nor for a quantile
     */
    public record Cohort(
            LocalDate day, boolean isMature, SortedMap<String, Long> units, SortedMap<String, Double> levels) {
        public Cohort {
            units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
            levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
        }

        /** Returns the number of its units. */
        public long size() {
            return units.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Days (UTC) of the lake, as their manifests tell them.
     *
     * @param days how many
     * @param rows what they hold
     * @param duplicates what said the same again and was left out
     * @param conflicts what said something else under an id that was taken, and was left out
     */
    public record DaysRead(long days, long rows, long duplicates, long conflicts) {}

    /** Returns the mean, or the ratio of the totals; null if the denominator is 0. */
    public static @Nullable Double level(MetricMoments moments) {
        BigDecimal above = moments.sums().values().getFirst();
        BigDecimal below = moments.leading() == 2
                ? moments.sums().values().get(1)
                : BigDecimal.valueOf(moments.sums().n());
        return below.signum() == 0
                ? null
                : above.divide(below, MathContext.DECIMAL128).doubleValue();
    }
}
