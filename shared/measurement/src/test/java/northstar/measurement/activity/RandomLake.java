package northstar.measurement.activity;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Window;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.jspecify.annotations.Nullable;

/** Draws experiments with metrics of all types, and lakes whose times often lie on the borders of days and windows. */
final class RandomLake {
    private static final List<String> EVENTS = List.of("view", "cart", "buy");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata");

    private final Random random;

    RandomLake(long seed) {
        random = new Random(seed);
    }

    PinnedExperiment experiment() {
        EventTrial trial = new EventTrial()
                .zone(ZONES.get(random.nextInt(ZONES.size())))
                .unit(random.nextInt(4) == 0 ? "team" : "user")
                .window(EventTrial.hour(random.nextInt(3) * 5), EventTrial.hour(60 + random.nextInt(60)));
        if (random.nextBoolean()) {
            trial.lookback(Duration.ofHours(12L * (1 + random.nextInt(4))));
        }
        int metrics = 2 + random.nextInt(4);
        for (int m = 0; m < metrics; m++) {
            trial.metrics(metric("metric-" + m, m == 0));
        }
        return trial.pinned();
    }

    private Metric metric(String key, boolean isNorthStar) {
        Window window = window();
        return switch (random.nextInt(isNorthStar ? 7 : 8)) {
            case 0, 1 -> new Metric.Mean(key, source(), window, Direction.UP, cap());
            case 2 -> new Metric.Proportion(key, activities(null, Aggregate.COUNT), window, Direction.UP);
            case 3 -> new Metric.Ratio(key, source(), source(), window, Direction.UP);
            case 4 ->
                new Metric.Retention(
                        key,
                        activities(null, Aggregate.COUNT),
                        new Window(Duration.ofHours(12), Duration.ofHours(36)),
                        Direction.UP);
            case 5 -> new Metric.ActiveDays(key, activities(null, Aggregate.COUNT), window, Direction.UP);
            case 6 ->
                random.nextBoolean()
                        ? new Metric.Last(key, activities(value(), Aggregate.SUM), window, Direction.UP)
                        : new Metric.Funnel(key, steps(), window, Direction.UP);
            default ->
                new Metric.Quantile(
                        key, 0.5 + 0.1 * random.nextInt(5), activities("value", Aggregate.SUM), window, Direction.UP);
        };
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        int count = 2 + random.nextInt(3);
        for (int s = 0; s < count; s++) {
            steps.add(event());
        }
        return steps;
    }

    private @Nullable Cap cap() {
        return switch (random.nextInt(4)) {
            case 0 -> new Cap.Value(10);
            case 1 -> new Cap.Quantile(0.9, random.nextBoolean());
            default -> null;
        };
    }

    private Window window() {
        return switch (random.nextInt(4)) {
            case 0 -> Window.OPEN;
            case 1 -> new Window(Duration.ofHours(6), Duration.ofHours(30));
            case 2 -> new Window(Duration.ZERO, Duration.ofHours(6L * (1 + random.nextInt(10))));
            default -> new Window(Duration.ZERO, Duration.ofDays(1));
        };
    }

    private String event() {
        return EVENTS.get(random.nextInt(EVENTS.size()));
    }

    private String value() {
        return random.nextBoolean() ? "value" : "size";
    }

    private Activities source() {
        return switch (random.nextInt(6)) {
            case 0 -> activities(null, Aggregate.COUNT);
            case 1 -> activities(value(), Aggregate.COUNT);
            case 2 -> activities(value(), Aggregate.MAX);
            case 3 -> activities(value(), Aggregate.MIN);
            case 4 -> activities("colour", Aggregate.DISTINCT);
            default -> activities(value(), Aggregate.SUM);
        };
    }

    private Activities activities(@Nullable String value, Aggregate aggregate) {
        Occurrence occurrence = random.nextInt(5) == 0 ? Occurrence.FIRST : Occurrence.EVERY;
        Map<String, List<Condition>> where = random.nextInt(3) == 0
                ? Map.of(random.nextBoolean() ? "colour" : "size", List.of(condition()))
                : Map.of();
        return new Activities(event(), value, aggregate, where, occurrence);
    }

    private Condition condition() {
        return switch (random.nextInt(8)) {
            case 0 -> new Condition.Equal("red");
            case 1 -> new Condition.NotEqual("red");
            case 2 -> new Condition.In(List.of("red", new BigDecimal("2")));
            case 3 -> new Condition.Less(new BigDecimal("2"));
            case 4 -> new Condition.Greater(new BigDecimal("1.5"));
            case 5 -> new Condition.Between(new BigDecimal("1"), new BigDecimal("2.5"));
            case 6 -> new Condition.Exists(random.nextBoolean());
            default -> new Condition.Matches("^[rg]");
        };
    }

    RowsLake rows(Path folder) {
        RowsLake lake = new RowsLake(folder);
        int units = 20 + random.nextInt(30);
        for (int u = 0; u < units; u++) {
            String unit = "u" + u;
            int exposures = random.nextInt(10) == 0 ? 3 : 1;
            String variant = random.nextBoolean() ? "control" : "treatment";
            for (int e = 0; e < exposures; e++) {
                String met = random.nextInt(6) == 0 ? "control" : random.nextInt(30) == 0 ? "unknown" : variant;
                lake.exposed(EventTrial.exposure(unit, met, time(-6, 130)));
            }
            int activities = random.nextInt(25);
            for (int a = 0; a < activities; a++) {
                lake.did(activity(unit, u * 100 + a));
            }
        }
        lake.exposed(new Exposure("another", "control", "u0", time(0, 100), null));
        List<Exposure> distinct = lake.exposures().stream().distinct().toList();
        return new RowsLake(folder)
                .exposed(distinct.toArray(Exposure[]::new))
                .did(lake.activities().toArray(Activity[]::new));
    }

    private Activity activity(String unit, int id) {
        String team = random.nextInt(3) == 0 ? ",\"team\":\"u" + random.nextInt(10) + "\"" : "";
        String colour = random.nextInt(4) == 0
                ? ""
                : "\"colour\":\"" + List.of("red", "green", "blue").get(random.nextInt(3)) + "\",";
        String properties = random.nextInt(5) == 0 ? null : "{" + colour + "\"size\":" + size() + team + "}";
        return new Activity(unit, event(), time(-60, 170), "id-" + id, value(0), properties);
    }

    private String size() {
        return switch (random.nextInt(4)) {
            case 0 -> "2";
            case 1 -> "1.5";
            case 2 -> "\"2.50\"";
            default -> String.valueOf(random.nextInt(500) / 100.0);
        };
    }

    private @Nullable Double value(int ignored) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> (double) random.nextInt(20);
            case 2 -> random.nextInt(3_000) / 100.0 - 5;
            case 3 -> Math.exp(random.nextGaussian() * 2);
            default -> random.nextDouble();
        };
    }

    /** Every third time lies on a border of six hours. */
    private Instant time(int from, int to) {
        double hours = from + random.nextDouble() * (to - from);
        return random.nextInt(3) == 0 ? EventTrial.hour(Math.rint(hours / 6) * 6) : EventTrial.hour(hours);
    }
}
