package northstar.storage;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;

/**
 * The moments of the days of exposure, per experiment and pinned definition, and the levels that their metrics were fixed at.
 *
 * <p>A cohort is replaced as a whole and read as a whole. Of two writers the last one counts, whatever data it saw: a cohort
 * names what it was made from, so one that is not of today's data is measured again.
 */
public interface CohortStore {
    /**
     * Stores a cohort in place of the one of the same day.
     *
     * @throws IllegalArgumentException if the day's year has not four digits
     */
    void put(String experiment, String definition, CohortMoments cohort);

    /** Returns the cohorts of all days in their order. */
    List<CohortMoments> all(String experiment, String definition);

    /**
     * Fixes levels of metrics that have none yet; those of the others stay as they are.
     *
     * @return the levels of all metrics that are fixed then
     */
    FixedLevels fix(String experiment, String definition, FixedLevels levels);

    /** Returns the levels of all metrics that are fixed. */
    FixedLevels fixed(String experiment, String definition);

    /** Returns the levels that are fixed, with those of metrics that are not fixed yet. */
    static FixedLevels merged(FixedLevels fixed, FixedLevels more) {
        SortedMap<String, List<Double>> levels = new TreeMap<>(more.levels());
        levels.putAll(fixed.levels());
        return new FixedLevels(levels);
    }
}
