package northstar.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.Arguments;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.DataSource.Units;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import org.jspecify.annotations.Nullable;

/**
 * What has to be read of a unit table.
 *
 * @param data the door
 * @param variants the variants' keys, in the order of the definition
 * @param variantValues from texts of the variant column to places in {@code variants}
 * @param columns the columns: the variant first, the unit second if there is one, then those of the variables
 * @param variables the numbers of a unit
 * @param metrics the metrics
 * @param covariates places in {@code variables} of the covariates
 * @param pairs places in {@code metrics} of those whose cross-products are kept
 */
record UnitPlan(
        Units data,
        List<String> variants,
        Map<String, Integer> variantValues,
        List<String> columns,
        List<Variable> variables,
        List<PlannedMetric> metrics,
        List<Integer> covariates,
        List<Pair> pairs) {
    /** What a number is to be used as. */
    enum Role {
        /** A metric's value. */
        VALUE,
        /** A metric's value that is 0 or 1. */
        ZERO_ONE,
        /** A number from before the exposure. */
        COVARIATE
    }

    /**
     * A number of a unit.
     *
     * @param column place of the column that holds it
     * @param cap the largest value that counts, or null
     */
    record Variable(int column, Role role, @Nullable Cap cap) {}

    /**
     * A metric.
     *
     * @param variables places of its value, or of its numerator and denominator
     */
    record PlannedMetric(String key, List<Integer> variables) {}

    /** Two metrics, given by their places, in alphabetical order of their keys. */
    record Pair(int first, int second) {}

    /**
     * Returns what an experiment needs of its unit table.
     *
     * @throws IllegalArgumentException if its door is another one, or a metric does not name a column
     */
    static UnitPlan of(PinnedExperiment pinned) {
        if (!(pinned.experiment().data() instanceof Units units)) {
            throw Arguments.refusal("data", "another door", "units");
        }
        return new Builder(units).build(pinned);
    }

    private static final class Builder {
        private final Units data;
        private final List<String> columns = new ArrayList<>();
        private final List<Variable> variables = new ArrayList<>();
        private final List<PlannedMetric> metrics = new ArrayList<>();

        Builder(Units data) {
            this.data = data;
            columns.add(data.variantColumn());
            if (data.variantColumn().equals(data.unit())) {
                throw Arguments.refusal(
                        "data.units.unit", Arguments.quoted(data.unit()), "another column than the variant's");
            }
            if (data.unit() != null) {
                columns.add(data.unit());
            }
        }

        UnitPlan build(PinnedExperiment pinned) {
            List<String> keys = PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar());
            for (String key : keys) {
                metrics.add(new PlannedMetric(key, metricVariables(pinned.metric(key))));
            }
            List<Integer> covariates = new ArrayList<>();
            if (pinned.experiment().analysis().covariates() instanceof Covariates.Columns names) {
                names.names().forEach(name -> covariates.add(variable(name, Role.COVARIATE, null)));
            }
            List<String> variants =
                    pinned.experiment().variants().stream().map(Variant::key).toList();
            return new UnitPlan(
                    data,
                    variants,
                    variantValues(variants),
                    List.copyOf(columns),
                    List.copyOf(variables),
                    List.copyOf(metrics),
                    List.copyOf(covariates),
                    pairs(pinned, keys));
        }

        private Map<String, Integer> variantValues(List<String> variants) {
            Map<String, Integer> values = new TreeMap<>();
            if (data.variantValues().isEmpty()) {
                variants.forEach(variant -> values.put(variant, variants.indexOf(variant)));
            }
            new TreeMap<>(data.variantValues()).forEach((value, variant) -> {
                if (!variants.contains(variant)) {
                    String path = "data.units.variant.values[" + Arguments.quoted(value) + "]";
                    throw Arguments.refusal(path, Arguments.quoted(variant), "one of the experiment's variants");
                }
                values.put(value, variants.indexOf(variant));
            });
            return values;
        }

        private List<Integer> metricVariables(Metric metric) {
            return switch (metric) {
                case Metric.Mean mean -> List.of(variable(column(mean, mean.source()), Role.VALUE, mean.cap()));
                case Metric.Proportion share -> List.of(variable(column(share, share.source()), Role.ZERO_ONE, null));
                case Metric.Ratio ratio ->
                    List.of(
                            variable(column(ratio, ratio.numerator()), Role.VALUE, null),
                            variable(column(ratio, ratio.denominator()), Role.VALUE, null));
                case Metric.Retention _, Metric.Quantile _, Metric.ActiveDays _, Metric.Funnel _, Metric.Last _ ->
                    throw Arguments.refusal(
                            "metrics." + metric.key() + ".type",
                            Arguments.quoted(metric.getClass().getSimpleName().toLowerCase(Locale.ROOT)),
                            "mean, proportion or ratio in a unit table");
            };
        }

        private static String column(Metric metric, Source source) {
            return switch (source) {
                case Source.Column column -> column.name();
                case Source.Activities _, Source.Reported _ ->
                    throw Arguments.refusal(
                            "metrics." + metric.key() + ".column", "absent", "a column of the unit table");
            };
        }

        private int variable(String column, Role role, @Nullable Cap cap) {
            if (!columns.contains(column)) {
                columns.add(column);
            }
            variables.add(new Variable(columns.indexOf(column), role, cap));
            return variables.size() - 1;
        }

        private static List<Pair> pairs(PinnedExperiment pinned, List<String> keys) {
            return MetricPairs.of(pinned).stream()
                    .map(pair -> new Pair(keys.indexOf(pair.first()), keys.indexOf(pair.second())))
                    .toList();
        }
    }

    boolean hasUnit() {
        return data.unit() != null;
    }

    /** Returns the name of a variable's column. */
    String columnOf(int variable) {
        return columns.get(variables.get(variable).column());
    }
}
