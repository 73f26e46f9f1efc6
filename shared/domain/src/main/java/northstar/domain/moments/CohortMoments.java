package northstar.domain.moments;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Arguments;

/**
 * What is kept of the units first exposed on one day, so that they are not measured again.
 *
 * @param day the day of exposure, in the experiment's time zone
 * @param inputs hash of all that it was measured from; another hash re-opens it
 * @param metrics keys of the metrics that it is mature for, in alphabetical order; only these are kept
 * @param variants moments by variant key, without the units that met two variants
 * @param segments the same for the units of each segment
 */
public record CohortMoments(
        LocalDate day,
        String inputs,
        List<String> metrics,
        SortedMap<String, Moments> variants,
        SortedMap<Segment, SortedMap<String, Moments>> segments) {
    public CohortMoments {
        metrics = Arguments.distinct("metrics", metrics).stream().sorted().toList();
        variants = Collections.unmodifiableSortedMap(new TreeMap<>(variants));
        segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    }

    /** Creates the moments of a cohort that is not split. */
    public CohortMoments(LocalDate day, String inputs, List<String> metrics, SortedMap<String, Moments> variants) {
        this(day, inputs, metrics, variants, new TreeMap<>());
    }
}
