package northstar.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Arguments;
import northstar.domain.moments.Measurement;
import org.jspecify.annotations.Nullable;

/** Measurements in memory. Thread-safe. */
final class InMemoryMeasurements implements MeasurementStore {
    private final Map<Series, SortedMap<Instant, Stored>> all = new HashMap<>();

    @Override
    public synchronized Outcome put(Measurement measurement, long dataRevision) {
        Arguments.notNegative("dataRevision", dataRevision);
        SortedMap<Instant, Stored> series = all.computeIfAbsent(
                new Series(measurement.experiment(), measurement.definition()), _ -> new TreeMap<>());
        @Nullable Stored before = series.get(measurement.at());
        if (before != null && before.dataRevision > dataRevision) {
            return Outcome.SUPERSEDED;
        }
        series.put(measurement.at(), new Stored(measurement, dataRevision));
        if (before == null) {
            return Outcome.STORED;
        }
        return before.measurement.equals(measurement) ? Outcome.UNCHANGED : Outcome.RESTATED;
    }

    @Override
    public synchronized Optional<Measurement> read(String experiment, String definition, Instant at) {
        return Optional.ofNullable(series(experiment, definition).get(at)).map(Stored::measurement);
    }

    @Override
    public synchronized List<Measurement> from(String experiment, String definition, Instant from) {
        return series(experiment, definition).tailMap(from).values().stream()
                .map(Stored::measurement)
                .toList();
    }

    @Override
    public synchronized List<Instant> times(String experiment, String definition) {
        return List.copyOf(series(experiment, definition).keySet());
    }

    private SortedMap<Instant, Stored> series(String experiment, String definition) {
        return all.getOrDefault(new Series(experiment, definition), new TreeMap<>());
    }

    private record Series(String experiment, String definition) {}

    private record Stored(Measurement measurement, long dataRevision) {}
}
