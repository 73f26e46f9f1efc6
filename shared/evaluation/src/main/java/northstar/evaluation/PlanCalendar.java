package northstar.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import northstar.domain.definition.CurrentExperiment.FormerEnd;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import org.jspecify.annotations.Nullable;

/**
 * How much of an experiment's plan has passed for a metric: mature cohort days divided by all cohort days (METHODS 3.3).
 *
 * <p>Where the end has moved, what had passed by then stays, and the rest of the time runs over the days that were left. It
 * depends on the definition's history and the calendar alone, so a look that comes late gets the time it would have had.
 */
final class PlanCalendar {
    private final Experiment experiment;
    private final List<FormerEnd> formerEnds;

    PlanCalendar(PinnedExperiment pinned) {
        this.experiment = pinned.experiment();
        this.formerEnds = pinned.current().formerEnds();
    }

    /** Returns the end that was planned first. */
    Instant firstEnd() {
        return formerEnds.isEmpty() ? experiment.end() : formerEnds.getFirst().end();
    }

    /**
     * Returns the share of the plan that has passed at a look.
     *
     * @param to end of the metric's window after exposure, or null for the experiment's end
     * @return in [0, 1]
     */
    double passed(Instant at, @Nullable Duration to) {
        double share = 0;
        double before = 0;
        Instant end = experiment.end();
        for (FormerEnd former : formerEnds) {
            if (former.until().isAfter(at)) {
                end = former.end();
                break;
            }
            double days = days(former.until(), former.end(), to);
            share = onwards(share, before, days, all(former.end()));
            before = days;
        }
        return onwards(share, before, days(at, end, to), all(end));
    }

    private static double onwards(double share, double before, double days, double all) {
        return all > before ? share + (1 - share) * Math.clamp((days - before) / (all - before), 0.0, 1.0) : 1;
    }

    /** Returns the days of exposure whose units are mature; of reported numbers, all days that are over. */
    private double days(Instant at, Instant end, @Nullable Duration to) {
        if (!(experiment.data() instanceof DataSource.Events)) {
            return elapsed(at.isBefore(end) ? at : end);
        }
        if (to == null) {
            return at.isBefore(end) ? 0 : all(end);
        }
        ZoneId zone = experiment.timeZone();
        LocalDate first = LocalDate.ofInstant(experiment.start(), zone);
        Instant reached = at.minus(to);
        if (!reached.isBefore(end)) {
            return all(end);
        }
        LocalDate open = LocalDate.ofInstant(reached, zone);
        return Math.max(0, ChronoUnit.DAYS.between(first, open));
    }

    private double all(Instant end) {
        if (!(experiment.data() instanceof DataSource.Events)) {
            return elapsed(end);
        }
        ZoneId zone = experiment.timeZone();
        LocalDate first = LocalDate.ofInstant(experiment.start(), zone);
        LocalDate last = LocalDate.ofInstant(end.minusNanos(1), zone);
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    private double elapsed(Instant at) {
        return Math.max(0, Duration.between(experiment.start(), at).toMillis());
    }
}
