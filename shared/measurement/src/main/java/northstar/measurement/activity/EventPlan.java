package northstar.measurement.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import northstar.domain.Arguments;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Window;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Segment;
import northstar.measurement.MetricPairs;
import northstar.measurement.activity.Variable.After;
import northstar.measurement.activity.Variable.Before;
import northstar.measurement.activity.Variable.Formula;
import org.jspecify.annotations.Nullable;

/**
 * What has to be computed for each unit of an experiment, and what of it each metric consists of.
 *
 * @param variables the numbers of a unit, each once
 * @param metrics the metrics made of them, in the order of the definition
 * @param quantiles the quantile metrics
 * @param pairs metrics whose cross-products are kept
 * @param lookback how far before its exposure a unit's activities are read, in microseconds; 0 if not at all
 * @param segments attributes of the exposure that the units are split by
 * @param inactive place of the variable that tells new units from returning ones, or -1 if they are not told apart
 * @param daily the metrics whose effect is followed over the days since exposure; none but at the final look
 */
record EventPlan(
        List<Variable> variables,
        SequencedMap<String, PlannedMetric> metrics,
        SequencedMap<String, PlannedQuantile> quantiles,
        List<MetricPair> pairs,
        long lookback,
        List<String> segments,
        int inactive,
        SequencedMap<String, PlannedDays> daily) {
    /** How far back a unit must have been seen to be a returning one, where no lookback is stated (METHODS 2.7). */
    private static final Duration USUAL_LOOKBACK = Duration.ofDays(14);

    private static final Duration WEEK = Duration.ofDays(7);

    /** Of the days since exposure (METHODS 11.1: two weeks by default). */
    private static final long MOST_WEEKS = 2;

    private static final int MOST_DAYS_AT_ONCE = 28;

    /**
     * A metric.
     *
     * @param leading places of its value, or of its numerator and denominator
     * @param covariates names and places of what it is adjusted by
     * @param cap the largest value that counts, or null
     * @param to end of its window after exposure, in microseconds; null for the experiment's end
     */
    record PlannedMetric(
            List<Integer> leading,
            SequencedMap<String, Integer> covariates,
            @Nullable Cap cap,
            @Nullable Long to) {}

    /** A quantile metric: the values of the activities that count. */
    record PlannedQuantile(double level, Selection of, String value, After span) {}

    /**
     * What a metric amounts to on each of some days.
     *
     * @param days places of the numbers, from the first day of its window on
     * @param cap the largest value of a day that counts, or null
     * @param to end of the metric's window after exposure, in microseconds
     */
    record PlannedDays(List<Integer> days, @Nullable Cap cap, long to) {}

    /**
     * Returns the plan of a look that is not the final one, or of the final one without its days since exposure.
     *
     * @throws IllegalArgumentException if a metric names a column instead of an event
     */
    static EventPlan of(PinnedExperiment pinned) {
        return new Builder(pinned).build(false);
    }

    /** Returns the plan of the final look. */
    static EventPlan ofFinalLook(PinnedExperiment pinned) {
        return new Builder(pinned).build(true);
    }

    /** Returns what of the final look the days since exposure need, in parts that are small enough to be worked out at once. */
    static List<EventPlan> days(PinnedExperiment pinned) {
        EventPlan whole = ofFinalLook(pinned);
        List<EventPlan> parts = new ArrayList<>();
        SequencedMap<String, PlannedDays> part = new LinkedHashMap<>();
        int numbers = 0;
        for (Map.Entry<String, PlannedDays> days : whole.daily().entrySet()) {
            int more = days.getValue().days().size();
            if (numbers > 0 && numbers + more > MOST_DAYS_AT_ONCE) {
                parts.add(whole.only(part));
                part = new LinkedHashMap<>();
                numbers = 0;
            }
            part.put(days.getKey(), days.getValue());
            numbers += more;
        }
        if (numbers > 0) {
            parts.add(whole.only(part));
        }
        return parts;
    }

    private EventPlan only(SequencedMap<String, PlannedDays> asked) {
        List<Variable> needed = new ArrayList<>();
        SequencedMap<String, PlannedDays> moved = new LinkedHashMap<>();
        asked.forEach((key, days) -> moved.put(
                key,
                new PlannedDays(
                        days.days().stream().map(place -> moved(place, needed)).toList(), days.cap(), days.to())));
        return new EventPlan(
                List.copyOf(needed), new LinkedHashMap<>(), new LinkedHashMap<>(), List.of(), 0, List.of(), -1, moved);
    }

    /** Returns the caps of the metrics that have one. */
    SequencedMap<String, Cap> caps() {
        SequencedMap<String, Cap> caps = new LinkedHashMap<>();
        metrics.forEach((key, metric) -> putIfAny(caps, key, metric.cap()));
        daily.forEach((key, days) -> putIfAny(caps, key, days.cap()));
        return caps;
    }

    private static void putIfAny(Map<String, Cap> caps, String key, @Nullable Cap cap) {
        if (cap != null) {
            caps.put(key, cap);
        }
    }

    static long micros(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** Returns the ends of the windows of all metrics; null stands for the experiment's end. */
    SequencedMap<String, @Nullable Long> windows() {
        SequencedMap<String, @Nullable Long> windows = new LinkedHashMap<>();
        metrics.forEach((key, metric) -> windows.put(key, metric.to()));
        quantiles.forEach((key, quantile) -> windows.put(key, quantile.span().to()));
        daily.forEach((key, days) -> windows.put(key, days.to()));
        return windows;
    }

    /** Returns what of it one metric needs; the numbers of units are the same as in the whole plan. */
    EventPlan only(String key) {
        List<Variable> needed = new ArrayList<>();
        SequencedMap<String, PlannedMetric> metric = new LinkedHashMap<>();
        SequencedMap<String, PlannedQuantile> quantile = new LinkedHashMap<>();
        PlannedMetric known = metrics.get(key);
        PlannedQuantile values = quantiles.get(key);
        if (known != null) {
            List<Integer> leading =
                    known.leading().stream().map(place -> moved(place, needed)).toList();
            SequencedMap<String, Integer> covariates = new LinkedHashMap<>();
            known.covariates().forEach((name, place) -> covariates.put(name, moved(place, needed)));
            metric.put(key, new PlannedMetric(leading, covariates, known.cap(), known.to()));
        }
        if (values != null) {
            quantile.put(key, values);
        }
        return new EventPlan(
                List.copyOf(needed),
                metric,
                quantile,
                List.of(),
                values == null ? lookback : 0,
                List.of(),
                -1,
                new LinkedHashMap<>());
    }

    private int moved(int place, List<Variable> needed) {
        Variable variable = variables.get(place);
        if (!needed.contains(variable)) {
            needed.add(variable);
        }
        return needed.indexOf(variable);
    }

    private static final class Builder {
        private final PinnedExperiment pinned;
        private final SequencedMap<Variable, Integer> variables = new LinkedHashMap<>();
        private final long lookback;

        Builder(PinnedExperiment pinned) {
            this.pinned = pinned;
            lookback = pinned.experiment().analysis().covariates() instanceof Covariates.Lookback before
                    ? micros(before.length())
                    : 0;
        }

        EventPlan build(boolean isFinal) {
            List<String> keys = PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar());
            SequencedMap<String, PlannedMetric> metrics = new LinkedHashMap<>();
            SequencedMap<String, PlannedQuantile> quantiles = new LinkedHashMap<>();
            for (String key : keys) {
                Metric metric = pinned.metric(key);
                if (metric instanceof Metric.Quantile quantile) {
                    quantiles.put(key, quantile(quantile));
                } else {
                    metrics.put(key, planned(metric));
                }
            }
            List<MetricPair> pairs = MetricPairs.of(pinned).stream()
                    .filter(pair -> metrics.containsKey(pair.first()) && metrics.containsKey(pair.second()))
                    .toList();
            List<String> segments = new ArrayList<>(pinned.experiment().segments());
            boolean isNewTold = segments.remove(Segment.NEW_OR_RETURNING);
            long reach = isNewTold && lookback == 0 ? micros(USUAL_LOOKBACK) : lookback;
            int inactive = isNewTold ? variable(new Variable(new Variable.Inactive(), new Before(reach))) : -1;
            SequencedMap<String, PlannedDays> daily = isFinal ? daily() : new LinkedHashMap<>();
            return new EventPlan(
                    List.copyOf(variables.keySet()),
                    metrics,
                    quantiles,
                    pairs,
                    reach,
                    List.copyOf(segments),
                    inactive,
                    daily);
        }

        /** Complete weeks of what the experiment may win: a weekday is no trend. */
        private SequencedMap<String, PlannedDays> daily() {
            SequencedMap<String, PlannedDays> daily = new LinkedHashMap<>();
            List<String> wins = new ArrayList<>(List.of(pinned.northStar().metric()));
            wins.addAll(pinned.experiment().indicators());
            for (String key : wins) {
                Metric metric = pinned.metric(key);
                Formula formula = ofDay(metric);
                Duration to = metric.window().to();
                if (formula == null || to == null) {
                    continue;
                }
                Duration from = metric.window().from();
                int weeks = (int) Math.min(to.minus(from).dividedBy(WEEK), MOST_WEEKS);
                if (weeks > 0) {
                    Cap cap = metric instanceof Metric.Mean mean ? mean.cap() : null;
                    daily.put(key, new PlannedDays(days(formula, from, 7 * weeks), cap, micros(to)));
                }
            }
            return daily;
        }

        private List<Integer> days(Formula formula, Duration from, int count) {
            List<Integer> days = new ArrayList<>();
            for (int day = 0; day < count; day++) {
                long begin = micros(from.plusDays(day));
                days.add(variable(new Variable(formula, new After(begin, begin + micros(Duration.ofDays(1))))));
            }
            return days;
        }

        /** What a unit's day amounts to, or null where the window is more than its days. */
        private static @Nullable Formula ofDay(Metric metric) {
            return switch (metric) {
                case Metric.Mean mean -> {
                    Activities source = activities(mean, mean.source());
                    yield source.aggregate() == Source.Aggregate.SUM || source.aggregate() == Source.Aggregate.COUNT
                            ? number(source)
                            : null;
                }
                case Metric.Proportion share -> any(activities(share, share.source()));
                case Metric.ActiveDays days -> any(activities(days, days.source()));
                case Metric.Retention _, Metric.Funnel _, Metric.Last _, Metric.Ratio _, Metric.Quantile _ -> null;
            };
        }

        private PlannedMetric planned(Metric metric) {
            After span = span(metric.window());
            List<Integer> leading = new ArrayList<>();
            formulas(metric).values().forEach(formula -> leading.add(variable(new Variable(formula, span))));
            SequencedMap<String, Integer> covariates = new LinkedHashMap<>();
            if (lookback > 0) {
                before(metric, covariates);
                Metric northStar = pinned.northStarMetric();
                if (!(northStar instanceof Metric.Quantile)) {
                    before(northStar, covariates);
                }
                covariates.put(
                        "no activity before", variable(new Variable(new Variable.Inactive(), new Before(lookback))));
            }
            Cap cap = metric instanceof Metric.Mean mean ? mean.cap() : null;
            return new PlannedMetric(leading, covariates, cap, span.to());
        }

        private void before(Metric metric, SequencedMap<String, Integer> covariates) {
            formulas(metric)
                    .forEach((name, formula) -> covariates.putIfAbsent(
                            name + " before", variable(new Variable(formula, new Before(lookback)))));
        }

        private int variable(Variable variable) {
            Integer known = variables.putIfAbsent(variable, variables.size());
            return known == null ? variables.size() - 1 : known;
        }

        private static PlannedQuantile quantile(Metric.Quantile metric) {
            Activities source = activities(metric, metric.source());
            String value = source.value();
            if (value == null) {
                throw Arguments.refusal("metrics." + metric.key() + ".value", "absent", "named for a quantile");
            }
            return new PlannedQuantile(metric.level(), Selection.of(source), value, span(metric.window()));
        }

        private static After span(Window window) {
            Duration to = window.to();
            return new After(micros(window.from()), to == null ? null : micros(to));
        }

        /** What a metric is made of, by what it is called. */
        private static Map<String, Formula> formulas(Metric metric) {
            String key = metric.key();
            SequencedMap<String, Formula> formulas = new LinkedHashMap<>();
            switch (metric) {
                case Metric.Mean mean -> formulas.put(key, number(activities(mean, mean.source())));
                case Metric.Proportion share -> formulas.put(key, any(activities(share, share.source())));
                case Metric.Retention back -> formulas.put(key, any(activities(back, back.source())));
                case Metric.ActiveDays days ->
                    formulas.put(key, new Variable.Days(Selection.of(activities(days, days.source()))));
                case Metric.Funnel funnel -> formulas.put(key, new Variable.Steps(funnel.steps()));
                case Metric.Last last -> formulas.put(key, last(last));
                case Metric.Ratio ratio -> {
                    formulas.put(key + " numerator", number(activities(ratio, ratio.numerator())));
                    formulas.put(key + " denominator", number(activities(ratio, ratio.denominator())));
                }
                case Metric.Quantile _ -> throw new IllegalArgumentException("a quantile is no sum");
            }
            return formulas;
        }

        private static Formula any(Activities source) {
            return new Variable.Any(Selection.of(source));
        }

        private static Formula last(Metric.Last last) {
            Activities source = activities(last, last.source());
            String value = source.value();
            if (value == null) {
                throw Arguments.refusal("metrics." + last.key() + ".value", "absent", "named for a state");
            }
            return new Variable.Latest(Selection.of(source), value);
        }

        private static Formula number(Activities source) {
            Selection selection = Selection.of(source);
            String value = source.value();
            return switch (source.aggregate()) {
                case COUNT -> new Variable.Count(selection, value);
                case SUM -> new Variable.Total(selection, valueOf(source));
                case MAX -> new Variable.Largest(selection, valueOf(source));
                case MIN -> new Variable.Smallest(selection, valueOf(source));
                case DISTINCT -> new Variable.Different(selection, valueOf(source));
            };
        }

        private static String valueOf(Activities source) {
            String value = source.value();
            if (value == null) {
                String name = source.aggregate().name().toLowerCase(Locale.ROOT);
                throw Arguments.refusal("aggregate", Arguments.quoted(name), "count where no value is named");
            }
            return value;
        }

        private static Activities activities(Metric metric, Source source) {
            return switch (source) {
                case Activities activities -> activities;
                case Source.Column _, Source.Reported _ ->
                    throw Arguments.refusal(
                            "metrics." + metric.key() + ".event", "absent", "named where the data are events");
            };
        }
    }
}
