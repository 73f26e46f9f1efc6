package northstar.storage.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.moments.AggregateReport;
import northstar.events.Message.ReportedRows;
import northstar.storage.ReportLog;
import northstar.storage.ReportStore;
import northstar.storage.Revisioned;
import org.jspecify.annotations.Nullable;

/** Reports in DynamoDB: one item per checkpoint, which holds all that was received for it. Thread-safe. */
final class DynamoDbReports implements ReportStore {
    private final ChunkedItems items;

    DynamoDbReports(ChunkedItems items) {
        this.items = items;
    }

    @Override
    public Receipt put(ReportedRows rows, Instant reportedAt) {
        Key key = Key.report(rows.experiment(), rows.at());
        ReportLog.Entry entry = ReportLog.Entry.of(rows, reportedAt);
        Attempt attempt = new Attempt(key, entry);
        return items.table().backoff().until(key, attempt::made);
    }

    @Override
    public Optional<Revisioned<AggregateReport>> read(String experiment, Instant at) {
        return items.table()
                .get(Key.report(experiment, at))
                .flatMap(item -> log(item).current().map(report -> new Revisioned<>(report, item.revision())));
    }

    @Override
    public List<ReportLog.Entry> history(String experiment, Instant at) {
        return items.table()
                .get(Key.report(experiment, at))
                .map(item -> log(item).entries())
                .orElse(List.of());
    }

    @Override
    public List<Instant> times(String experiment) {
        return items.table().sortKeys(Key.experiment(experiment), Key.REPORT).stream()
                .map(sortKey -> Instant.parse(sortKey.substring(Key.REPORT.length())))
                .toList();
    }

    private ReportLog log(Item item) {
        return ReportLog.parse(items.body(item));
    }

    /** Adds to the log that was met last; at first it supposes that there is none, as there mostly is. */
    private final class Attempt {
        private final Key key;
        private final ReportLog.Entry entry;
        private ReportLog before = ReportLog.EMPTY;
        private long revision;

        Attempt(Key key, ReportLog.Entry entry) {
            this.key = key;
            this.entry = entry;
        }

        @Nullable
        Receipt made() {
            ReportLog after = before.with(entry);
            if (after.equals(before)) {
                return receipt(after, revision);
            }
            Write write = new Write.Put(
                    Item.at(key).with(Item.REVISION, revision + 1),
                    Body.of(after.text()),
                    Write.Condition.revision(revision));
            Optional<Refusal> refusal = items.write(write);
            if (refusal.isEmpty()) {
                return receipt(after, revision + 1);
            }
            Item met = refusal.get().first().orElseThrow();
            before = log(met);
            revision = met.revision();
            return null;
        }

        private Receipt receipt(ReportLog after, long afterRevision) {
            return new Receipt(
                    before.outcome(entry, after),
                    after.current().map(report -> new Revisioned<>(report, afterRevision)));
        }
    }
}
