package northstar.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import northstar.domain.Arguments;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;

/**
 * How the activities of an experiment come about. Each event has one lane: the first metric that names it decides which.
 *
 * @param lanes the lanes, in the order of their numbers
 * @param byEvent the lane of each event
 * @param forms what each event carries
 * @param effects by metric, the effect by place of the variant
 */
record LanePlan(
        List<Lane> lanes,
        SequencedMap<String, Lane> byEvent,
        Map<String, EventForm> forms,
        Map<String, List<Double>> effects) {
    private static final double SHARE = 0.3;
    private static final double DAILY_SHARE = 0.25;
    private static final double MATCH = 0.8;
    private static final double HALF = 0.5;
    private static final double AMOUNT = 20;
    private static final double MILLISECONDS = 800;
    private static final double STATE = 10;

    /** How far a unit's own propensity is above the average at most. */
    private static final double LIVELIEST = 1.75;

    /**
     * Returns the plan of an experiment.
     *
     * @throws IllegalArgumentException if a metric names no event, or an effect is of no metric, or of one that cannot have it
     */
    static LanePlan of(PinnedExperiment pinned, List<SimulationOptions.TrueEffect> effects) {
        return new Builder(pinned, effects).build();
    }

    /** Returns the activities that a metric is made of; a funnel's steps are told by their names. */
    static List<Activities> sources(Metric metric) {
        return switch (metric) {
            case Metric.Mean mean -> List.of(activities(metric, mean.source()));
            case Metric.Proportion share -> List.of(activities(metric, share.source()));
            case Metric.Retention back -> List.of(activities(metric, back.source()));
            case Metric.ActiveDays days -> List.of(activities(metric, days.source()));
            case Metric.Last last -> List.of(activities(metric, last.source()));
            case Metric.Quantile quantile -> List.of(activities(metric, quantile.source()));
            case Metric.Ratio ratio ->
                List.of(activities(metric, ratio.numerator()), activities(metric, ratio.denominator()));
            case Metric.Funnel _ -> List.of();
        };
    }

    /** Returns the events that a metric is made of. */
    static List<String> events(Metric metric) {
        return metric instanceof Metric.Funnel funnel
                ? funnel.steps().stream().distinct().toList()
                : sources(metric).stream().map(Activities::event).distinct().toList();
    }

    private static Activities activities(Metric metric, Source source) {
        return switch (source) {
            case Activities activities -> activities;
            case Source.Column _, Source.Reported _ ->
                throw Arguments.refusal(
                        "metrics." + metric.key() + ".event", "absent", "named where the data are events");
        };
    }

    /** How far back activities are wanted. */
    static Duration lookback(Experiment experiment) {
        return switch (experiment.analysis().covariates()) {
            case Covariates.Lookback before -> before.length();
            case Covariates.None _, Covariates.Columns _ -> Duration.ZERO;
        };
    }

    private static final class Builder {
        private final PinnedExperiment pinned;
        private final Map<String, List<Double>> effects = new LinkedHashMap<>();
        private final List<Lane> lanes = new ArrayList<>();
        private final SequencedMap<String, Lane> byEvent = new LinkedHashMap<>();
        private final Map<String, EventForm> forms = new LinkedHashMap<>();

        Builder(PinnedExperiment pinned, List<SimulationOptions.TrueEffect> asked) {
            this.pinned = pinned;
            List<Variant> variants = pinned.experiment().variants();
            for (SimulationOptions.TrueEffect effect : asked) {
                if (!pinned.metrics().containsKey(effect.metric())) {
                    continue;
                }
                List<Double> values = effects.computeIfAbsent(
                        effect.metric(), _ -> new ArrayList<>(Collections.nCopies(variants.size(), 0.0)));
                for (int v = 0; v < variants.size(); v++) {
                    Variant variant = variants.get(v);
                    boolean isMeant = effect.variant() == null
                            ? !variant.control()
                            : effect.variant().equals(variant.key());
                    if (isMeant && variant.control()) {
                        throw Arguments.refusal("effect of " + effect.metric(), variant.key(), "of a treatment");
                    }
                    if (isMeant) {
                        values.set(v, effect.value());
                    }
                }
            }
        }

        LanePlan build() {
            for (String key : PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar())) {
                Metric metric = pinned.metric(key);
                List<String> unknown = events(metric).stream()
                        .filter(event -> !byEvent.containsKey(event))
                        .toList();
                if (!unknown.isEmpty()) {
                    open(metric, unknown);
                }
                Lane lane = byEvent.get(leading(metric));
                if (effects(key).stream().anyMatch(effect -> effect != 0)
                        && (lane == null || !lane.owner().equals(key))) {
                    throw Arguments.refusal(
                            "effect of " + key,
                            effects(key),
                            "of a metric that is the first to name its event (" + leading(metric) + " belongs to "
                                    + (lane == null ? "none" : lane.owner()) + ")");
                }
                describe(metric);
            }
            return new LanePlan(List.copyOf(lanes), byEvent, forms, effects);
        }

        private static String leading(Metric metric) {
            List<String> events = events(metric);
            return metric instanceof Metric.Funnel ? events.getLast() : events.getFirst();
        }

        private List<Double> effects(String key) {
            return effects.getOrDefault(
                    key, Collections.nCopies(pinned.experiment().variants().size(), 0.0));
        }

        private void describe(Metric metric) {
            sources(metric)
                    .forEach(source -> forms.computeIfAbsent(source.event(), _ -> new EventForm())
                            .add(source));
            if (metric instanceof Metric.Funnel funnel) {
                funnel.steps()
                        .forEach(step -> forms.computeIfAbsent(step, _ -> new EventForm())
                                .addStep());
            }
        }

        private void put(String event, Lane lane) {
            lanes.add(lane);
            byEvent.put(event, lane);
        }

        private void open(Metric metric, List<String> unknown) {
            String key = metric.key();
            List<Double> own = effects(key);
            switch (metric) {
                case Metric.Mean mean -> mean(mean, activities(metric, mean.source()));
                case Metric.Proportion share -> gate(share, activities(metric, share.source()));
                case Metric.Retention back -> gate(back, activities(metric, back.source()));
                case Metric.ActiveDays days -> days(days, activities(metric, days.source()));
                case Metric.Last last ->
                    rate(key, activities(metric, last.source()), 0.15, STATE, Lane.Lever.VALUE, own);
                case Metric.Quantile quantile ->
                    rate(key, activities(metric, quantile.source()), 1, MILLISECONDS, Lane.Lever.VALUE, own);
                case Metric.Ratio ratio -> ratio(ratio, own);
                case Metric.Funnel funnel -> {
                    List<Boolean> isOwn =
                            funnel.steps().stream().map(unknown::contains).toList();
                    double share = share(SHARE, own, 1);
                    Lane lane = new Lane.Steps(lanes.size(), key, funnel.steps(), isOwn, share, funnel.window(), own);
                    lanes.add(lane);
                    unknown.forEach(event -> byEvent.put(event, lane));
                }
            }
        }

        private void mean(Metric.Mean mean, Activities source) {
            boolean isCount = source.aggregate() == Aggregate.COUNT || source.aggregate() == Aggregate.DISTINCT;
            if (isCount && source.occurrence() == Occurrence.FIRST) {
                gate(mean, source);
            } else {
                rate(
                        mean.key(),
                        source,
                        HALF,
                        AMOUNT,
                        isCount ? Lane.Lever.RATE : Lane.Lever.VALUE,
                        effects(mean.key()));
            }
        }

        private void days(Metric.ActiveDays days, Activities source) {
            if (source.occurrence() == Occurrence.FIRST) {
                gate(days, source);
            } else {
                List<Double> own = effects(days.key());
                put(
                        source.event(),
                        new Lane.Daily(
                                lanes.size(),
                                days.key(),
                                source.event(),
                                share(DAILY_SHARE, own, Days.busiest()),
                                own));
            }
        }

        private void ratio(Metric.Ratio ratio, List<Double> own) {
            Activities above = activities(ratio, ratio.numerator());
            Activities below = activities(ratio, ratio.denominator());
            boolean isOneEvent = above.event().equals(below.event());
            boolean isCount = above.aggregate() == Aggregate.COUNT || above.aggregate() == Aggregate.DISTINCT;
            if (!byEvent.containsKey(above.event())) {
                Lane.Lever lever =
                        isOneEvent && isCount ? Lane.Lever.MATCH : isCount ? Lane.Lever.RATE : Lane.Lever.VALUE;
                rate(ratio.key(), above, HALF, AMOUNT, lever, own);
            }
            if (!byEvent.containsKey(below.event())) {
                List<Double> none = Collections.nCopies(own.size(), 0.0);
                rate(ratio.key(), below, 1, AMOUNT, Lane.Lever.VALUE, none);
            }
        }

        private void rate(
                String key, Activities source, double perDay, double scale, Lane.Lever lever, List<Double> own) {
            double match = lever == Lane.Lever.MATCH ? Math.min(HALF, 1 / (1 + largest(own))) : MATCH;
            boolean isAfterOnly = source.occurrence() == Occurrence.FIRST;
            put(
                    source.event(),
                    new Lane.Rate(lanes.size(), key, source.event(), perDay, scale, match, lever, own, isAfterOnly));
        }

        private void gate(Metric metric, Activities source) {
            List<Double> own = effects(metric.key());
            boolean isAfterOnly = source.occurrence() == Occurrence.FIRST;
            Window window = metric.window();
            put(
                    source.event(),
                    new Lane.Gate(
                            lanes.size(),
                            metric.key(),
                            source.event(),
                            share(SHARE, own, 1),
                            window,
                            own,
                            isAfterOnly));
        }

        private static double largest(List<Double> effects) {
            return effects.stream().mapToDouble(Double::doubleValue).reduce(0, Math::max);
        }

        /** A share that stays one for the liveliest unit with the largest effect. */
        private static double share(double usual, List<Double> effects, double busiest) {
            return Math.min(usual, 1 / (LIVELIEST * busiest * (1 + largest(effects))));
        }
    }
}
