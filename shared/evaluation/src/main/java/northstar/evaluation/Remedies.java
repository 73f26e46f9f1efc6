package northstar.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect.Role;
import northstar.evaluation.ExperimentPlan.Remedy;
import northstar.evaluation.ExperimentPlan.Remedy.Kind;
import northstar.statistics.Split;

/** What can be done where the longest duration does not bring enough units (METHODS 12.2). */
final class Remedies {
    /** More than that of the variance is hardly ever explained by what was before. */
    private static final double MOST_EXPLAINED = 0.7;

    /** Nobody plans for larger relative effects, or accepts larger margins. */
    private static final double MOST_HOPED = 0.5;

    private static final double SLACK = 1e-6;

    private final Experiment experiment;
    private final Split split;
    private final double available;

    /**
     * Looks for remedies.
     *
     * @param available units that come in at most
     */
    Remedies(PinnedExperiment pinned, Split split, double available) {
        this.experiment = pinned.experiment();
        this.split = split;
        this.available = available;
    }

    List<Remedy> of(List<MetricPlan> metrics) {
        Optional<MetricPlan> binding =
                metrics.stream().filter(MetricPlan::decides).max(Comparator.comparingDouble(MetricPlan::units));
        return binding.map(metric -> of(metric, metrics)).orElse(List.of());
    }

    private List<Remedy> of(MetricPlan binding, List<MetricPlan> metrics) {
        String key = binding.metric();
        double factor = binding.units() / available;
        List<Remedy> remedies = new ArrayList<>();
        if (experiment.allocation() < 1) {
            remedies.add(new Remedy(Kind.RAISE_ALLOCATION, key, Math.min(1, experiment.allocation() * factor)));
        }
        double even = binding.units() * evenCost();
        if (even < binding.units() * (1 - SLACK)) {
            remedies.add(new Remedy(Kind.SPLIT_EVENLY, key, even));
        }
        double explained = 1 - (1 - binding.baseline().explained()) / factor;
        if (binding.baseline().explained() == 0 && explained > 0 && explained <= MOST_EXPLAINED) {
            remedies.add(new Remedy(Kind.ADJUST, key, explained));
        }
        remedies.add(new Remedy(Kind.TRIGGER, key, 0));
        remedies.add(new Remedy(Kind.MORE_TRAFFIC, key, factor));
        for (MetricPlan metric : metrics) {
            MetricPlan.Reach reach = metric.planned();
            Double smallest = reach == null ? null : reach.smallest();
            if (metric.decides() && smallest != null && smallest <= MOST_HOPED && metric.units() > available) {
                remedies.add(new Remedy(Kind.LARGER_EFFECT, metric.metric(), smallest));
            }
        }
        metrics.stream()
                .filter(metric -> metric.role() == Role.INDICATOR && metric.units() <= available)
                .min(Comparator.comparingDouble(MetricPlan::units))
                .ifPresent(metric -> remedies.add(new Remedy(Kind.INDICATOR, metric.metric(), metric.units())));
        remedies.add(new Remedy(Kind.PROJECT, key, 0));
        return List.copyOf(remedies);
    }

    /** Returns the units that an even split takes, as a share of those that this one takes. */
    private double evenCost() {
        double equal = experiment.variants().size();
        return 2 * equal / (1 / split.control() + 1 / split.treatment());
    }
}
