package northstar.cli.programme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Segment;
import northstar.domain.ranking.VariantResult;
import northstar.evaluation.Evaluator;
import northstar.evaluation.NorthStarResults;

/**
 * An experiment with all of its looks so far.
 *
 * @param pinned the experiment with its metrics
 * @param measurements what the looks saw, in time order, at least one
 * @param looks what came of them, one for each
 */
public record ExperimentRun(PinnedExperiment pinned, List<Measurement> measurements, List<EvaluatedLook> looks) {
    public ExperimentRun {
        measurements = List.copyOf(measurements);
        looks = List.copyOf(looks);
    }

    /** Returns the result of the last look. */
    public Evaluation last() {
        return looks.getLast().evaluation();
    }

    /** Returns what the last look tells the ranking. */
    public List<VariantResult> results() {
        return NorthStarResults.of(pinned, measurements.getLast(), last());
    }

    /** Returns the effects that the last look finds in each segment, in the order of the segments. */
    public SequencedMap<Segment, List<Effect>> segments() {
        SequencedMap<Segment, List<Effect>> segments = new LinkedHashMap<>();
        for (Segment segment : measurements.getLast().segments().keySet()) {
            segments.put(segment, Evaluator.segment(pinned, measurements.getLast(), segment));
        }
        return segments;
    }
}
