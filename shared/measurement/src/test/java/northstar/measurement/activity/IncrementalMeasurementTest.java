package northstar.measurement.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement.Look;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IncrementalMeasurementTest {
    @TempDir
    static Path folder;

    /** 20 sequences; as many as {@code northstar.sequences} says if it is set. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("northstar.sequences", 20));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void look_afterAnySequenceOfArrivals_equalsMeasuringEverythingAnew(long seed) {
        Random random = new Random(seed);
        PinnedExperiment pinned = new RandomLake(seed).experiment();
        Arrivals arrivals = new Arrivals(new RandomLake(seed).rows(folder.resolve("rows-" + seed)), random);
        RawLake lake = new RawLake(folder.resolve("lake-" + seed), 2);
        List<Instant> looks = Looks.until(pinned, pinned.finalLook()).times();
        List<CohortMoments> kept = List.of();
        FixedLevels fixed = FixedLevels.NONE;
        int drawn = random.nextInt(looks.size());
        for (int look = 0; look < looks.size(); look++) {
            arrivals.arrive(lake, looks.get(look), random);
            try (DuckDb engine = lake.engine()) {
                Look made = lake.measurement(engine).look(pinned, looks.get(look), kept, fixed);
                if (look == drawn || look == looks.size() - 1) {
                    Look anew = anew(arrivals, pinned, looks.get(look), made.fixed(), seed + "-" + look);
                    assertThat(made.measurement()).isEqualTo(anew.measurement());
                    assertThat(made.cohorts()).isEqualTo(anew.cohorts());
                }
                kept = made.cohorts();
                fixed = made.fixed();
            }
        }
    }

    /** What has arrived lands in a new lake, in one go, and is measured by one thread. */
    private static Look anew(Arrivals arrivals, PinnedExperiment pinned, Instant at, FixedLevels fixed, String name) {
        RawLake lake = new RawLake(folder.resolve("anew-" + name), 1);
        arrivals.putAll(lake);
        lake.land(lake.lake());
        try (DuckDb engine = lake.engine()) {
            return lake.measurement(engine).look(pinned, at, List.of(), fixed);
        }
    }

    /** Objects that arrive look by look: some late, some restated, some twice, with crashes in between. */
    private static final class Arrivals {
        private static final Instant PUT = Instant.parse("2026-06-01T00:00:00Z");

        private record Contents(List<Exposure> exposures, List<Activity> activities, Instant put) {}

        private final List<Exposure> exposures;
        private final List<Activity> activities;
        private final Map<Object, Instant> arrival = new HashMap<>();
        private final Map<String, Contents> objects = new TreeMap<>();
        private Instant until = Instant.MIN;
        private int count;

        Arrivals(RowsLake rows, Random random) {
            exposures = rows.exposures();
            activities = rows.activities();
            exposures.forEach(row -> arrival.put(row, row.at().plus(delay(random))));
            activities.forEach(row -> arrival.put(row, row.at().plus(delay(random))));
        }

        private static Duration delay(Random random) {
            return random.nextInt(8) == 0 ? Duration.ofHours(random.nextInt(60)) : Duration.ofMinutes(1);
        }

        private boolean isNew(Object row, Instant now) {
            Instant at = arrival.get(row);
            return at != null && at.isBefore(now) && !at.isBefore(until);
        }

        void arrive(RawLake lake, Instant now, Random random) {
            put(
                    lake,
                    "raw/" + count + ".ndjson",
                    exposures.stream().filter(row -> isNew(row, now)).toList(),
                    activities.stream().filter(row -> isNew(row, now)).toList());
            until = now;
            if (random.nextInt(3) == 0) {
                restate(lake, random);
            }
            if (random.nextInt(3) == 0) {
                repeat(lake, random);
            }
            if (random.nextInt(2) == 0) {
                try {
                    lake.land(new FailingLake(lake.lake(), random.nextInt(12)));
                } catch (FailingLake.Crash crash) {
                    // it lands when it is delivered again
                }
            }
            lake.land(lake.lake());
            objects.keySet().forEach(key -> lake.land(lake.lake(), key));
        }

        /** An object is put again, with some rows gone and others with another value. */
        private void restate(RawLake lake, Random random) {
            String key = "raw/" + random.nextInt(count) + ".ndjson";
            Contents before = objects.get(key);
            List<Activity> restated = new ArrayList<>();
            for (Activity row : before.activities()) {
                switch (random.nextInt(5)) {
                    case 0 -> {}
                    case 1 ->
                        restated.add(new Activity(
                                row.unit(),
                                row.event(),
                                row.at(),
                                row.id(),
                                random.nextInt(9) / 2.0,
                                row.properties()));
                    default -> restated.add(row);
                }
            }
            put(lake, key, before.exposures(), restated);
        }

        /** What one object said is said by another one too. */
        private void repeat(RawLake lake, Random random) {
            Contents before = objects.get("raw/" + random.nextInt(count) + ".ndjson");
            put(lake, "raw/" + count + ".ndjson", before.exposures(), before.activities());
        }

        private void put(RawLake lake, String key, List<Exposure> rows, List<Activity> did) {
            Contents contents = new Contents(rows, did, PUT.plusSeconds(objects.size() * 100L + count));
            count += objects.containsKey(key) ? 0 : 1;
            objects.put(key, contents);
            lake.put(key, rows, did, contents.put());
        }

        void putAll(RawLake lake) {
            objects.forEach(
                    (key, contents) -> lake.put(key, contents.exposures(), contents.activities(), contents.put()));
        }
    }
}
