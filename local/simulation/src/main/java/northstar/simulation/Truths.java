package northstar.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.DoubleUnaryOperator;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Window;
import northstar.simulation.Expected.ExpectedMetric;
import northstar.simulation.Expected.Truth;
import org.jspecify.annotations.Nullable;

/** What is true of each metric, from the law by which its activities come about. */
final class Truths {
    private static final String SHARED = "shares an event with a metric whose effect reaches it in no closed form";
    private static final String CAPPED = "a cap leaves no closed form";
    private static final String NOVEL = "an effect that fades has no closed form here";
    private static final String OF_VALUE = "its conditions are on its own value";
    private static final String NO_MEAN = "has no closed form";

    private final PinnedExperiment pinned;
    private final LanePlan plan;
    private final Days.Exposures exposures;
    private final Days utc;
    private final Days local;
    private final @Nullable Double novelty;
    private final double busier;

    /**
     * Makes the truths.
     *
     * @param utc the days in UTC
     * @param local the days in the experiment's zone
     * @param busier how much bots raise the mean of what is done
     */
    Truths(
            PinnedExperiment pinned,
            LanePlan plan,
            Days.Exposures exposures,
            Days utc,
            Days local,
            @Nullable Double novelty,
            double busier) {
        this.pinned = pinned;
        this.plan = plan;
        this.exposures = exposures;
        this.utc = utc;
        this.local = local;
        this.novelty = novelty;
        this.busier = busier;
    }

    /** How much of a lane's effect a number shows, or why that is not known. */
    private record Share(double kept, @Nullable String reason) {
        static Share of(double kept) {
            return new Share(kept, null);
        }

        static Share unknown(String reason) {
            return new Share(0, reason);
        }
    }

