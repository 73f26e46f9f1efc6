package northstar.measurement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.DataSource.Units;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import org.jspecify.annotations.Nullable;

/** Measures rows one by one in Java, by the words of METHODS 0.2a: what SQL has to agree with to the last digit. */
final class BruteForce {
    private final PinnedExperiment pinned;
    private final Units door;
    private final List<Map<String, String>> kept = new ArrayList<>();
    private final long crossed;

    private BruteForce(PinnedExperiment pinned, List<Map<String, String>> rows) {
        this.pinned = pinned;
        this.door = (Units) pinned.experiment().data();
        Map<String, Set<String>> met = new HashMap<>();
        if (door.unit() != null) {
            rows.forEach(row -> met.computeIfAbsent(row.get(door.unit()), _ -> new HashSet<>())
                    .add(variant(row)));
        }
        for (Map<String, String> row : rows) {
            if (door.unit() == null || met.get(row.get(door.unit())).size() == 1) {
                kept.add(row);
            }
        }
        this.crossed =
                met.values().stream().filter(variants -> variants.size() > 1).count();
    }

    static Measurement measure(PinnedExperiment pinned, List<Map<String, String>> rows) {
        return new BruteForce(pinned, rows).measured();
    }

    private String variant(Map<String, String> row) {
        String text = row.get(door.variantColumn());
        return door.variantValues().isEmpty() ? text : door.variantValues().get(text);
    }

    private Measurement measured() {
        SortedMap<String, Moments> all = new TreeMap<>();
        for (var variant : pinned.experiment().variants()) {
            List<Map<String, String>> arm = kept.stream()
                    .filter(row -> variant(row).equals(variant.key()))
                    .toList();
            if (!arm.isEmpty()) {
                all.put(variant.key(), moments(arm));
            }
        }
        return new Measurement(pinned.experiment().key(), Trial.END, pinned.hash(), all, crossed, UnitTable.ENGINE);
    }

