package northstar.measurement.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.lake.Kind;

/**
 * The days (UTC) of the lake that the looks of an experiment read.
 *
 * @param from first day
 * @param to last day, inclusive
 */
public record DaysRead(LocalDate from, LocalDate to) {
    /**
     * Returns the days on which what landed may change the measurement of some look.
     *
     * @throws IllegalArgumentException if a metric names no event
     */
    public static DaysRead of(PinnedExperiment pinned, Kind kind) {
        Experiment experiment = pinned.experiment();
        return switch (kind) {
            // Units that were exposed before the start are counted.
            case EXPOSURES -> new DaysRead(LocalDate.MIN, day(experiment.end()));
            case ACTIVITIES -> {
                EventPlan plan = EventPlan.of(pinned);
                boolean isOpen = new UnitValues(plan, experiment.timeZone(), EventPlan.micros(experiment.end()))
                        .readsAllHistory();
                Instant first = experiment.start().minus(plan.lookback(), ChronoUnit.MICROS);
                yield new DaysRead(isOpen ? LocalDate.MIN : day(first), day(pinned.finalLook()));
            }
        };
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Returns whether one of them may be among days of which the first and the last are known. */
    public boolean meet(List<LocalDate> days) {
        return !days.isEmpty()
                && !days.stream().min(LocalDate::compareTo).orElseThrow().isAfter(to)
                && !days.stream().max(LocalDate::compareTo).orElseThrow().isBefore(from);
    }
}
