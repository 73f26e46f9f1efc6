package northstar.measurement.activity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.QuantileSums;
import northstar.domain.moments.Segment;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.jspecify.annotations.Nullable;

/**
 * Measures a look unit by unit, activity by activity, in plain Java: METHODS 0.2a read anew, with nothing of what makes the SQL.
 */
final class Oracle {
    private final PinnedExperiment pinned;
    private final Experiment experiment;
    private final ZoneId zone;
    private final OracleValues numbers;
    private final List<Exposure> exposures;
    private final List<String> keys;

    Oracle(PinnedExperiment pinned, List<Exposure> exposures, List<Activity> activities) {
        this.pinned = pinned;
        experiment = pinned.experiment();
        zone = experiment.timeZone();
        this.exposures = exposures;
        numbers = new OracleValues(experiment, activities);
        keys = PinnedExperiment.metricKeys(experiment, pinned.northStar());
    }

    /** A unit of the experiment. */
    private record Unit(
            String id,
            String variant,
            Instant at,
            LocalDate day,
            @Nullable Instant crossed,
            @Nullable String attributes) {}

    Measurement look(Instant at, List<Instant> looks) {
        List<Unit> units = units(at);
        SortedMap<String, Moments> variants = new TreeMap<>();
        long crossed = 0;
        for (Unit unit : units) {
            if (isCrossed(unit, at)) {
                crossed++;
            } else {
                variants.merge(unit.variant(), Moments.of(1, Map.of()), Moments::plus);
            }
        }
        Map<String, Double> caps = caps(looks.subList(0, looks.indexOf(at) + 1));
        Map<String, List<Double>> thresholds = thresholds(looks.subList(0, looks.indexOf(at) + 1));
        Map<LocalDate, List<Unit>> cohorts = new TreeMap<>();
        units.forEach(unit ->
                cohorts.computeIfAbsent(unit.day(), _ -> new ArrayList<>()).add(unit));
        cohorts.forEach((day, cohort) -> {
            for (String variant : List.copyOf(variants.keySet())) {
                Moments moments = moments(day, cohort, variant, at, caps, thresholds, _ -> true);
                variants.merge(
                        variant,
                        new Moments(0, moments.metrics(), moments.crosses(), moments.quantiles()),
                        Moments::plus);
            }
        });
        return new Measurement(
                experiment.key(),
                at,
                pinned.hash(),
                variants,
                crossed,
                "duckdb",
                early(units),
                List.of(),
                segments(cohorts, at, caps));
    }

    /** The units of each segment have the places of their whole cohort; quantiles are not split. */
    private SortedMap<Segment, SortedMap<String, Moments>> segments(
            Map<LocalDate, List<Unit>> cohorts, Instant at, Map<String, Double> caps) {
        SortedMap<Segment, SortedMap<String, Moments>> segments = new TreeMap<>();
        cohorts.forEach((day, cohort) -> {
            if (keys.stream().noneMatch(key -> isMature(day, key, at))) {
                return;
            }
            for (String attribute : experiment.segments()) {
                for (String value : cohort.stream()
                        .map(unit -> segment(unit, attribute))
                        .distinct()
                        .toList()) {
                    SortedMap<String, Moments> own =
                            segments.computeIfAbsent(new Segment(attribute, value), _ -> new TreeMap<>());
                    for (var variant : experiment.variants()) {
                        Moments moments = moments(
                                day,
                                cohort,
                                variant.key(),
                                at,
                                caps,
                                Map.of(),
                                unit -> segment(unit, attribute).equals(value));
                        if (moments.units() > 0) {
                            own.merge(variant.key(), moments, Moments::plus);
                        }
                    }
                }
            }
        });
        return segments;
    }

    private String segment(Unit unit, String attribute) {
        if (attribute.equals(Segment.NEW_OR_RETURNING)) {
            Duration back = experiment.analysis().covariates() instanceof Covariates.Lookback lookback
                    ? lookback.length()
                    : Duration.ofDays(14);
            boolean isSeen = numbers.of(unit.id()).stream()
                    .anyMatch(row -> row.at().isBefore(unit.at())
                            && !row.at().isBefore(unit.at().minus(back)));
            return isSeen ? "returning" : "new";
        }
        String value = OracleValues.member(unit.attributes(), attribute);
        return value == null ? "(none)" : value;
    }

