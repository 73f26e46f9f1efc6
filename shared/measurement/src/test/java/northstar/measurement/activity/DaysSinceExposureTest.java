package northstar.measurement.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Window;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.PowerSums;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DaysSinceExposureTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final double CAP = 15;

    @TempDir
    static Path folder;

    /** 20 lakes; as many as a fifth of {@code northstar.lakes} says if it is set. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("northstar.lakes", 100) / 5);
    }

    private static PinnedExperiment experiment(Metric... metrics) {
        return new EventTrial().metrics(metrics).pinned();
    }

    private static PinnedExperiment drawn(Random random) {
        Window window = new Window(Duration.ofDays(random.nextInt(2)), Duration.ofDays(8 + random.nextInt(9)));
        return experiment(
                EventTrial.sum("revenue", "buy", window),
                EventTrial.capped("capped", "buy", EventTrial.days(7), new Cap.Value(CAP)),
                EventTrial.count("purchases", "buy", window),
                new Metric.Proportion("buyers", EventTrial.source("buy", null, Aggregate.COUNT), window, Direction.UP),
                new Metric.ActiveDays(
                        "days", EventTrial.source("buy", null, Aggregate.COUNT), EventTrial.days(9), Direction.UP),
                EventTrial.sum("soon", "buy", EventTrial.days(6)),
                EventTrial.sum("open", "buy", Window.OPEN));
    }

    /** Amounts are whole, so that every sum of products is exact. */
    private static RowsLake rows(Random random, Path folder) {
        RowsLake lake = new RowsLake(folder);
        for (int u = 0; u < 40; u++) {
            Instant exposed = EventTrial.hour(random.nextInt(96));
            lake.exposed(EventTrial.exposure("u" + u, random.nextBoolean() ? "control" : "treatment", exposed));
            for (int a = random.nextInt(30); a > 0; a--) {
                Instant at = random.nextInt(4) == 0
                        ? exposed.plus(DAY.multipliedBy(random.nextInt(18)))
                        : exposed.plus(Duration.ofMinutes(random.nextInt(20 * 1_440) - 1_440));
                lake.did(EventTrial.activity("u" + u, "buy", at, random.nextInt(41) - 8.0));
            }
        }
        return lake;
    }

    private static LakeMeasurement measurement(DuckDb engine, RowsLake lake) {
        return new LakeMeasurement(engine, lake);
    }

    private static DuckDb engine() {
        return new DuckDb(new DuckDb.Limits(256, 2, folder));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void replay_drawnLake_sumsEachDayAsPlainJavaDoes(long seed) {
        Random random = new Random(seed);
        PinnedExperiment pinned = drawn(random);
        RowsLake lake = rows(random, folder.resolve("rows-" + seed));

        try (DuckDb engine = engine()) {
            Measurement last =
                    measurement(engine, lake).replay(pinned, pinned.finalLook()).getLast();

            for (String variant : List.of("control", "treatment")) {
                assertThat(last.variants().get(variant).daily()).isEqualTo(plain(pinned, lake, variant));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void look_finalOnTopOfKeptCohorts_equalsTheReplay(long seed) {
        Random random = new Random(seed);
        PinnedExperiment pinned = drawn(random);
        RowsLake lake = rows(random, folder.resolve("looks-" + seed));
        List<Instant> looks = Looks.until(pinned, pinned.finalLook()).times();

        try (DuckDb engine = engine()) {
            LakeMeasurement measurement = measurement(engine, lake);
            Look before = measurement.look(pinned, looks.get(looks.size() - 2), List.of(), FixedLevels.NONE);
            Look last = measurement.look(pinned, looks.getLast(), before.cohorts(), before.fixed());

            assertThat(last.measurement())
                    .isEqualTo(measurement.replay(pinned, looks.getLast()).getLast());
        }
    }

    @Test
    void replay_looksBeforeTheFinalOne_tellNothingByTheDay() {
        PinnedExperiment pinned = experiment(EventTrial.sum("revenue", "buy", EventTrial.days(7)));
        RowsLake lake = rows(new Random(1), folder.resolve("before"));

        try (DuckDb engine = engine()) {
            List<Measurement> looks = measurement(engine, lake).replay(pinned, pinned.finalLook());

            assertThat(looks.subList(0, looks.size() - 1))
                    .allSatisfy(look -> assertThat(look.variants().values())
                            .allSatisfy(moments -> assertThat(moments.daily()).isEmpty()));
        }
    }

    /** What one pass works out and what several do is the same. */
    @Test
    void look_finalOfOneMetric_equalsTheReplayInOnePass() {
        PinnedExperiment pinned = experiment(EventTrial.sum("revenue", "buy", EventTrial.days(14)));
        RowsLake lake = rows(new Random(3), folder.resolve("one"));

        try (DuckDb engine = engine()) {
            LakeMeasurement measurement = measurement(engine, lake);
            Look last = measurement.look(pinned, pinned.finalLook(), List.of(), FixedLevels.NONE);

            assertThat(last.measurement())
                    .isEqualTo(measurement.replay(pinned, pinned.finalLook()).getLast());
        }
    }

    @Test
    void replay_dayWhoseSquareNoDecimalHolds_leavesTheDaysOutAndKeepsTheMetric() {
        PinnedExperiment pinned = experiment(EventTrial.sum("revenue", "buy", EventTrial.days(7)));
        RowsLake lake = new RowsLake(folder.resolve("large"));
        for (String variant : List.of("control", "treatment")) {
            lake.exposed(EventTrial.exposure("of " + variant, variant, EventTrial.hour(1)));
            lake.did(EventTrial.activity("of " + variant, "buy", EventTrial.hour(2), 1e19));
            lake.did(EventTrial.activity("of " + variant, "buy", EventTrial.hour(30), -1e19));
        }

        try (DuckDb engine = engine()) {
            Measurement last =
                    measurement(engine, lake).replay(pinned, pinned.finalLook()).getLast();

            assertThat(last.variants().values()).allSatisfy(moments -> {
                assertThat(moments.metrics()).containsOnlyKeys("revenue");
                assertThat(moments.daily()).isEmpty();
            });
        }
    }

    /** Unit by unit, activity by activity. */
    private static SortedMap<String, PowerSums> plain(PinnedExperiment pinned, RowsLake lake, String variant) {
        SortedMap<String, PowerSums> daily = new TreeMap<>();
        Map<String, Integer> days = new TreeMap<>(Map.of("capped", 7, "days", 7));
        for (String key : List.of("revenue", "purchases", "buyers")) {
            Window window = pinned.metric(key).window();
            days.put(key, window.to().minus(window.from()).toDays() < 14 ? 7 : 14);
        }
        days.forEach((key, count) -> {
            List<double[]> units = new ArrayList<>();
            for (Exposure exposure : lake.exposures()) {
                if (exposure.variant().equals(variant)) {
                    units.add(numbers(pinned.metric(key), exposure, lake.activities(), count));
                }
            }
            daily.put(key, sums(units, count));
        });
        return daily;
    }

    private static double[] numbers(Metric metric, Exposure exposure, List<Activity> activities, int count) {
        double[] numbers = new double[count];
        for (int day = 0; day < count; day++) {
            Instant from = exposure.at().plus(metric.window().from()).plus(DAY.multipliedBy(day));
            List<Double> values = activities.stream()
                    .filter(row -> row.unit().equals(exposure.unit())
                            && !row.at().isBefore(from)
                            && row.at().isBefore(from.plus(DAY)))
                    .map(Activity::value)
                    .toList();
            double sum = values.stream().mapToDouble(value -> value).sum();
            numbers[day] = switch (metric.key()) {
                case "revenue" -> sum;
                case "capped" -> Math.min(sum, CAP);
                case "purchases" -> values.size();
                default -> values.isEmpty() ? 0 : 1;
            };
        }
        return numbers;
    }

    private static PowerSums sums(List<double[]> units, int count) {
        List<BigDecimal> values = new ArrayList<>();
        List<BigDecimal> products = new ArrayList<>();
        for (int a = 0; a < count; a++) {
            int first = a;
            values.add(BigDecimal.valueOf(
                    units.stream().mapToDouble(unit -> unit[first]).sum()));
            for (int b = a; b < count; b++) {
                int second = b;
                products.add(BigDecimal.valueOf(units.stream()
                        .mapToDouble(unit -> unit[first] * unit[second])
                        .sum()));
            }
        }
        return new PowerSums(units.size(), values, products, null);
    }
}
