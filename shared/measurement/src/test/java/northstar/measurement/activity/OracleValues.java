package northstar.measurement.activity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Occurrence;
import northstar.lake.Activity;
import org.jspecify.annotations.Nullable;

/** What a unit did, as numbers, activity by activity. */
final class OracleValues {
    private final Experiment experiment;
    private final ZoneId zone;
    private final List<Activity> activities;

    OracleValues(Experiment experiment, List<Activity> activities) {
        this.experiment = experiment;
        zone = experiment.timeZone();
        this.activities = activities;
    }

    /** Returns the values that a quantile is taken of. */
    List<Double> values(Metric.Quantile quantile, String unit, Predicate<Activity> inSpan) {
        Activities source = (Activities) quantile.source();
        return matching(source, unit, inSpan).stream()
                .map(row -> number(row, String.valueOf(source.value())))
                .filter(value -> value != null)
                .toList();
    }

    /** Returns the value of a metric, or its numerator and denominator. */
    double[] values(Metric metric, String unit, Predicate<Activity> inSpan) {
        return switch (metric) {
            case Metric.Mean mean -> new double[] {number((Activities) mean.source(), unit, inSpan)};
            case Metric.Proportion share -> new double[] {any((Activities) share.source(), unit, inSpan)};
            case Metric.Retention back -> new double[] {any((Activities) back.source(), unit, inSpan)};
            case Metric.Ratio ratio ->
                new double[] {
                    number((Activities) ratio.numerator(), unit, inSpan),
                    number((Activities) ratio.denominator(), unit, inSpan)
                };
            case Metric.ActiveDays days ->
                new double[] {
                    matching((Activities) days.source(), unit, inSpan).stream()
                            .map(row -> LocalDate.ofInstant(row.at(), zone))
                            .distinct()
                            .count()
                };
            case Metric.Last last -> new double[] {last((Activities) last.source(), unit, inSpan)};
            case Metric.Funnel funnel -> new double[] {funnel(funnel.steps(), unit, inSpan) ? 1 : 0};
            case Metric.Quantile _ -> throw new IllegalStateException();
        };
    }

    private double any(Activities source, String unit, Predicate<Activity> inSpan) {
        return matching(source, unit, inSpan).isEmpty() ? 0 : 1;
    }

    private double last(Activities source, String unit, Predicate<Activity> inSpan) {
        return matching(source, unit, inSpan).stream()
                .filter(row -> number(row, source.value()) != null)
                .max(Comparator.comparing(Activity::at).thenComparing(Activity::id))
                .map(row -> number(row, source.value()))
                .orElse(0.0);
    }

    private boolean funnel(List<String> steps, String unit, Predicate<Activity> inSpan) {
        Instant reached = Instant.MIN;
        String before = "";
        for (String step : steps) {
            Instant least = reached;
            boolean isStrict = step.equals(before);
            Instant next = of(unit).stream()
                    .filter(row -> row.event().equals(step) && inSpan.test(row))
                    .map(Activity::at)
                    .filter(time -> isStrict ? time.isAfter(least) : !time.isBefore(least))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            if (next == null) {
                return false;
            }
            reached = next;
            before = step;
        }
        return true;
    }

    private double number(Activities source, String unit, Predicate<Activity> inSpan) {
        List<Activity> rows = matching(source, unit, inSpan);
        String value = source.value();
        List<Double> numbers = rows.stream()
                .map(row -> value == null ? Double.valueOf(1) : number(row, value))
                .filter(number -> number != null)
                .toList();
        return switch (source.aggregate()) {
            case COUNT ->
                value == null
                        ? rows.size()
                        : rows.stream().filter(row -> text(row, value) != null).count();
            case SUM -> {
                BigDecimal sum = BigDecimal.ZERO;
                for (double number : numbers) {
                    sum = sum.add(new BigDecimal(number * 1e12).setScale(0, RoundingMode.HALF_UP));
                }
                yield sum.doubleValue() / 1e12;
            }
            case MAX -> numbers.stream().mapToDouble(number -> number).max().orElse(0);
            case MIN -> numbers.stream().mapToDouble(number -> number).min().orElse(0);
            case DISTINCT ->
                rows.stream()
                        .map(row -> text(row, value))
                        .filter(text -> text != null)
                        .distinct()
                        .count();
        };
    }

