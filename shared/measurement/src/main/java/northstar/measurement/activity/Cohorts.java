package northstar.measurement.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import northstar.domain.definition.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * The days of a test window, numbered from 0: whoever was first exposed on one of them is its cohort.
 *
 * @param zone what a day is
 * @param first the first day
 * @param count how many there are
 * @param end the test window's end
 */
record Cohorts(ZoneId zone, LocalDate first, int count, Instant end) {
    static Cohorts of(Experiment experiment) {
        ZoneId zone = experiment.timeZone();
        LocalDate first = LocalDate.ofInstant(experiment.start(), zone);
        LocalDate last = LocalDate.ofInstant(experiment.end().minusNanos(1), zone);
        return new Cohorts(zone, first, (int) ChronoUnit.DAYS.between(first, last) + 1, experiment.end());
    }

    LocalDate day(int cohort) {
        return first.plusDays(cohort);
    }

    /** Returns the number of the cohort of a day. */
    int place(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(first, day);
    }

    /** Returns the earliest instant at which one of the cohort may be exposed, for a cohort that is not cut by the start. */
    Instant begin(int cohort) {
        return day(cohort).atStartOfDay(zone).toInstant();
    }

    /** Returns the instant before which all of the cohort are exposed. */
    Instant close(int cohort) {
        Instant midnight = day(cohort).plusDays(1).atStartOfDay(zone).toInstant();
        return midnight.isBefore(end) ? midnight : end;
    }

    /**
     * Returns when the cohort is mature for a metric (METHODS 0.2a).
     *
     * @param to end of the metric's window in microseconds after exposure; null for the experiment's end
     */
    Instant maturity(int cohort, @Nullable Long to) {
        return to == null ? end : close(cohort).plus(to, ChronoUnit.MICROS);
    }

    /** Returns when the cohort is mature for all of these windows. */
    Instant maturity(int cohort, Collection<@Nullable Long> windows) {
        Instant latest = close(cohort);
        for (Long to : windows) {
            Instant maturity = maturity(cohort, to);
            latest = maturity.isAfter(latest) ? maturity : latest;
        }
        return latest;
    }
}
