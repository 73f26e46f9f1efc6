package northstar.measurement.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import northstar.domain.definition.Variant;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.QuantileSums;
import northstar.domain.moments.Segment;
import northstar.measurement.activity.MomentSums.Part;

/**
 * The moments of parts of cohorts, to be put together for any look.
 *
 * @param plan what was computed
 * @param cohorts the days
 * @param variants the experiment's variants in order
 * @param fixedAt the look from which on a metric has its cap or its thresholds, where that is one of these looks
 * @param byPart moments of the units of a variant in a cohort that crossed after so many looks, or never
 * @param bySegment the same for the units of each segment
 */
record Parts(
        EventPlan plan,
        Cohorts cohorts,
        List<Variant> variants,
        Map<String, Integer> fixedAt,
        Map<Part, Moments> byPart,
        SortedMap<Segment, Map<Part, Moments>> bySegment) {
    /** An attribute with more values in a cohort tells units rather than segments apart; it is left out there. */
    private static final int MAX_VALUES = 50;

    /** Returns the keys of the metrics that a cohort is mature for. */
    List<String> mature(int cohort, Instant at) {
        List<String> keys = new ArrayList<>();
        plan.windows().forEach((key, to) -> {
            if (!cohorts.maturity(cohort, to).isAfter(at)) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** Returns what a cohort's mature metrics are at a look, by variant; units that had crossed by then are left out. */
    SortedMap<String, Moments> of(int cohort, Instant at, int look) {
        return of(byPart, cohort, at, look);
    }

    /** Returns the same for the units of each segment that the cohort has. */
    SortedMap<Segment, SortedMap<String, Moments>> segments(int cohort, Instant at, int look) {
        SortedMap<Segment, SortedMap<String, Moments>> segments = new TreeMap<>();
        bySegment.forEach((segment, parts) -> {
            if (parts.keySet().stream().anyMatch(part -> part.cohort() == cohort)) {
                segments.put(segment, of(parts, cohort, at, look));
            }
        });
        Map<String, Long> values =
                segments.keySet().stream().collect(Collectors.groupingBy(Segment::attribute, Collectors.counting()));
        segments.keySet().removeIf(segment -> values.getOrDefault(segment.attribute(), 0L) > MAX_VALUES);
        return segments;
    }

    private SortedMap<String, Moments> of(Map<Part, Moments> parts, int cohort, Instant at, int look) {
        List<String> mature = new ArrayList<>(mature(cohort, at));
        mature.removeIf(key -> fixedAt.getOrDefault(key, 0) > look);
        SortedMap<String, Moments> moments = new TreeMap<>();
        parts.forEach((part, sums) -> {
            Integer crossed = part.looks();
            if (part.cohort() == cohort && (crossed == null || crossed > look)) {
                moments.merge(variants.get(part.variant()).key(), only(sums, mature), Moments::plus);
            }
        });
        return moments;
    }

    /** Returns the moments of these metrics and of their pairs. */
    private static Moments only(Moments moments, Collection<String> keys) {
        SortedMap<String, MetricMoments> metrics = new TreeMap<>(moments.metrics());
        metrics.keySet().retainAll(keys);
        SortedMap<MetricPair, PowerSums> crosses = new TreeMap<>(moments.crosses());
        crosses.keySet().removeIf(pair -> !keys.contains(pair.first()) || !keys.contains(pair.second()));
        SortedMap<String, QuantileSums> quantiles = new TreeMap<>(moments.quantiles());
        quantiles.keySet().retainAll(keys);
        SortedMap<String, PowerSums> daily = new TreeMap<>(moments.daily());
        daily.keySet().retainAll(keys);
        return new Moments(moments.units(), metrics, crosses, quantiles, daily);
    }

    /** Returns the sum of cohorts, by variant. */
    static SortedMap<String, Moments> sum(Collection<SortedMap<String, Moments>> cohorts) {
        SortedMap<String, Moments> all = new TreeMap<>();
        cohorts.forEach(cohort -> cohort.forEach((variant, moments) -> all.merge(variant, moments, Moments::plus)));
        return all;
    }

    /** Returns the sum of cohorts, by segment; an attribute that a cohort is not split by is left out of the whole. */
    static SortedMap<Segment, SortedMap<String, Moments>> sumOfSegments(
            Collection<SortedMap<Segment, SortedMap<String, Moments>>> cohorts) {
        SortedMap<Segment, SortedMap<String, Moments>> all = new TreeMap<>();
        for (SortedMap<Segment, SortedMap<String, Moments>> cohort : cohorts) {
            cohort.forEach(
                    (segment, moments) -> all.merge(segment, moments, (known, added) -> sum(List.of(known, added))));
        }
        all.keySet()
                .removeIf(segment -> cohorts.stream()
                        .anyMatch(cohort -> cohort.keySet().stream()
                                .noneMatch(known -> known.attribute().equals(segment.attribute()))));
        return all;
    }
}
