package northstar.measurement.activity;

import static org.jooq.impl.DSL.field;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Cap;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.measurement.Scale;
import northstar.measurement.TableRefusedException;
import northstar.measurement.activity.EventPlan.PlannedMetric;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The exact sums of all metrics by cohort, variant and time of crossing, each needed sum once (METHODS 0.2a).
 *
 * <p>A unit's product is a double. It is rounded to a decimal whose places depend on the cohort alone: on how many units were
 * first exposed on its day and on the largest values among them. Where all values are whole numbers and their products are
 * exact, so is the sum, without rounding.
 */
final class MomentSums {
    private static final double EXACT = 0x1p53;
    private static final int FIRST_SUM = 5;

    /** Stands for the places of a sum that no decimal holds. */
    private static final int UNKNOWN = -1;

    private final EventPlan plan;
    private final List<Term> terms;
    private final SequencedMap<List<Integer>, Integer> products = new LinkedHashMap<>();
    private final SortedMap<String, Slots> metrics = new TreeMap<>();
    private final SortedMap<MetricPair, Slots> pairs = new TreeMap<>();
    private final SortedMap<String, Slots> daily = new TreeMap<>();

    /** How many of the products stand before those that the days since exposure alone need. */
    private final int withoutDaily;

    /**
     * A number of a unit, cut at a cap.
     *
     * @param variable its place in the plan
     * @param cap the largest value that counts, or null
     */
    private record Term(int variable, @Nullable Double cap) {
        Field<Double> sql() {
            Field<Double> x = ActivityQueries.x(variable);
            return cap == null ? x : DSL.least(x, field("cast('" + cap + "' as double)", Double.class));
        }
    }

    /** Where the sums of one record stand among the products. */
    private record Slots(
            List<Integer> values,
            List<Integer> squares,
            @Nullable List<Integer> cubes) {}

    /**
     * Works out which sums are needed.
     *
     * @param caps the caps in force by metric; a metric whose cap is at a quantile and not in force is left out
     */
    MomentSums(EventPlan plan, Map<String, Double> caps) {
        this.plan = plan;
        SequencedMap<Term, Integer> numbered = new LinkedHashMap<>();
        Map<String, List<Integer>> leading = new HashMap<>();
        plan.metrics().forEach((key, metric) -> {
            if (Levels.isPending(metric, caps.containsKey(key))) {
                return;
            }
            List<Integer> own = metric.leading().stream()
                    .map(variable -> number(numbered, new Term(variable, caps.get(key))))
                    .toList();
            List<Integer> all = new ArrayList<>(own);
            metric.covariates().values().forEach(variable -> all.add(number(numbered, new Term(variable, null))));
            leading.put(key, own);
            metrics.put(key, slots(all, own));
        });
        plan.pairs().forEach(pair -> {
            List<Integer> first = leading.get(pair.first());
            List<Integer> second = leading.get(pair.second());
            if (first != null && second != null) {
                List<Integer> both = new ArrayList<>(first);
                both.addAll(second);
                pairs.put(pair, slots(both, List.of()));
            }
        });
        withoutDaily = products.size();
        plan.daily().forEach((key, days) -> {
            if (!(days.cap() instanceof Cap.Quantile) || caps.containsKey(key)) {
                List<Integer> own = days.days().stream()
                        .map(variable -> number(numbered, new Term(variable, caps.get(key))))
                        .toList();
                daily.put(key, slots(own, List.of()));
            }
        });
        terms = List.copyOf(numbered.keySet());
    }

    private static int number(SequencedMap<Term, Integer> numbered, Term term) {
        Integer known = numbered.putIfAbsent(term, numbered.size());
        return known == null ? numbered.size() - 1 : known;
    }

    private Slots slots(List<Integer> all, List<Integer> leading) {
        List<Integer> squares = new ArrayList<>();
        for (int a = 0; a < all.size(); a++) {
            for (int b = a; b < all.size(); b++) {
                squares.add(product(all.get(a), all.get(b)));
            }
        }
        List<Integer> values = all.stream().map(term -> product(term)).toList();
        return new Slots(
                values,
                squares,
                leading.isEmpty() ? null : cubes(leading.getFirst(), leading.getLast(), leading.size()));
    }

    private List<Integer> cubes(int first, int last, int leading) {
        List<Integer> cubes = new ArrayList<>(List.of(product(first, first, first)));
        if (leading == 2) {
            cubes.add(product(first, first, last));
            cubes.add(product(first, last, last));
            cubes.add(product(last, last, last));
        }
        return cubes;
    }

    private int product(Integer... factors) {
        List<Integer> sorted = List.of(factors).stream().sorted().toList();
        Integer known = products.putIfAbsent(sorted, products.size());
        return known == null ? products.size() - 1 : known;
    }

