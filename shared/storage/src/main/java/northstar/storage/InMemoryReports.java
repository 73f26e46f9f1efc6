package northstar.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.moments.AggregateReport;
import northstar.events.Message.ReportedRows;

/** Reports in memory. Thread-safe. */
final class InMemoryReports implements ReportStore {
    private static final Stored NOTHING = new Stored(ReportLog.EMPTY, 0);

    private final Map<String, SortedMap<Instant, Stored>> checkpoints = new HashMap<>();

    @Override
    public synchronized Receipt put(ReportedRows rows, Instant reportedAt) {
        ReportLog.Entry entry = ReportLog.Entry.of(rows, reportedAt);
        Stored before = stored(rows.experiment(), rows.at());
        ReportLog log = before.log.with(entry);
        Stored after = log.equals(before.log) ? before : new Stored(log, before.revision + 1);
        checkpoints.computeIfAbsent(rows.experiment(), _ -> new TreeMap<>()).put(rows.at(), after);
        return new Receipt(before.log.outcome(entry, log), after.current());
    }

    @Override
    public synchronized Optional<Revisioned<AggregateReport>> read(String experiment, Instant at) {
        return stored(experiment, at).current();
    }

    @Override
    public synchronized List<ReportLog.Entry> history(String experiment, Instant at) {
        return stored(experiment, at).log.entries();
    }

    @Override
    public synchronized List<Instant> times(String experiment) {
        return List.copyOf(checkpoints.getOrDefault(experiment, new TreeMap<>()).keySet());
    }

    private Stored stored(String experiment, Instant at) {
        return checkpoints.getOrDefault(experiment, new TreeMap<>()).getOrDefault(at, NOTHING);
    }

    private record Stored(ReportLog log, long revision) {
        private Optional<Revisioned<AggregateReport>> current() {
            return log.current().map(report -> new Revisioned<>(report, revision));
        }
    }
}
