package northstar.events;

import java.util.SortedMap;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;

/**
 * The JSON form of one structure: reading is strict, writing is canonical (equal values give equal text).
 *
 * <p>Immutable and thread-safe.
 *
 * @param <T> the structure
 */
public abstract class Codec<T> {
    Codec() {}

    /**
     * Returns the structure's canonical JSON.
     *
     * @throws IllegalArgumentException if a number is not finite
     */
    public final String write(T value) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the structure that the JSON holds.
     *
     * @throws MalformedInputException if the text is anything else
     */
    public final T read(String json) {
        throw new UnsupportedOperationException();
    }

    private static <T> Codec<T> pending() {
        return new Codec<>() {};
    }

    /** Returns the codec of EventBridge envelopes. */
    public static Codec<Envelope> envelope() {
        return pending();
    }

    /** Returns the codec of a North Star. */
    public static Codec<NorthStar> northStar() {
        return pending();
    }

    /** Returns the codec of metrics by key. */
    public static Codec<SortedMap<String, Metric>> metrics() {
        return pending();
    }

    /** Returns the codec of an experiment. */
    public static Codec<Experiment> experiment() {
        return pending();
    }

    /** Returns the codec of an event of an experiment's history. */
    public static Codec<CurrentExperiment.Version> version() {
        return pending();
    }

    /** Returns the codec of an experiment as its events leave it. */
    public static Codec<CurrentExperiment> currentExperiment() {
        return pending();
    }

    /** Returns the codec of an experiment with its pinned metrics. */
    public static Codec<PinnedExperiment> pinnedExperiment() {
        return pending();
    }

    /** Returns the codec of exact sums. */
    public static Codec<PowerSums> powerSums() {
        return pending();
    }

    /** Returns the codec of one variant's moments. */
    public static Codec<Moments> moments() {
        return pending();
    }

    /** Returns the codec of what one look sees. */
    public static Codec<Measurement> measurement() {
        return pending();
    }

    /** Returns the codec of the result of one look. */
    public static Codec<Evaluation> evaluation() {
        return pending();
    }

    /** Returns the codec of what sequential tests carry from look to look. */
    public static Codec<SequentialState> sequentialState() {
        return pending();
    }

    /** Returns the codec of what the ranking needs of one variant. */
    public static Codec<VariantResult> variantResult() {
        return pending();
    }

    /** Returns the codec of whether a feature is out. */
    public static Codec<FeatureState> featureState() {
        return pending();
    }

    /** Returns the codec of a ranking. */
    public static Codec<Ranking> ranking() {
        return pending();
    }
}