    private long early(List<Unit> units) {
        return units.stream()
                .filter(unit -> exposures.stream()
                        .anyMatch(row -> row.experiment().equals(experiment.key())
                                && row.unit().equals(unit.id())
                                && row.at().isBefore(experiment.start())))
                .count();
    }

    private List<Unit> units(Instant until) {
        Map<String, List<Exposure>> byUnit = new TreeMap<>();
        for (Exposure row : exposures) {
            if (row.experiment().equals(experiment.key())
                    && !row.at().isBefore(experiment.start())
                    && row.at().isBefore(experiment.end())
                    && row.at().isBefore(until)) {
                byUnit.computeIfAbsent(row.unit(), _ -> new ArrayList<>()).add(row);
            }
        }
        List<Unit> units = new ArrayList<>();
        byUnit.forEach((id, rows) -> {
            rows.sort(Comparator.comparing(Exposure::at).thenComparing(Exposure::variant));
            Exposure first = rows.getFirst();
            boolean isKnown =
                    experiment.variants().stream().anyMatch(v -> v.key().equals(first.variant()));
            if (isKnown) {
                Instant crossed = rows.stream()
                        .filter(row -> !row.variant().equals(first.variant()))
                        .map(Exposure::at)
                        .findFirst()
                        .orElse(null);
                units.add(new Unit(
                        id,
                        first.variant(),
                        first.at(),
                        LocalDate.ofInstant(first.at(), zone),
                        crossed,
                        first.attributes()));
            }
        });
        return units;
    }

    private Instant close(LocalDate day) {
        Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
        return midnight.isBefore(experiment.end()) ? midnight : experiment.end();
    }

    private Instant maturity(LocalDate day, Metric metric) {
        Duration to = metric.window().to();
        return to == null ? experiment.end() : close(day).plus(to);
    }

