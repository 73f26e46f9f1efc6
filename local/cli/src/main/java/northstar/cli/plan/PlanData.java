package northstar.cli.plan;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.cli.programme.ExperimentRun;
import northstar.domain.definition.PinnedExperiment;
import northstar.evaluation.Baseline;
import northstar.evaluation.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is made from.
 *
 * @param pinned the experiment with its metrics
 * @param origin where it comes from, as people read it
 * @param baselines what the metrics are like, by their keys
 * @param traffic how units come into the experiment, or null if nobody knows
 * @param run the experiment itself with its looks so far, or null if it has none
 * @param notes what should be mended in the definition
 */
public record PlanData(
        PinnedExperiment pinned,
        String origin,
        SortedMap<String, Baseline> baselines,
        @Nullable Traffic traffic,
        @Nullable ExperimentRun run,
        List<String> notes) {
    public PlanData {
        notes = List.copyOf(notes);
        baselines = Collections.unmodifiableSortedMap(new TreeMap<>(baselines));
    }

    /** Returns this with other baselines. */
    public PlanData with(SortedMap<String, Baseline> others) {
        return new PlanData(pinned, origin, others, traffic, run, notes);
    }

    /** Returns this with other traffic. */
    public PlanData with(Traffic other) {
        return new PlanData(pinned, origin, baselines, other, run, notes);
    }
}
