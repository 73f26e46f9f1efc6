package northstar.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import northstar.events.Codec;
import northstar.events.ContentHash;
import northstar.events.Message.ReportedRows;

/**
 * Everything that was received for one checkpoint.
 *
 * <p>Reports come as parts {@code i of n} (a whole report is part 1 of 1). Of each part the newest entry counts. The
 * parts of one {@code n} are complete when all {@code n} are there; where several {@code n} are complete, the one with the
 * newest entry counts. Rows that several of its parts state are taken from the newest. All of this is a function of the
 * set of entries, whatever their order.
 *
 * <p>Immutable.
 *
 * @param entries what was received, in the order of parts, part and time
 */
public record ReportLog(List<Entry> entries) {
    private static final Comparator<Entry> AGE =
            Comparator.comparing(Entry::reportedAt).thenComparing(Entry::hash);
    private static final Comparator<Entry> PLACE = Comparator.comparingInt(
                    (Entry entry) -> entry.rows().parts())
            .thenComparingInt(entry -> entry.rows().part())
            .thenComparing(AGE);
    private static final Comparator<Row> ROWS =
            Comparator.comparing(Row::variant).thenComparing(Row::metric);

    /** Nothing has been received. */
    public static final ReportLog EMPTY = new ReportLog(List.of());

    public ReportLog {
        entries = entries.stream().sorted(PLACE).toList();
    }

    /**
     * Something that was received.
     *
     * @param rows the rows in the order of variant and metric, their numbers without trailing zeros
     * @param reportedAt when they were reported last
     * @param hash hash of the rows
     */
    public record Entry(ReportedRows rows, Instant reportedAt, String hash) {
        /** Returns the entry of rows as they were received. */
        public static Entry of(ReportedRows received, Instant reportedAt) {
            AggregateReport report = received.report();
            List<Row> rows = report.rows().stream()
                    .map(ReportLog::canonical)
                    .sorted(ROWS)
                    .toList();
            AggregateReport canonical = new AggregateReport(report.experiment(), report.at(), rows);
            return new Entry(
                    new ReportedRows(canonical, received.part(), received.parts()),
                    reportedAt,
                    ContentHash.sha256(Codec.aggregateReport().write(canonical)));
        }

        private boolean isSameContent(Entry that) {
            return hash.equals(that.hash) && rows.part() == that.rows.part() && rows.parts() == that.rows.parts();
        }
    }

    /** Returns the log with one more entry; content that is there already is only reported anew. */
    public ReportLog with(Entry received) {
        List<Entry> all = new ArrayList<>(entries);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isSameContent(received)) {
                if (AGE.compare(all.get(i), received) >= 0) {
                    return this;
                }
                all.set(i, received);
                return new ReportLog(all);
            }
        }
        all.add(received);
        return new ReportLog(all);
    }

    /** Returns the report that counts, if one is complete. */
    public Optional<AggregateReport> current() {
        List<Entry> counting = counting();
        if (counting.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Row> rows = new TreeMap<>();
        counting.stream()
                .sorted(AGE)
                .forEach(entry ->
                        entry.rows().report().rows().forEach(row -> rows.put(row.variant() + "/" + row.metric(), row)));
        AggregateReport any = counting.getFirst().rows().report();
        List<Row> ordered = rows.values().stream().sorted(ROWS).toList();
        return Optional.of(new AggregateReport(any.experiment(), any.at(), ordered));
    }

    /** Returns what became of an entry that turned this log into the next one. */
    public Outcome outcome(Entry received, ReportLog next) {
        Optional<AggregateReport> after = next.current();
        if (after.isEmpty()) {
            return Outcome.INCOMPLETE;
        }
        Optional<AggregateReport> before = current();
        if (!before.equals(after)) {
            return before.isEmpty() ? Outcome.STORED : Outcome.RESTATED;
        }
        List<Entry> counting = next.counting();
        if (counting.stream().anyMatch(received::isSameContent)) {
            return Outcome.UNCHANGED;
        }
        boolean isComplete = next.isComplete(received.rows().parts());
        boolean isNewer = counting.stream().allMatch(entry -> AGE.compare(entry, received) < 0);
        return !isComplete && isNewer ? Outcome.INCOMPLETE : Outcome.SUPERSEDED;
    }

    /** The newest entry of each part, for that number of parts which is complete and newest; empty if none is. */
    private List<Entry> counting() {
        SortedMap<Integer, SortedMap<Integer, Entry>> newest = new TreeMap<>();
        for (Entry entry : entries) { // older ones of a part come first
            newest.computeIfAbsent(entry.rows().parts(), _ -> new TreeMap<>())
                    .put(entry.rows().part(), entry);
        }
        return newest.entrySet().stream()
                .filter(ofParts -> ofParts.getValue().size() == ofParts.getKey())
                .map(ofParts -> ofParts.getValue().values())
                .max(Comparator.comparing(ReportLog::newest, AGE))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private static Entry newest(Collection<Entry> some) {
        return some.stream().max(AGE).orElseThrow();
    }

    private boolean isComplete(int parts) {
        Set<Integer> there = new HashSet<>();
        entries.stream()
                .filter(entry -> entry.rows().parts() == parts)
                .forEach(entry -> there.add(entry.rows().part()));
        return there.size() == parts;
    }

    private static Row canonical(Row row) {
        return new Row(
                row.variant(),
                row.metric(),
                row.n(),
                row.mean().stripTrailingZeros(),
                row.variance() == null ? null : row.variance().stripTrailingZeros(),
                row.m3() == null ? null : row.m3().stripTrailingZeros());
    }

    /** Returns the log as text: a line {@code part parts reportedAt JSON} for each entry. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(entry.rows().part())
                    .append(' ')
                    .append(entry.rows().parts())
                    .append(' ')
                    .append(entry.reportedAt())
                    .append(' ')
                    .append(Codec.aggregateReport().write(entry.rows().report()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Returns the log that was written as this text. */
    public static ReportLog parse(String text) {
        ReportLog log = EMPTY;
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            ReportedRows rows = new ReportedRows(
                    Codec.aggregateReport().read(words[3]), Integer.parseInt(words[0]), Integer.parseInt(words[1]));
            log = log.with(Entry.of(rows, Instant.parse(words[2])));
        }
        return log;
    }
}
