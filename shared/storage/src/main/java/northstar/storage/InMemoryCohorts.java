package northstar.storage;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Arguments;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;

/** Cohorts in memory. Thread-safe. */
final class InMemoryCohorts implements CohortStore {
    private final Map<Series, SortedMap<LocalDate, CohortMoments>> cohorts = new HashMap<>();
    private final Map<Series, FixedLevels> levels = new HashMap<>();

    @Override
    public synchronized void put(String experiment, String definition, CohortMoments cohort) {
        if (cohort.day().getYear() < 0 || cohort.day().getYear() > 9999) {
            throw Arguments.refusal("day", cohort.day(), "in the years 0 to 9999");
        }
        cohorts.computeIfAbsent(new Series(experiment, definition), _ -> new TreeMap<>())
                .put(cohort.day(), cohort);
    }

    @Override
    public synchronized List<CohortMoments> all(String experiment, String definition) {
        return List.copyOf(cohorts.getOrDefault(new Series(experiment, definition), new TreeMap<>())
                .values());
    }

    @Override
    public synchronized FixedLevels fix(String experiment, String definition, FixedLevels more) {
        FixedLevels merged = CohortStore.merged(fixed(experiment, definition), more);
        levels.put(new Series(experiment, definition), merged);
        return merged;
    }

    @Override
    public synchronized FixedLevels fixed(String experiment, String definition) {
        return levels.getOrDefault(new Series(experiment, definition), FixedLevels.NONE);
    }

    private record Series(String experiment, String definition) {}
}