    /** Returns all that a unit did. */
    List<Activity> of(String unit) {
        return activities.stream().filter(row -> owner(row).equals(unit)).toList();
    }

    private String owner(Activity row) {
        String named = experiment.unit().equals("user") ? null : text(row, experiment.unit());
        return named == null ? row.unit() : named;
    }

    private List<Activity> matching(Activities source, String unit, Predicate<Activity> inSpan) {
        List<Activity> rows = of(unit).stream()
                .filter(row -> row.event().equals(source.event()) && holds(source.where(), row))
                .sorted(Comparator.comparing(Activity::at).thenComparing(Activity::id))
                .toList();
        if (source.occurrence() == Occurrence.FIRST) {
            rows = rows.stream().limit(1).toList();
        }
        return rows.stream().filter(inSpan).toList();
    }

    private static boolean holds(Map<String, List<Condition>> where, Activity row) {
        return where.entrySet().stream()
                .allMatch(entry ->
                        entry.getValue().stream().allMatch(condition -> holds(condition, text(row, entry.getKey()))));
    }

    private static boolean holds(Condition condition, @Nullable String text) {
        return switch (condition) {
            case Condition.Exists exists -> exists.there() == (text != null);
            case Condition.Equal equal -> is(text, equal.value());
            case Condition.NotEqual other -> text != null && !is(text, other.value());
            case Condition.In in -> in.values().stream().anyMatch(value -> is(text, value));
            case Condition.Less less ->
                parsed(text) != null && parsed(text) < less.bound().doubleValue();
            case Condition.Greater greater ->
                parsed(text) != null && parsed(text) > greater.bound().doubleValue();
            case Condition.Between between ->
                parsed(text) != null
                        && parsed(text) >= between.low().doubleValue()
                        && parsed(text) <= between.high().doubleValue();
            case Condition.Matches matches ->
                text != null && Pattern.compile(matches.regex()).matcher(text).find();
        };
    }

    private static boolean is(@Nullable String text, Object value) {
        if (value instanceof BigDecimal number) {
            return parsed(text) != null && parsed(text) == number.doubleValue();
        }
        return text != null && text.equals(value.toString());
    }

    private static @Nullable Double parsed(@Nullable String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double number(Activity row, String value) {
        return value.equals("value") ? row.value() : parsed(text(row, value));
    }

    /** Properties of the drawn lakes are flat objects of texts and numbers without commas or quotation marks inside. */
    private static @Nullable String text(Activity row, String key) {
        if (key.equals("value")) {
            return row.value() == null ? null : row.value().toString();
        }
        return member(row.properties(), key);
    }

    static @Nullable String member(@Nullable String json, String key) {
        if (json == null) {
            return null;
        }
        for (String member : json.replaceAll("[{}]", "").split(",")) {
            String[] words = member.split(":", 2);
            if (words[0].replace("\"", "").equals(key)) {
                return words[1].replace("\"", "");
            }
        }
        return null;
    }

    static List<Double> grid(double[] values, double p) {
        TreeSet<Double> grid = new TreeSet<>();
        double w = Math.min(p, 1 - p) / 2;
        for (int j = 0; j <= 64; j++) {
            double share = j / 64.0;
            grid.add(typeSeven(values, p - w * share * share));
            grid.add(typeSeven(values, p + w * share * share));
        }
        return List.copyOf(grid);
    }

    static double typeSeven(double[] sorted, double level) {
        double place = (sorted.length - 1) * level;
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return below == above ? sorted[below] : sorted[below] * (1 - (place - below)) + sorted[above] * (place - below);
    }
}
