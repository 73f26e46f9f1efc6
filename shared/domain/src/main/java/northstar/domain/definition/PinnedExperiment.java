package northstar.domain.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Arguments;

/**
 * An experiment with the North Star and the metrics that it keeps from its start: all that measuring and evaluating need.
 *
 * @param current the definition in force
 * @param northStar the North Star that it serves
 * @param metrics the metrics that it uses, by key
 * @param hash hash of the North Star and the metrics; part of the key of its moments
 */
public record PinnedExperiment(
        CurrentExperiment current, NorthStar northStar, SortedMap<String, Metric> metrics, String hash) {
    public PinnedExperiment {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        for (String key : metricKeys(current.experiment(), northStar)) {
            if (!metrics.containsKey(key)) {
                throw Arguments.refusal("metric " + Arguments.quoted(key), "absent", "defined");
            }
        }
    }

    /**
     * Returns the keys of the metrics that an experiment needs: the North Star's, its indicators, guardrails of its own
     * and inherited ones, exploratory; in that order, each once.
     */
    public static List<String> metricKeys(Experiment experiment, NorthStar northStar) {
        List<String> keys = new ArrayList<>();
        keys.add(northStar.metric());
        keys.addAll(experiment.indicators());
        guardrails(experiment, northStar).forEach(guardrail -> keys.add(guardrail.metric()));
        keys.addAll(experiment.exploratory());
        return keys.stream().distinct().toList();
    }

    private static List<Guardrail> guardrails(Experiment experiment, NorthStar northStar) {
        List<Guardrail> all = new ArrayList<>(experiment.guardrails());
        List<String> own = all.stream().map(Guardrail::metric).toList();
        northStar.guardrails().stream()
                .filter(guardrail -> !own.contains(guardrail.metric()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** Returns the experiment itself. */
    public Experiment experiment() {
        return current.experiment();
    }

    /** Returns its guardrails: its own, then those inherited from the North Star that it does not state itself. */
    public List<Guardrail> guardrails() {
        return guardrails(experiment(), northStar);
    }

    /** Returns the North Star Metric. */
    public Metric northStarMetric() {
        return metric(northStar.metric());
    }

    /**
     * Returns a metric that the experiment uses.
     *
     * @throws IllegalArgumentException if it does not use it
     */
    public Metric metric(String key) {
        Metric metric = metrics.get(key);
        if (metric == null) {
            throw Arguments.refusal(
                    "metric",
                    Arguments.quoted(key),
                    "used by experiment " + experiment().key());
        }
        return metric;
    }

    /**
     * Returns the time of the final look: {@code end} for tables, which are taken as complete; for events {@code end} +
     * the longest window + {@code lateness}.
     */
    public Instant finalLook() {
        Experiment experiment = experiment();
        return switch (experiment.data()) {
            case DataSource.Units _, DataSource.Aggregates _ -> experiment.end();
            case DataSource.Events _ -> experiment.end().plus(longestWindow()).plus(experiment.lateness());
        };
    }

    /** Returns whether a look at this time is final: nothing more is to come. */
    public boolean isFinal(Instant at) {
        return !at.isBefore(finalLook());
    }

    private Duration longestWindow() {
        Duration longest = Duration.ZERO;
        for (Metric metric : metrics.values()) {
            Duration to = metric.window().to();
            if (to != null && to.compareTo(longest) > 0) {
                longest = to;
            }
        }
        return longest;
    }
}
