package northstar.storage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import northstar.domain.Arguments;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import northstar.events.Message.ReportedRows;
import org.jspecify.annotations.Nullable;

/**
 * A report log as lines of text: {@code # part parts reportedAt} begins a part, each of its rows follows as
 * {@code variant metric n mean variance m3}, with {@code -} for what is unknown.
 *
 * <p>Lines take a third of the room of JSON, and a log is rewritten whenever something is added to it.
 */
final class ReportText {
    private static final String UNKNOWN = "-";
    private static final String PART = "#";

    private ReportText() {}

    static String of(ReportLog log) {
        return log.entries().stream()
                .map(entry -> String.join(
                                " ",
                                PART,
                                String.valueOf(entry.rows().part()),
                                String.valueOf(entry.rows().parts()),
                                entry.reportedAt().toString())
                        + "\n"
                        + of(entry.rows().report().rows()))
                .collect(Collectors.joining());
    }

    static String of(List<Row> rows) {
        return rows.stream().map(ReportText::of).collect(Collectors.joining());
    }

    private static String of(Row row) {
        return String.join(
                        " ",
                        row.variant(),
                        row.metric(),
                        String.valueOf(row.n()),
                        row.mean().toString(),
                        text(row.variance()),
                        text(row.m3()))
                + "\n";
    }

    private static String text(@Nullable BigDecimal number) {
        return number == null ? UNKNOWN : number.toString();
    }

    static ReportLog parse(String experiment, Instant at, String text) {
        ReportLog log = ReportLog.EMPTY;
        List<String> lines = text.lines().toList();
        int next = 0;
        while (next < lines.size()) {
            String[] head = words(lines.get(next), 4);
            if (!head[0].equals(PART)) {
                throw refusal(lines.get(next));
            }
            next++;
            List<Row> rows = new ArrayList<>();
            while (next < lines.size() && !lines.get(next).startsWith(PART)) {
                rows.add(row(words(lines.get(next), 6)));
                next++;
            }
            AggregateReport report = new AggregateReport(experiment, at, rows);
            ReportedRows part = new ReportedRows(report, Integer.parseInt(head[1]), Integer.parseInt(head[2]));
            log = log.with(ReportLog.Entry.of(part, Instant.parse(head[3])));
        }
        return log;
    }

    private static Row row(String[] words) {
        return new Row(
                words[0], words[1], Long.parseLong(words[2]), new BigDecimal(words[3]), number(words[4]), number(words[5]));
    }

    private static @Nullable BigDecimal number(String word) {
        return word.equals(UNKNOWN) ? null : new BigDecimal(word);
    }

    private static String[] words(String line, int expected) {
        String[] words = line.split(" ", -1);
        if (words.length != expected) {
            throw refusal(line);
        }
        return words;
    }

    private static IllegalArgumentException refusal(String line) {
        return Arguments.refusal("line of a report log", Arguments.quoted(line), "a part or a row of one");
    }
}