    private boolean isCrossed(Unit unit, Instant at) {
        Instant mature = keys.stream()
                .map(key -> maturity(unit.day(), pinned.metric(key)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return unit.crossed() != null
                && unit.crossed().isBefore(mature)
                && !unit.crossed().isAfter(at)
                && unit.crossed().isBefore(at);
    }

    private boolean isMature(LocalDate day, String key, Instant at) {
        return !maturity(day, pinned.metric(key)).isAfter(at);
    }

    /** The values of a cohort's units: what they do and what they did before, capped. */
    private Moments moments(
            LocalDate day,
            List<Unit> cohort,
            String variant,
            Instant at,
            Map<String, Double> caps,
            Map<String, List<Double>> thresholds,
            Predicate<Unit> isIn) {
        SortedMap<String, MetricMoments> metrics = new TreeMap<>();
        SortedMap<MetricPair, PowerSums> crosses = new TreeMap<>();
        SortedMap<String, QuantileSums> quantiles = new TreeMap<>();
        List<Unit> counted = cohort.stream()
                .filter(unit -> unit.variant().equals(variant) && !isCrossed(unit, at) && isIn.test(unit))
                .toList();
        if (counted.isEmpty()) {
            return new Moments(0, metrics, crosses, quantiles);
        }
        Map<String, Map<Unit, double[]>> leading = new LinkedHashMap<>();
        for (String key : keys) {
            Metric metric = pinned.metric(key);
            if (!isMature(day, key, at)) {
                continue;
            }
            if (metric instanceof Metric.Quantile quantile) {
                if (thresholds.containsKey(key)) {
                    quantiles.put(key, quantileSums(counted, quantile, thresholds.get(key)));
                }
                continue;
            }
            if (isPending(metric, caps)) {
                continue;
            }
            Map<Unit, double[]> own = new HashMap<>();
            Map<Unit, double[]> all = new HashMap<>();
            SequencedMap<String, Integer> names = new LinkedHashMap<>();
            for (Unit unit : cohort) {
                own.put(unit, capped(after(metric, unit), metric, caps));
                all.put(unit, joined(own.get(unit), before(metric, unit, names)));
            }
            leading.put(key, own);
            int width = own.values().iterator().next().length;
            metrics.put(key, new MetricMoments(sums(cohort, counted, all, width), List.copyOf(names.keySet()), 0));
        }
        for (MetricPair pair : pairs(leading.keySet())) {
            Map<Unit, double[]> both = new HashMap<>();
            for (Unit unit : cohort) {
                both.put(
                        unit,
                        joined(
                                leading.get(pair.first()).get(unit),
                                leading.get(pair.second()).get(unit)));
            }
            crosses.put(pair, sums(cohort, counted, both, 0));
        }
        return new Moments(counted.size(), metrics, crosses, quantiles);
    }

    private List<MetricPair> pairs(Iterable<String> measured) {
        List<String> all = new ArrayList<>();
        measured.forEach(all::add);
        List<MetricPair> pairs = new ArrayList<>();
        for (String one : all) {
            for (String other : all) {
                boolean isKept = one.equals(pinned.northStar().metric())
                        || (experiment.indicators().contains(one)
                                && experiment.indicators().contains(other));
                if (!one.equals(other) && isKept && !pairs.contains(MetricPair.of(one, other))) {
                    pairs.add(MetricPair.of(one, other));
                }
            }
        }
        return pairs;
    }

    private static double[] joined(double[] first, double[] second) {
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static PowerSums sums(List<Unit> cohort, List<Unit> counted, Map<Unit, double[]> values, int leading) {
        int width = values.get(cohort.getFirst()).length;
        List<BigDecimal> first = new ArrayList<>();
        List<BigDecimal> second = new ArrayList<>();
        for (int a = 0; a < width; a++) {
            first.add(sum(cohort, counted, values, a));
            for (int b = a; b < width; b++) {
                second.add(sum(cohort, counted, values, a, b));
            }
        }
        List<BigDecimal> third = switch (leading) {
            case 1 -> List.of(sum(cohort, counted, values, 0, 0, 0));
            case 2 ->
                List.of(
                        sum(cohort, counted, values, 0, 0, 0),
                        sum(cohort, counted, values, 0, 0, 1),
                        sum(cohort, counted, values, 0, 1, 1),
                        sum(cohort, counted, values, 1, 1, 1));
            default -> null;
        };
        return new PowerSums(counted.size(), first, second, third);
    }

    /** Doubles rounded to the places that the cohort's size and its largest values leave; whole numbers as they are. */
    private static BigDecimal sum(List<Unit> cohort, List<Unit> counted, Map<Unit, double[]> values, int... factors) {
        BigDecimal magnitude = BigDecimal.ONE;
        boolean isWhole = true;
        for (int factor : factors) {
            double largest = 0;
            for (Unit unit : cohort) {
                double value = values.get(unit)[factor];
                largest = Math.max(largest, Math.abs(value));
                isWhole &= value == Math.rint(value);
            }
            magnitude = magnitude.multiply(new BigDecimal(largest));
        }
        boolean isExact = isWhole && magnitude.doubleValue() <= 0x1p53;
        int places = isExact ? 0 : places(magnitude.multiply(BigDecimal.valueOf(cohort.size())));
        double power = Double.parseDouble("1e" + places);
        BigDecimal sum = BigDecimal.ZERO;
        for (Unit unit : counted) {
            double product = values.get(unit)[factors[0]];
            for (int f = 1; f < factors.length; f++) {
                product *= values.get(unit)[factors[f]];
            }
            sum = sum.add(new BigDecimal(product * power).setScale(0, RoundingMode.HALF_UP));
        }
        return sum.movePointLeft(places);
    }

    private static int places(BigDecimal bound) {
        for (int places = 37; places > 0; places--) {
            if (bound.movePointRight(places).compareTo(BigDecimal.TEN.pow(37)) <= 0) {
                return places;
            }
        }
        return 0;
    }

    private static boolean isPending(Metric metric, Map<String, Double> caps) {
        return metric instanceof Metric.Mean mean
                && mean.cap() instanceof Cap.Quantile
                && !caps.containsKey(metric.key());
    }

    private static double[] capped(double[] values, Metric metric, Map<String, Double> caps) {
        if (metric instanceof Metric.Mean mean && mean.cap() instanceof Cap.Value cap) {
            return new double[] {Math.min(values[0], cap.value())};
        }
        Double cap = caps.get(metric.key());
        return cap == null ? values : new double[] {Math.min(values[0], cap)};
    }

    private Map<String, Double> caps(List<Instant> looks) {
        Map<String, Double> caps = new HashMap<>();
        for (String key : keys) {
            if (pinned.metric(key) instanceof Metric.Mean mean && mean.cap() instanceof Cap.Quantile cap) {
                Instant fixing = fixing(key, looks);
                if (fixing != null) {
                    double[] values = matureUnits(key, fixing).stream()
                            .mapToDouble(unit -> after(mean, unit)[0])
                            .filter(value -> !cap.nonZeroOnly() || value != 0)
                            .sorted()
                            .toArray();
                    if (values.length > 0) {
                        caps.put(key, OracleValues.typeSeven(values, cap.level()));
                    }
                }
            }
        }
        return caps;
    }

    private Map<String, List<Double>> thresholds(List<Instant> looks) {
        Map<String, List<Double>> all = new HashMap<>();
        for (String key : keys) {
            if (pinned.metric(key) instanceof Metric.Quantile quantile) {
                Instant fixing = fixing(key, looks);
                if (fixing != null) {
                    double[] values = matureUnits(key, fixing).stream()
                            .flatMap(unit -> numbers.values(quantile, unit.id(), isAfter(quantile, unit)).stream())
                            .mapToDouble(value -> value)
                            .sorted()
                            .toArray();
                    if (values.length > 0) {
                        all.put(key, OracleValues.grid(values, quantile.level()));
                    }
                }
            }
        }
        return all;
    }

    private @Nullable Instant fixing(String key, List<Instant> looks) {
        for (Instant look : looks) {
            List<Unit> mature = matureUnits(key, look);
            boolean isEnough = experiment.variants().stream()
                    .allMatch(variant -> mature.stream()
                                    .filter(unit -> unit.variant().equals(variant.key()))
                                    .count()
                            >= 1_000);
            boolean hasMature = units(look).stream().anyMatch(unit -> isMature(unit.day(), key, look));
            if (isEnough || (pinned.isFinal(look) && hasMature)) {
                return look;
            }
        }
        return null;
    }

    private List<Unit> matureUnits(String key, Instant look) {
        return units(look).stream()
                .filter(unit -> isMature(unit.day(), key, look) && !isCrossed(unit, look))
                .toList();
    }

    private QuantileSums quantileSums(List<Unit> units, Metric.Quantile quantile, List<Double> thresholds) {
        long n = 0;
        long nn = 0;
        List<Long> below = new ArrayList<>(Collections.nCopies(thresholds.size(), 0L));
        List<Long> squared = new ArrayList<>(below);
        List<Long> crossed = new ArrayList<>(below);
        for (Unit unit : units) {
            List<Double> values = numbers.values(quantile, unit.id(), isAfter(quantile, unit));
            n += values.size();
            nn += (long) values.size() * values.size();
            for (int b = 0; b < thresholds.size(); b++) {
                double threshold = thresholds.get(b);
                long count = values.stream().filter(value -> value <= threshold).count();
                below.set(b, below.get(b) + count);
                squared.set(b, squared.get(b) + count * count);
                crossed.set(b, crossed.get(b) + count * values.size());
            }
        }
        return new QuantileSums(units.size(), thresholds, n, nn, below, squared, crossed);
    }

    private Predicate<Activity> isAfter(Metric metric, Unit unit) {
        Duration to = metric.window().to();
        Instant from = unit.at().plus(metric.window().from());
        Instant until = to == null ? experiment.end() : unit.at().plus(to);
        return row -> !row.at().isBefore(from) && row.at().isBefore(until);
    }

    private double[] after(Metric metric, Unit unit) {
        return numbers.values(metric, unit.id(), isAfter(metric, unit));
    }

    private double[] before(Metric metric, Unit unit, SequencedMap<String, Integer> names) {
        if (!(experiment.analysis().covariates() instanceof Covariates.Lookback lookback)) {
            return new double[0];
        }
        Predicate<Activity> isBefore = row -> !row.at().isBefore(unit.at().minus(lookback.length()))
                && row.at().isBefore(unit.at());
        names.clear();
        Metric northStar = pinned.northStarMetric();
        name(metric, names);
        double[] values = numbers.values(metric, unit.id(), isBefore);
        if (!metric.key().equals(northStar.key()) && !(northStar instanceof Metric.Quantile)) {
            name(northStar, names);
            values = joined(values, numbers.values(northStar, unit.id(), isBefore));
        }
        names.put("no activity before", 0);
        boolean isActive = numbers.of(unit.id()).stream().anyMatch(isBefore);
        return joined(values, new double[] {isActive ? 0 : 1});
    }

    private static void name(Metric metric, SequencedMap<String, Integer> names) {
        if (metric instanceof Metric.Ratio) {
            names.put(metric.key() + " numerator before", 0);
            names.put(metric.key() + " denominator before", 0);
        } else {
            names.put(metric.key() + " before", 0);
        }
    }
}