    private Moments moments(List<Map<String, String>> arm) {
        List<String> keys = PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar());
        SortedMap<String, MetricMoments> metrics = new TreeMap<>();
        SortedMap<MetricPair, PowerSums> pairs = new TreeMap<>();
        for (String key : keys) {
            List<Variable> leading = leading(key);
            List<Variable> variables = new ArrayList<>(leading);
            variables.addAll(history());
            PowerSums sums = sums(arm, variables, leading.size());
            List<String> names = history().stream().map(Variable::name).toList();
            metrics.put(key, new MetricMoments(sums, names, arm.size() - sums.n()));
        }
        for (String one : keys) {
            for (String other : keys) {
                boolean crossedByRule = one.equals(pinned.northStar().metric())
                        || (isCrossedIndicator(one) && isCrossedIndicator(other));
                if (!one.equals(other) && crossedByRule) {
                    MetricPair pair = MetricPair.of(one, other);
                    List<Variable> both = new ArrayList<>(leading(pair.first()));
                    both.addAll(leading(pair.second()));
                    pairs.put(pair, sums(arm, both, 0));
                }
            }
        }
        return new Moments(arm.size(), metrics, pairs);
    }

    private boolean isCrossedIndicator(String key) {
        int place = pinned.experiment().indicators().indexOf(key);
        return place >= 0 && place < 10;
    }

    private record Variable(String name, ToDoubleFunction<Map<String, String>> value) {}

    private List<Variable> leading(String key) {
        return switch (pinned.metric(key)) {
            case Metric.Mean mean -> List.of(metricVariable(mean.source(), mean.cap()));
            case Metric.Proportion share -> List.of(metricVariable(share.source(), null));
            case Metric.Ratio ratio ->
                List.of(metricVariable(ratio.numerator(), null), metricVariable(ratio.denominator(), null));
            case Metric other -> throw new IllegalArgumentException(other.key());
        };
    }

    private Variable metricVariable(Source source, @Nullable Cap cap) {
        String column = ((Source.Column) source).name();
        double top = top(column, cap);
        return new Variable(column, row -> Math.min(top, uncapped(column, row)));
    }

    private double uncapped(String column, Map<String, String> row) {
        if (!isMissing(row.get(column))) {
            return Double.parseDouble(row.get(column));
        }
        return door.missing().metrics() == MissingMetric.ZERO ? 0 : Double.NaN;
    }

    private double top(String column, @Nullable Cap cap) {
        return switch (cap) {
            case Cap.Value value -> value.value();
            case Cap.Quantile quantile -> {
                double[] sorted = kept.stream()
                        .mapToDouble(row -> uncapped(column, row))
                        .filter(value -> !Double.isNaN(value) && !(quantile.nonZeroOnly() && value == 0))
                        .sorted()
                        .toArray();
                double place = (sorted.length - 1) * quantile.level();
                int below = (int) Math.floor(place);
                int above = (int) Math.ceil(place);
                double share = place - below;
                yield sorted[below] * (1 - share) + sorted[above] * share;
            }
            case null -> Double.POSITIVE_INFINITY;
        };
    }

    private boolean isMissing(String text) {
        return door.missing().values().contains(text);
    }

    private List<Variable> history() {
        if (!(pinned.experiment().analysis().covariates() instanceof Covariates.Columns columns)) {
            return List.of();
        }
        List<Variable> all = new ArrayList<>();
        for (String name : columns.names()) {
            all.add(new Variable(name, row -> isMissing(row.get(name)) ? 0 : Double.parseDouble(row.get(name))));
        }
        for (String name : columns.names()) {
            long lacking = kept.stream().filter(row -> isMissing(row.get(name))).count();
            if (lacking > 0 && lacking < kept.size()) {
                all.add(new Variable(name + " missing", row -> isMissing(row.get(name)) ? 1 : 0));
            }
        }
        return all;
    }

    private PowerSums sums(List<Map<String, String>> arm, List<Variable> variables, int leading) {
        List<Map<String, String>> population = arm.stream()
                .filter(row ->
                        variables.stream().noneMatch(variable -> Double.isNaN(variable.value.applyAsDouble(row))))
                .toList();
        List<BigDecimal> values = new ArrayList<>();
        List<BigDecimal> products = new ArrayList<>();
        for (int a = 0; a < variables.size(); a++) {
            values.add(sum(population, List.of(variables.get(a))));
            for (int b = a; b < variables.size(); b++) {
                products.add(sum(population, List.of(variables.get(a), variables.get(b))));
            }
        }
        if (leading == 0) {
            return new PowerSums(population.size(), values, products, null);
        }
        Variable x = variables.get(0);
        Variable y = variables.get(leading - 1);
        List<BigDecimal> cubes = new ArrayList<>(List.of(sum(population, List.of(x, x, x))));
        if (leading == 2) {
            cubes.add(sum(population, List.of(x, x, y)));
            cubes.add(sum(population, List.of(x, y, y)));
            cubes.add(sum(population, List.of(y, y, y)));
        }
        return new PowerSums(population.size(), values, products, cubes);
    }

    private BigDecimal sum(List<Map<String, String>> population, List<Variable> factors) {
        BigDecimal max = BigDecimal.ONE;
        for (Variable factor : factors) {
            double magnitude = kept.stream()
                    .mapToDouble(factor.value)
                    .filter(value -> !Double.isNaN(value))
                    .map(Math::abs)
                    .max()
                    .orElse(0);
            max = max.multiply(new BigDecimal(magnitude));
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<String, String> row : population) {
            double product = 1;
            for (Variable factor : factors) {
                product *= factor.value.applyAsDouble(row);
            }
            sum = sum.add(rounded(product, max));
        }
        return sum;
    }

    private BigDecimal rounded(double value, BigDecimal max) {
        if (max.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int exactPlaces = Math.min(15, 15 - (int) Math.ceil(Math.log10(max.doubleValue())));
        if (exactPlaces >= 0) {
            BigDecimal exact = scaled(value, exactPlaces);
            if (exact.doubleValue() == value) {
                return exact;
            }
        }
        int places = 37 - (int) Math.ceil(Math.log10(kept.size() * max.doubleValue()));
        return scaled(value, Math.clamp(places, 0, 37));
    }

    private static BigDecimal scaled(double value, int places) {
        return new BigDecimal(value * Double.parseDouble("1e" + places))
                .setScale(0, RoundingMode.HALF_UP)
                .movePointLeft(places);
    }
}
