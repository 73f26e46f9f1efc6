package northstar.evaluation;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment takes and what it can find (METHODS 12).
 *
 * @param experiment key of the experiment
 * @param method how it is tested
 * @param power chance that is planned for to ship a change that is as good as wished
 * @param powerOfEach chance to succeed of each metric that decides, so that all do
 * @param mde relative effect on the North Star Metric that is to be found
 * @param traffic how units come in, or null if that is not known
 * @param schedule how long it takes, or null if the traffic is not known
 * @param metrics the North Star Metric, indicators and guardrails of which enough is known, in this order
 * @param unplanned the others, with the reason
 * @param remedies what can be done if the time is not enough, the most promising first
 */
public record ExperimentPlan(
        String experiment,
        Method method,
        double power,
        double powerOfEach,
        double mde,
        @Nullable Traffic traffic,
        @Nullable Schedule schedule,
        List<MetricPlan> metrics,
        SortedMap<String, Reason> unplanned,
        List<Remedy> remedies) {
    public ExperimentPlan {
        metrics = List.copyOf(metrics);
        unplanned = Collections.unmodifiableSortedMap(new TreeMap<>(unplanned));
        remedies = List.copyOf(remedies);
    }

    /**
     * How long an experiment takes.
     *
     * @param weeks in which units come in
     * @param units that come in
     * @param resultDays days from the start to the final check
     * @param isEnough whether every metric that decides gets what it needs
     */
    public record Schedule(int weeks, double units, double resultDays, boolean isEnough) {}

    /**
     * Something that can be done.
     *
     * @param kind what
     * @param metric the metric that it is about
     * @param value how much of it, see the kind; 0 where there is nothing to say
     */
    public record Remedy(Kind kind, String metric, double value) {
        /** What can be done. */
        public enum Kind {
            /** Let a larger share of the units in: the value is the allocation. */
            RAISE_ALLOCATION,
            /** Split the units evenly: the value is the number that is then needed. */
            SPLIT_EVENLY,
            /** Take out what is known of the units before: the value is the share of the variance that has to be explained. */
            ADJUST,
            /** Take only those in who meet the change. */
            TRIGGER,
            /** Get more units: the value is how many times as many. */
            MORE_TRAFFIC,
            /** Be content with a larger effect or margin: the value is the smallest that the longest duration finds. */
            LARGER_EFFECT,
            /** Judge by a leading indicator, the metric: the value is the number of units that it needs. */
            INDICATOR,
            /** Do not measure it directly; project it from the leading indicators. */
            PROJECT
        }
    }

    /** Returns the metric that decides on the size: of those that a win needs, the one that needs most. */
    public Optional<MetricPlan> binding() {
        return metrics.stream().filter(MetricPlan::decides).max(Comparator.comparingDouble(MetricPlan::units));
    }
}
