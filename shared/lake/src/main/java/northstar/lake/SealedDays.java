package northstar.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;

/** The lake by days, for those who measure. */
public interface SealedDays {
    /** Returns the days on which something of a kind landed, sealed or not. */
    SortedSet<LocalDate> days(Kind kind);

    /**
     * Seals what has landed since, on these days and where it concerns others, and returns them as they are then.
     *
     * @param kind what is asked for
     * @param from first day
     * @param to last day, inclusive
     * @return the days that have something, in order
     */
    List<SealedDay> seal(Kind kind, LocalDate from, LocalDate to);

    /** Returns the lake that the tables lie in. */
    Lake lake();
}