    /** Returns what is true of each metric, in the order of the definition. */
    SequencedMap<String, ExpectedMetric> all() {
        SequencedMap<String, ExpectedMetric> all = new LinkedHashMap<>();
        for (String key : PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar())) {
            all.put(key, of(pinned.metric(key)));
        }
        return all;
    }

    private ExpectedMetric of(Metric metric) {
        SequencedMap<String, Truth> treatments = new LinkedHashMap<>();
        Experiment experiment = pinned.experiment();
        for (int v = 0; v < experiment.variants().size(); v++) {
            if (!experiment.variants().get(v).control()) {
                treatments.put(experiment.variants().get(v).key(), effect(metric, v));
            }
        }
        return new ExpectedMetric(control(metric), treatments);
    }

    private Truth effect(Metric metric, int variant) {
        boolean isUntouched = LanePlan.events(metric).stream()
                .allMatch(event -> lane(event).effects().get(variant) == 0);
        if (isUntouched) {
            return Truth.of(0);
        }
        if (metric instanceof Metric.Mean mean && mean.cap() != null) {
            return Truth.unknown(CAPPED);
        }
        if (metric instanceof Metric.Ratio ratio) {
            return ratio(metric, ratio, variant);
        }
        Lane lane = lane(LanePlan.events(metric).getLast());
        return truth(share(metric, lane), kept -> kept * lane.effects().get(variant));
    }

    private Truth ratio(Metric metric, Metric.Ratio ratio, int variant) {
        List<Activities> sources = LanePlan.sources(ratio);
        List<Double> factors = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            Activities source = sources.get(side);
            Lane lane = lane(source.event());
            Share share = lane.effects().get(variant) == 0
                    ? Share.of(0)
                    : total(metric, lane, source, ratio.window(), side == 0);
            if (share.reason() != null) {
                return Truth.unknown(share.reason());
            }
            factors.add(1 + share.kept() * lane.effects().get(variant));
        }
        return Truth.of(factors.getFirst() / factors.getLast() - 1);
    }

    private static Truth truth(Share share, DoubleUnaryOperator effect) {
        return share.reason() == null ? Truth.of(effect.applyAsDouble(share.kept())) : Truth.unknown(share.reason());
    }

    private Lane lane(String event) {
        Lane lane = plan.byEvent().get(event);
        if (lane == null) {
            throw new IllegalStateException("an event has no lane");
        }
        return lane;
    }

    private Share share(Metric metric, Lane lane) {
        boolean isOwner = lane.owner().equals(metric.key());
        return switch (metric) {
            case Metric.Mean mean -> total(metric, lane, LanePlan.sources(mean).getFirst(), mean.window(), isOwner);
            case Metric.Proportion share -> once(metric, lane, share.window(), isOwner);
            case Metric.Retention back -> once(metric, lane, back.window(), isOwner);
            case Metric.ActiveDays days -> days(metric, lane, days.window(), isOwner);
            case Metric.Funnel funnel -> steps(funnel, lane, isOwner);
            case Metric.Last _, Metric.Quantile _ -> ofValues(metric, lane, isOwner);
            case Metric.Ratio _ -> throw new IllegalStateException("a ratio has two shares");
        };
    }

    private static boolean isValueFree(Lane lane) {
        return lane instanceof Lane.Rate rate && rate.lever() == Lane.Lever.VALUE;
    }

    private Share once(Metric metric, Lane lane, Window window, boolean isOwner) {
        if (isOwner && lane instanceof Lane.Gate) {
            return Share.of(
                    Days.once(exposures, from(window), to(window), 0, novelty).kept());
        }
        // Values are not what it is about.
        return isValueFree(lane) && metricReadsNoConditionsOnValues(metric) ? Share.of(0) : Share.unknown(SHARED);
    }

    private Share days(Metric metric, Lane lane, Window window, boolean isOwner) {
        if (lane instanceof Lane.Daily && isOwner) {
            return Share.of(
                    local.during(exposures, from(window), to(window), novelty).kept());
        }
        return once(metric, lane, window, isOwner);
    }

    private Share steps(Metric.Funnel funnel, Lane lane, boolean isOwner) {
        boolean isWhole = lane instanceof Lane.Steps steps && !steps.isOwn().contains(false);
        if (!isOwner || !isWhole) {
            boolean valuesOnly = LanePlan.events(funnel).stream()
                    .map(this::lane)
                    .allMatch(each -> !each.hasEffect() || isValueFree(each));
            return valuesOnly ? Share.of(0) : Share.unknown(SHARED);
        }
        double last = (funnel.steps().size() - 1.0) / funnel.steps().size();
        return Share.of(Days.once(exposures, from(funnel.window()), to(funnel.window()), last, novelty)
                .kept());
    }

    private Share ofValues(Metric metric, Lane lane, boolean isOwner) {
        if (!isOwner) {
            return Share.unknown(SHARED);
        }
        if (!metricReadsNoConditionsOnValues(metric)) {
            return Share.unknown(OF_VALUE);
        }
        return isValueFree(lane) && novelty == null ? Share.of(1) : Share.unknown(NOVEL);
    }

    private static boolean metricReadsNoConditionsOnValues(Metric metric) {
        return LanePlan.sources(metric).stream()
                .noneMatch(source -> source.value() != null && source.where().containsKey(source.value()));
    }

    /** What a total of activities shows of the lane's effect. */
    private Share total(Metric metric, Lane lane, Activities source, Window window, boolean isOwner) {
        boolean isFirst = source.occurrence() == Occurrence.FIRST;
        if (isFirst && !isOwner) {
            return Share.unknown(SHARED);
        }
        if (!metricReadsNoConditionsOnValues(metric)) {
            return Share.unknown(OF_VALUE);
        }
        boolean isSum = source.aggregate() == Aggregate.SUM || source.aggregate() == Aggregate.COUNT;
        return switch (lane) {
            case Lane.Rate rate -> rate(rate, source, window, isOwner, isFirst);
            case Lane.Gate _ -> isOwner ? once(metric, lane, window, true) : Share.unknown(SHARED);
            case Lane.Daily _ ->
                isSum
                        ? Share.of(local.during(exposures, from(window), to(window), novelty)
                                .kept())
                        : Share.unknown(SHARED);
            case Lane.Steps _ -> Share.unknown(SHARED);
        };
    }

    private Share rate(Lane.Rate lane, Activities source, Window window, boolean isOwner, boolean isFirst) {
        Aggregate aggregate = source.aggregate();
        boolean isCount = aggregate == Aggregate.COUNT || (aggregate == Aggregate.DISTINCT && isOwner);
        boolean isAdded = isCount || aggregate == Aggregate.SUM;
        double kept = utc.during(exposures, from(window), to(window), novelty).kept();
        return switch (lane.lever()) {
            case RATE -> isAdded && !isFirst ? Share.of(kept) : Share.unknown(SHARED);
            case VALUE -> {
                if (isCount) {
                    yield Share.of(0);
                }
                if (!isOwner && aggregate != Aggregate.SUM) {
                    yield Share.unknown(SHARED);
                }
                if (aggregate == Aggregate.SUM && !isFirst) {
                    yield Share.of(kept);
                }
                yield novelty == null ? Share.of(1) : Share.unknown(NOVEL);
            }
            case MATCH -> {
                if (isOwner && isAdded && !source.where().isEmpty()) {
                    yield Share.of(kept);
                }
                yield source.where().isEmpty() && isAdded ? Share.of(0) : Share.unknown(SHARED);
            }
        };
    }

    private static long from(Window window) {
        return Days.micros(window.from());
    }

    private static @Nullable Long to(Window window) {
        return window.to() == null ? null : (Long) Days.micros(window.to());
    }

    /** What control's true mean is. */
    private Truth control(Metric metric) {
        if (metric instanceof Metric.Mean mean && mean.cap() != null) {
            return Truth.unknown(CAPPED);
        }
        List<Activities> sources = LanePlan.sources(metric);
        boolean isOwner = LanePlan.events(metric).stream()
                .allMatch(event -> lane(event).owner().equals(metric.key()));
        if (!isOwner || !metricReadsNoConditionsOnValues(metric)) {
            return Truth.unknown(NO_MEAN);
        }
        return switch (metric) {
            case Metric.Mean _ -> mean(metric, sources.getFirst(), true);
            case Metric.Ratio ratio -> {
                Truth above = mean(ratio, sources.getFirst(), true);
                Truth below = mean(ratio, sources.getLast(), !isOneEvent(sources));
                Double numerator = above.value();
                Double denominator = below.value();
                yield numerator == null || denominator == null || denominator == 0
                        ? Truth.unknown(NO_MEAN)
                        : Truth.of(numerator / denominator);
            }
            case Metric.Proportion _, Metric.Retention _, Metric.ActiveDays _, Metric.Funnel _ -> share(metric);
            case Metric.Last _, Metric.Quantile _ -> Truth.unknown(NO_MEAN);
        };
    }

    private static boolean isOneEvent(List<Activities> sources) {
        return sources.getFirst().event().equals(sources.getLast().event());
    }

    private Truth mean(Metric metric, Activities source, boolean isFirstToName) {
        if (!(lane(source.event()) instanceof Lane.Rate lane)) {
            return share(metric);
        }
        boolean isCount = source.aggregate() == Aggregate.COUNT || source.aggregate() == Aggregate.DISTINCT;
        if (source.occurrence() == Occurrence.FIRST || (!isCount && source.aggregate() != Aggregate.SUM)) {
            return Truth.unknown(NO_MEAN);
        }
        if (!isFirstToName && !source.where().isEmpty()) {
            return Truth.unknown(NO_MEAN);
        }
        double match = source.where().isEmpty() ? 1 : lane.match();
        double count = lane.perDay()
                * busier
                * match
                * utc.during(exposures, from(metric.window()), to(metric.window()), null)
                        .control();
        return Truth.of(isCount ? count : count * lane.scale());
    }

    private Truth share(Metric metric) {
        Window window = metric.window();
        Lane lane = lane(LanePlan.events(metric).getLast());
        return switch (lane) {
            case Lane.Gate gate ->
                Truth.of(gate.share()
                        * Days.once(exposures, from(window), to(window), 0, null)
                                .control());
            case Lane.Daily daily ->
                Truth.of(daily.share()
                        * local.during(exposures, from(window), to(window), null)
                                .control());
            case Lane.Steps steps ->
                Truth.of(steps.share()
                        * Days.once(exposures, from(window), to(window), 0, null)
                                .control());
            case Lane.Rate _ -> Truth.unknown(NO_MEAN);
        };
    }
}
