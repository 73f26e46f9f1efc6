package northstar.measurement;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.measurement.UnitPlan.Pair;
import northstar.measurement.UnitPlan.PlannedMetric;
import org.jspecify.annotations.Nullable;

/** One aggregation that yields the sums of all metrics by variant, each needed sum once. */
final class MomentQuery {
    private static final int FIRST_SUM = 3;

    private final UnitPlan plan;
    private final Bounds bounds;
    private final String table;
    private final Map<String, Integer> selected = new LinkedHashMap<>();
    private final SortedMap<String, Slots> metrics = new TreeMap<>();
    private final SortedMap<MetricPair, Slots> pairs = new TreeMap<>();
    private final List<String> covariates = new ArrayList<>();

    /**
     * Plans the sums.
     *
     * @param table what messages call the table
     * @throws TableRefusedException if a sum cannot be held by a decimal ({@code OVERFLOW})
     */
    MomentQuery(UnitPlan plan, Bounds bounds, String table) {
        this.plan = plan;
        this.bounds = bounds;
        this.table = table;
        List<Term> history = covariateTerms();
        history.forEach(term -> covariates.add(term.label()));
        for (PlannedMetric metric : plan.metrics()) {
            List<Term> terms = terms(metric);
            metrics.put(metric.key(), slots(terms, history, populationOf(metric.variables())));
        }
        for (Pair pair : plan.pairs()) {
            PlannedMetric first = plan.metrics().get(pair.first());
            PlannedMetric second = plan.metrics().get(pair.second());
            List<Integer> both = joined(first.variables(), second.variables());
            List<Term> terms = joined(terms(first), terms(second));
            pairs.put(new MetricPair(first.key(), second.key()), crossSlots(terms, populationOf(both)));
        }
    }

    /**
     * A number of a unit.
     *
     * @param sql its expression
     * @param magnitude its largest absolute value
     * @param label what it is called
     */
    private record Term(String sql, double magnitude, String label) {}

    /** Where the sums of one record stand in a row of the result. */
    private record Slots(
            int n,
            List<Integer> values,
            List<Integer> products,
            @Nullable List<Integer> cubes) {}

    private List<Term> terms(PlannedMetric metric) {
        return metric.variables().stream().map(this::term).toList();
    }

    private Term term(int variable) {
        return new Term("x" + variable, bounds.variables().get(variable).magnitude(), plan.columnOf(variable));
    }

    /** The covariates, then one indicator for each that is known of some units only (METHODS 2.4). */
    private List<Term> covariateTerms() {
        List<Term> terms = new ArrayList<>();
        plan.covariates().forEach(variable -> terms.add(term(variable)));
        plan.covariates().stream()
                .filter(bounds::isPartlyLacking)
                .forEach(variable -> terms.add(new Term("i" + variable, 1, plan.columnOf(variable) + " missing")));
        return terms;
    }

    /** Returns the condition that a unit has these variables; empty if all units have. */
    private String populationOf(List<Integer> variables) {
        return variables.stream()
                .filter(variable -> !bounds.isComplete(variable))
                .map(variable -> "x" + variable + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    private Slots slots(List<Term> leading, List<Term> history, String population) {
        Slots sums = crossSlots(joined(leading, history), population);
        List<Integer> cubes = new ArrayList<>();
        Term first = leading.getFirst();
        Term last = leading.getLast();
        cubes.add(sum(List.of(first, first, first), population));
        if (leading.size() == 2) {
            cubes.add(sum(List.of(first, first, last), population));
            cubes.add(sum(List.of(first, last, last), population));
            cubes.add(sum(List.of(last, last, last), population));
        }
        return new Slots(sums.n(), sums.values(), sums.products(), cubes);
    }

    private Slots crossSlots(List<Term> terms, String population) {
        List<Integer> products = new ArrayList<>();
        for (int a = 0; a < terms.size(); a++) {
            for (int b = a; b < terms.size(); b++) {
                products.add(sum(List.of(terms.get(a), terms.get(b)), population));
            }
        }
        List<Integer> values =
                terms.stream().map(term -> sum(List.of(term), population)).toList();
        return new Slots(slot("count(*)" + filter(population)), values, products, null);
    }

    private int sum(List<Term> factors, String population) {
        BigDecimal max = factors.stream()
                .map(factor -> new BigDecimal(factor.magnitude()))
                .reduce(BigDecimal.ONE, BigDecimal::multiply);
        String product = factors.stream().map(Term::sql).sorted().collect(Collectors.joining(" * "));
        if (!Scale.fits(bounds.units(), max)) {
            String label = factors.stream().map(Term::label).collect(Collectors.joining(" x "));
            throw TableRefusedException.overflow(
                    table,
                    "sum of " + label + " == up to " + bounds.units() + " times " + max.doubleValue(),
                    "below 1e37: cap the metric or change its unit");
        }
        String decimal = Scale.of(bounds.units(), max).sql("(" + product + ")");
        return slot("sum(" + decimal + ")" + filter(population));
    }

    private static String filter(String population) {
        return population.isEmpty() ? "" : " FILTER (WHERE " + population + ")";
    }

    private int slot(String select) {
        Integer known = selected.putIfAbsent(select, selected.size());
        return FIRST_SUM + (known == null ? selected.size() - 1 : known);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Returns the query. */
    String sql(String units) {
        return "SELECT v, count(*), " + String.join(", ", selected.keySet()) + " FROM (" + units + ") GROUP BY v";
    }

    /** Returns the moments by variant. */
    SortedMap<String, Moments> read(ResultSet rows) throws SQLException {
        SortedMap<String, Moments> moments = new TreeMap<>();
        while (rows.next()) {
            long units = rows.getLong(2);
            SortedMap<String, MetricMoments> byMetric = new TreeMap<>();
            for (Map.Entry<String, Slots> metric : metrics.entrySet()) {
                PowerSums sums = sums(rows, metric.getValue());
                byMetric.put(metric.getKey(), new MetricMoments(sums, covariates, units - sums.n()));
            }
            SortedMap<MetricPair, PowerSums> crosses = new TreeMap<>();
            for (Map.Entry<MetricPair, Slots> pair : pairs.entrySet()) {
                crosses.put(pair.getKey(), sums(rows, pair.getValue()));
            }
            moments.put(plan.variants().get(rows.getInt(1)), new Moments(units, byMetric, crosses));
        }
        return moments;
    }

    private static PowerSums sums(ResultSet row, Slots slots) throws SQLException {
        List<Integer> cubes = slots.cubes();
        return new PowerSums(
                row.getLong(slots.n()),
                decimals(row, slots.values()),
                decimals(row, slots.products()),
                cubes == null ? null : decimals(row, cubes));
    }

    private static List<BigDecimal> decimals(ResultSet row, List<Integer> slots) throws SQLException {
        List<BigDecimal> sums = new ArrayList<>();
        for (int slot : slots) {
            BigDecimal sum = row.getBigDecimal(slot);
            sums.add(sum == null ? BigDecimal.ZERO : sum);
        }
        return sums;
    }
}
