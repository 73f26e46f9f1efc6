package northstar.domain.moments;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Arguments;

/**
 * What one look sees: the moments of every variant, all cohorts put together.
 *
 * @param experiment key of the experiment
 * @param at the look's time, which is its key
 * @param definition hash of the pinned metrics and North Star that were measured
 * @param variants moments by variant key; a variant without units may be missing
 * @param multiplyExposedUnits units that met two variants and were excluded
 * @param engine what did the sums: {@code duckdb} or {@code reported}
 * @param earlyExposedUnits units with an exposure before the start
 * @param preview what is seen of units that are not mature
 * @param segments moments by variant key for the units of each segment
 * @param permutations what the units themselves say where their moments cannot tell, by metric and treatment
 */
public record Measurement(
        String experiment,
        Instant at,
        String definition,
        SortedMap<String, Moments> variants,
        long multiplyExposedUnits,
        String engine,
        long earlyExposedUnits,
        List<Immature> preview,
        SortedMap<Segment, SortedMap<String, Moments>> segments,
        List<Permutation> permutations) {
    public Measurement {
        Arguments.key("experiment", experiment);
        variants = Collections.unmodifiableSortedMap(new TreeMap<>(variants));
        Arguments.notNegative("multiplyExposedUnits", multiplyExposedUnits);
        Arguments.notNegative("earlyExposedUnits", earlyExposedUnits);
        preview = List.copyOf(preview);
        segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
        permutations = List.copyOf(permutations);
    }

    /** Creates a measurement of units that were not permuted. */
    public Measurement(
            String experiment,
            Instant at,
            String definition,
            SortedMap<String, Moments> variants,
            long multiplyExposedUnits,
            String engine,
            long earlyExposedUnits,
            List<Immature> preview,
            SortedMap<Segment, SortedMap<String, Moments>> segments) {
        this(
                experiment,
                at,
                definition,
                variants,
                multiplyExposedUnits,
                engine,
                earlyExposedUnits,
                preview,
                segments,
                List.of());
    }

    /** Creates a measurement of units that are not split. */
    public Measurement(
            String experiment,
            Instant at,
            String definition,
            SortedMap<String, Moments> variants,
            long multiplyExposedUnits,
            String engine,
            long earlyExposedUnits,
            List<Immature> preview) {
        this(
                experiment,
                at,
                definition,
                variants,
                multiplyExposedUnits,
                engine,
                earlyExposedUnits,
                preview,
                new TreeMap<>());
    }

    /** Creates a measurement of units that are all mature, none of them exposed early. */
    public Measurement(
            String experiment,
            Instant at,
            String definition,
            SortedMap<String, Moments> variants,
            long multiplyExposedUnits,
            String engine) {
        this(experiment, at, definition, variants, multiplyExposedUnits, engine, 0, List.of());
    }

    /** Returns a copy with these moments. */
    public Measurement withVariants(SortedMap<String, Moments> others) {
        return new Measurement(
                experiment,
                at,
                definition,
                others,
                multiplyExposedUnits,
                engine,
                earlyExposedUnits,
                preview,
                segments,
                permutations);
    }

    /** Returns a copy with what the units themselves say. */
    public Measurement withPermutations(List<Permutation> found) {
        return new Measurement(
                experiment,
                at,
                definition,
                variants,
                multiplyExposedUnits,
                engine,
                earlyExposedUnits,
                preview,
                segments,
                found);
    }

    /** Returns what the units of a treatment and of control say about a metric; empty if they were not asked. */
    public Optional<Permutation> permutation(String metric, String variant) {
        return permutations.stream()
                .filter(found ->
                        found.metric().equals(metric) && found.variant().equals(variant))
                .findFirst();
    }

    /** Returns the units of all variants together, without those that met two. */
    public long units() {
        return variants.values().stream().mapToLong(Moments::units).sum();
    }

    /** Returns what the look sees of a segment's units alone. */
    public Measurement of(Segment segment) {
        return new Measurement(experiment, at, definition, segments.getOrDefault(segment, new TreeMap<>()), 0, engine);
    }
}
