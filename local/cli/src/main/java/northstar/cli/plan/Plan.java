package northstar.cli.plan;

import java.util.List;
import northstar.evaluation.ExperimentPlan;
import northstar.evaluation.RunOutlook;

/**
 * A plan, with what it is made from and what is likely to become of the experiment if it runs.
 *
 * @param data what it is made from
 * @param plan what the experiment takes
 * @param outlooks of the treatments, none if it does not run
 */
public record Plan(PlanData data, ExperimentPlan plan, List<RunOutlook> outlooks) {
    public Plan {
        outlooks = List.copyOf(outlooks);
    }
}