    boolean isEmpty() {
        return products.isEmpty();
    }

    /** How many units a cohort has, and for each term its largest absolute value and whether all are whole numbers. */
    Select<?> bounds() {
        List<SelectField<?>> columns = new ArrayList<>(List.of(ExposureQueries.C, DSL.count()));
        for (Term term : terms) {
            columns.add(DSL.max(DSL.abs(term.sql())));
            columns.add(field("bool_and({0} = trunc({0}))", Boolean.class, term.sql()));
        }
        return DSL.select(columns).from(ActivityQueries.MEASURED).groupBy(ExposureQueries.C);
    }

    /**
     * The bounds of a cohort.
     *
     * @param units units first exposed on its day
     * @param largest by term
     * @param isWhole by term
     */
    private record Bounds(long units, List<Double> largest, List<Boolean> isWhole) {
        BigDecimal magnitude(List<Integer> factors) {
            return factors.stream()
                    .map(term -> new BigDecimal(largest.get(term)))
                    .reduce(BigDecimal.ONE, BigDecimal::multiply);
        }

        boolean isExact(List<Integer> factors) {
            return factors.stream().allMatch(isWhole::get) && magnitude(factors).doubleValue() <= EXACT;
        }

        boolean fits(List<Integer> factors) {
            return Scale.fits(units, magnitude(factors));
        }

        int places(List<Integer> factors) {
            return isExact(factors) ? 0 : Scale.of(units, magnitude(factors)).places();
        }
    }

    /** The query for the sums, and how to read its answer. */
    Scaled scaled(ResultSet rows) throws SQLException {
        SortedMap<Integer, Bounds> bounds = new TreeMap<>();
        while (rows.next()) {
            List<Double> largest = new ArrayList<>();
            List<Boolean> isWhole = new ArrayList<>();
            for (int t = 0; t < terms.size(); t++) {
                largest.add(rows.getDouble(3 + 2 * t));
                isWhole.add(rows.getBoolean(4 + 2 * t));
            }
            bounds.put(rows.getInt(1), new Bounds(rows.getLong(2), largest, isWhole));
        }
        return new Scaled(bounds);
    }

    /** Part of a cohort: the units of a variant that crossed after so many looks, or never ({@code looks == null}). */
    record Part(int cohort, int variant, @Nullable Integer looks) {
        /** Reads the first three columns of a row. */
        static Part read(ResultSet row) throws SQLException {
            int looks = row.getInt(3);
            boolean hasCrossed = !row.wasNull();
            return new Part(row.getInt(1), row.getInt(2), hasCrossed ? looks : null);
        }
    }

    /** The sums with the places that each cohort's decimals have. */
    final class Scaled {
        private final SortedMap<Integer, Bounds> bounds;

        /** What fits of the days since exposure. */
        private final SortedMap<String, Slots> days = new TreeMap<>(daily);

        private Scaled(SortedMap<Integer, Bounds> bounds) {
            this.bounds = bounds;
            products.sequencedKeySet().stream().limit(withoutDaily).forEach(this::check);
            List<List<Integer>> factors = List.copyOf(products.keySet());
            days.values()
                    .removeIf(
                            slots -> !slots.squares().stream().map(factors::get).allMatch(this::fits));
        }

        private boolean fits(List<Integer> factors) {
            return bounds.values().stream().allMatch(cohort -> cohort.fits(factors));
        }

        private void check(List<Integer> factors) {
            // without third powers the skewness is unknown, and without days whether an effect lasts, but the rest
            // stands
            if (factors.size() < 3 && !fits(factors)) {
                throw TableRefusedException.overflow(
                        "activities",
                        "sum of " + factors.size() + " factors == too large",
                        "below 1e37: cap the metric or change its unit");
            }
        }

        Select<?> query() {
            return query(List.of(), products.size());
        }

        /** The sums split by a segment, whose value is the last column; without the days since exposure. */
        Select<?> query(Field<String> segment) {
            return query(List.of(segment), withoutDaily);
        }

        private Select<?> query(List<Field<String>> segment, int count) {
            List<Field<?>> keys = new ArrayList<>(List.of(ExposureQueries.C, ExposureQueries.V, ExposureQueries.K));
            List<SelectField<?>> columns = new ArrayList<>(keys);
            columns.add(DSL.count());
            products.sequencedKeySet().stream().limit(count).forEach(factors -> columns.add(sum(factors)));
            columns.addAll(segment);
            keys.addAll(segment);
            return DSL.select(columns).from(ActivityQueries.MEASURED).groupBy(keys);
        }

