package northstar.measurement.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import northstar.domain.definition.PinnedExperiment;
import org.jspecify.annotations.Nullable;

/**
 * The times of looks: regular ones from the start on, and one more at last.
 *
 * @param start time from which the regular ones are counted
 * @param period between two regular ones
 * @param regular number of regular ones
 * @param extra a last one after them, or null
 */
record Looks(
        Instant start,
        Duration period,
        int regular,
        @Nullable Instant extra) {
    /** Returns a single look. */
    static Looks single(Instant at) {
        return new Looks(at, Duration.ofDays(1), 0, at);
    }

    /**
     * Returns all looks of an experiment up to a time, that time included (DESIGN 3.5): {@code start + k looks} before the
     * final one, then the final one.
     */
    static Looks until(PinnedExperiment pinned, Instant asOf) {
        Instant start = pinned.experiment().start();
        Duration period = pinned.experiment().analysis().looks();
        Instant last = pinned.finalLook();
        int regular = 0;
        Instant next = start.plus(period);
        while (next.isBefore(last) && !next.isAfter(asOf)) {
            regular++;
            next = next.plus(period);
        }
        return new Looks(start, period, regular, last.isAfter(asOf) ? null : last);
    }

    /** Returns their times in order. */
    List<Instant> times() {
        List<Instant> times = new ArrayList<>();
        for (int k = 1; k <= regular; k++) {
            times.add(start.plus(period.multipliedBy(k)));
        }
        if (extra != null) {
            times.add(extra);
        }
        return List.copyOf(times);
    }
}
