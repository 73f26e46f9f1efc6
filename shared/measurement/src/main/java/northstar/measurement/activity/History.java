package northstar.measurement.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;

/**
 * What units did before an experiment, measured by its rules as if they had taken part in it: each from the first thing on that
 * it did within the time looked at, all in the control.
 *
 * @param from when that time begins
 * @param to when it ends, exclusive
 * @param measurement what the final look would have seen
 * @param units different units after one day, two days and so on
 */
public record History(Instant from, Instant to, Measurement measurement, List<Long> units) {
    /** So many days are looked at if the lake has them; weekdays count alike then. */
    private static final int MOST_DAYS = 28;

    private static final int LEAST_DAYS = 7;

    public History {
        units = List.copyOf(units);
    }

    /**
     * Returns an experiment in the past, after whose windows there are data and before whose lookback there are too.
     *
     * @param first where the lake begins
     * @param until where it ends
     * @return empty if less than a week would be left
     */
    static Optional<PinnedExperiment> past(PinnedExperiment pinned, Instant first, Instant until) {
        Experiment experiment = pinned.experiment();
        ZoneId zone = experiment.timeZone();
        boolean isOpen = false;
        Duration longest = Duration.ZERO;
        for (Metric metric : pinned.metrics().values()) {
            Duration to = metric.window().to();
            isOpen |= to == null;
            longest = to != null && to.compareTo(longest) > 0 ? to : longest;
        }
        long days = MOST_DAYS;
        if (isOpen) {
            // What runs up to the end of the experiment is to run as long here.
            days = Math.max(
                    1, Duration.between(experiment.start(), experiment.end()).toDays());
        }
        Duration lookback =
                experiment.analysis().covariates() instanceof Covariates.Lookback back ? back.length() : Duration.ZERO;
        LocalDate end = LocalDate.ofInstant(until.minus(longest), zone);
        LocalDate earliest =
                LocalDate.ofInstant(first.plus(lookback).minusNanos(1), zone).plusDays(1);
        LocalDate start = end.minusDays(days);
        if (start.isBefore(earliest)) {
            start = earliest;
        }
        if (start.plusDays(Math.min(days, LEAST_DAYS)).isAfter(end)) {
            return Optional.empty();
        }
        return Optional.of(moved(
                pinned,
                start.atStartOfDay(zone).toInstant(),
                end.atStartOfDay(zone).toInstant()));
    }

    private static PinnedExperiment moved(PinnedExperiment pinned, Instant start, Instant end) {
        Experiment of = pinned.experiment();
        Experiment past = new Experiment(
                of.key(),
                of.feature(),
                of.notes(),
                of.unit(),
                of.variants(),
                start,
                end,
                of.lateness(),
                of.timeZone(),
                of.northStar(),
                of.indicators(),
                of.guardrails(),
                of.exploratory(),
                List.of(),
                of.smallestWorthwhile(),
                of.analysis(),
                of.allocation(),
                of.effort(),
                of.replicates(),
                of.unitsPerYear(),
                of.data());
        return new PinnedExperiment(
                new CurrentExperiment(past, pinned.current().version(), start, null),
                pinned.northStar(),
                pinned.metrics(),
                pinned.hash());
    }
}