        private Field<?> sum(List<Integer> factors) {
            Field<Double> product = factors.stream()
                    .map(term -> terms.get(term).sql())
                    .reduce((first, second) -> field("{0} * {1}", Double.class, first, second))
                    .orElseThrow();
            SortedMap<Integer, List<Integer>> byPlaces = new TreeMap<>();
            bounds.forEach((cohort, own) -> byPlaces.computeIfAbsent(
                            own.fits(factors) ? own.places(factors) : UNKNOWN, _ -> new ArrayList<>())
                    .add(cohort));
            if (bounds.values().stream().allMatch(own -> own.isExact(factors))) {
                return DSL.sum(Functions.integer(product));
            }
            return DSL.sum(Functions.whole(field("({0}) * {1}", Double.class, product, power(byPlaces))));
        }

        private static Field<Double> power(SortedMap<Integer, List<Integer>> byPlaces) {
            int most = byPlaces.lastKey();
            Field<Double> power = power(most);
            for (Map.Entry<Integer, List<Integer>> places :
                    byPlaces.headMap(most).entrySet()) {
                Condition isOne = ExposureQueries.C.in(
                        places.getValue().stream().map(DSL::inline).toList());
                power = DSL.when(isOne, power(places.getKey())).otherwise(power);
            }
            return power;
        }

        private static Field<Double> power(int places) {
            return field("cast('" + (places == UNKNOWN ? "0" : "1e" + places) + "' as double)", Double.class);
        }

        SequencedMap<Part, Moments> read(ResultSet rows) throws SQLException {
            SequencedMap<Part, Moments> parts = new LinkedHashMap<>();
            while (rows.next()) {
                Part part = Part.read(rows);
                Bounds own = Objects.requireNonNull(bounds.get(part.cohort()));
                List<BigDecimal> sums = sums(rows, own, products.size());
                parts.put(part, moments(rows.getLong(4), sums, own).withDaily(daily(rows.getLong(4), sums, own)));
            }
            return parts;
        }

        /** Returns the moments by value of the segment. */
        SortedMap<String, Map<Part, Moments>> readSplit(ResultSet rows) throws SQLException {
            SortedMap<String, Map<Part, Moments>> values = new TreeMap<>();
            while (rows.next()) {
                Part part = Part.read(rows);
                Bounds own = Objects.requireNonNull(bounds.get(part.cohort()));
                String value = rows.getString(FIRST_SUM + withoutDaily);
                values.computeIfAbsent(value, _ -> new LinkedHashMap<>())
                        .put(part, moments(rows.getLong(4), sums(rows, own, withoutDaily), own));
            }
            return values;
        }

        private List<BigDecimal> sums(ResultSet row, Bounds own, int count) throws SQLException {
            List<BigDecimal> sums = new ArrayList<>();
            for (List<Integer> factors : products.keySet()) {
                if (sums.size() == count) {
                    break;
                }
                BigDecimal sum = row.getBigDecimal(FIRST_SUM + sums.size());
                sums.add(own.fits(factors) ? sum.movePointLeft(own.places(factors)) : sum);
            }
            return sums;
        }

        private Moments moments(long units, List<BigDecimal> sums, Bounds own) {
            SortedMap<String, MetricMoments> byMetric = new TreeMap<>();
            metrics.forEach((key, slots) -> {
                PlannedMetric metric = plan.metrics().get(key);
                List<String> covariates = metric == null
                        ? List.of()
                        : List.copyOf(metric.covariates().keySet());
                byMetric.put(key, new MetricMoments(powerSums(units, sums, slots, own), covariates, 0));
            });
            SortedMap<MetricPair, PowerSums> crosses = new TreeMap<>();
            pairs.forEach((pair, slots) -> crosses.put(pair, powerSums(units, sums, slots, own)));
            return new Moments(units, byMetric, crosses);
        }

        private SortedMap<String, PowerSums> daily(long units, List<BigDecimal> sums, Bounds own) {
            SortedMap<String, PowerSums> byDay = new TreeMap<>();
            days.forEach((key, slots) -> byDay.put(key, powerSums(units, sums, slots, own)));
            return byDay;
        }

        private PowerSums powerSums(long units, List<BigDecimal> sums, Slots slots, Bounds own) {
            List<Integer> cubes = slots.cubes();
            List<List<Integer>> factors = List.copyOf(products.keySet());
            boolean isKnown = cubes != null && cubes.stream().allMatch(cube -> own.fits(factors.get(cube)));
            return new PowerSums(
                    units,
                    slots.values().stream().map(sums::get).toList(),
                    slots.squares().stream().map(sums::get).toList(),
                    cubes == null || !isKnown
                            ? null
                            : cubes.stream().map(sums::get).toList());
        }
    }
}
