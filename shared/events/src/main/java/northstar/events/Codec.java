package northstar.events;

import java.util.List;
import java.util.SortedMap;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.Permutation;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.Segment;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;

/**
 * The JSON form of one structure: reading is strict, writing is canonical (equal values give equal text).
 *
 * <p>Codecs are reached by the methods of this class, so that a function loads those alone that it uses. Immutable and
 * thread-safe.
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
        JsonOut out = new JsonOut();
        encode(out, value);
        return out.text();
    }

    /**
     * Returns the structure that the JSON holds.
     *
     * @throws MalformedInputException if the text is anything else
     */
    public final T read(String json) {
        return Node.root("$", JsonTree.parse(bounded(json))).as(this::decode);
    }

    /**
     * Returns the structure that the JSON holds.
     *
     * @param utf8 the text in UTF-8
     * @throws MalformedInputException if the text is anything else
     */
    public final T read(byte[] utf8) {
        return read(Utf8.text(utf8));
    }

    abstract T decode(Node node);

    abstract void encode(JsonOut out, T value);

    /** Returns the text if it is not too large to be read. */
    String bounded(String json) {
        return Limits.bounded("text", json, Limits.STORED, "");
    }

    /** Returns the codec of EventBridge envelopes. */
    public static Codec<Envelope> envelope() {
        return EnvelopeCodec.CODEC;
    }

    /** Returns the codec of a North Star. */
    public static Codec<NorthStar> northStar() {
        return NorthStarCodec.CODEC;
    }

    /** Returns the codec of metrics by key. */
    public static Codec<SortedMap<String, Metric>> metrics() {
        return MetricsCodec.CODEC;
    }

    /** Returns the codec of an experiment. */
    public static Codec<Experiment> experiment() {
        return ExperimentCodec.CODEC;
    }

    /** Returns the codec of an event of an experiment's history. */
    public static Codec<CurrentExperiment.Version> version() {
        return VersionCodec.CODEC;
    }

    /** Returns the codec of an experiment as its events leave it. */
    public static Codec<CurrentExperiment> currentExperiment() {
        return CurrentExperimentCodec.CODEC;
    }

    /** Returns the codec of an experiment with its pinned metrics. */
    public static Codec<PinnedExperiment> pinnedExperiment() {
        return PinnedExperimentCodec.CODEC;
    }

    /** Returns the codec of the numbers of one checkpoint, as they also lie in a file of the bucket. */
    public static Codec<AggregateReport> aggregateReport() {
        return AggregateReportCodec.CODEC;
    }

    /** Returns the codec of exact sums. */
    public static Codec<PowerSums> powerSums() {
        return PowerSumsCodec.CODEC;
    }

    /** Returns the codec of one variant's moments. */
    public static Codec<Moments> moments() {
        return MomentsCodec.CODEC;
    }

    /** Returns the codec of what is seen of units that are not mature. */
    public static Codec<List<Immature>> preview() {
        return PreviewCodec.CODEC;
    }

    /** Returns the codec of what units say where their moments cannot tell. */
    public static Codec<List<Permutation>> permutations() {
        return PermutationsCodec.CODEC;
    }

    /** Returns the codec of moments by segment and variant. */
    public static Codec<SortedMap<Segment, SortedMap<String, Moments>>> segments() {
        return SegmentsCodec.CODEC;
    }

    /** Returns the codec of what one look sees. */
    public static Codec<Measurement> measurement() {
        return MeasurementCodec.CODEC;
    }

    /** Returns the codec of the result of one look. */
    public static Codec<Evaluation> evaluation() {
        return EvaluationCodec.CODEC;
    }

    /** Returns the codec of what sequential tests carry from look to look. */
    public static Codec<SequentialState> sequentialState() {
        return SequentialStateCodec.CODEC;
    }

    /** Returns the codec of what the ranking needs of one variant. */
    public static Codec<VariantResult> variantResult() {
        return VariantResultCodec.CODEC;
    }

    /** Returns the codec of whether a feature is out. */
    public static Codec<FeatureState> featureState() {
        return FeatureStateCodec.CODEC;
    }

    /** Returns the codec of a ranking. */
    public static Codec<Ranking> ranking() {
        return RankingCodec.CODEC;
    }
}
