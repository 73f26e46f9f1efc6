package northstar.cli.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import northstar.cli.remote.Standing;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.evaluation.Evaluation;
import northstar.events.ForeignJson;
import org.jspecify.annotations.Nullable;

/**
 * Where the experiments of a deployment are, and what waits in its queues.
 *
 * @param stack the stack's name
 * @param standings the experiments
 * @param queues how many messages wait in each queue
 */
public record StatusReport(String stack, List<Standing> standings, SortedMap<String, Long> queues) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    public StatusReport {
        standings = List.copyOf(standings);
    }

    /**
     * Returns it for people.
     *
     * @param history whether to tell the whole history of each experiment
     * @param width columns of a line
     */
    public List<Line> lines(boolean history, int width) {
        List<Line> lines = new ArrayList<>();
        long waiting = queues.values().stream().mapToLong(Long::longValue).sum();
        lines.add(Line.of(stack, Emphasis.STRONG)
                .plus(": " + Figures.count(standings.size(), "experiment") + ", "
                        + (waiting == 0 ? "nothing" : Figures.count(waiting, "message"))
                        + " in the dead-letter queues; times are UTC"));
        if (!standings.isEmpty()) {
            lines.add(Line.EMPTY);
            lines.addAll(table().lines(width));
        }
        if (history) {
            standings.forEach(standing -> history(standing, lines));
        }
        if (waiting > 0) {
            lines.add(Line.EMPTY);
            queues.forEach((queue, count) -> {
                if (count > 0) {
                    lines.add(Line.of(queue + ": " + Figures.count(count, "message"), Emphasis.BAD));
                }
            });
            lines.add(Line.of("northstar redrive --dry-run says why they are there."));
        }
        return lines;
    }

    private Table table() {
        Table table = new Table(List.of(
                Column.text("experiment", 0),
                Column.text("status", 0),
                Column.text("last check", 0),
                Column.text("finding", 0),
                Column.text("next check", 1),
                Column.wrapped("decided", 20)));
        standings.forEach(standing -> table.add(List.of(
                Line.of(standing.experiment().key()),
                Line.of(ScreenWords.of(standing.status())),
                Line.of(last(standing)),
                standing.last() == null
                        ? Line.of(Figures.ABSENT)
                        : ScreenWords.line(standing.last().verdict()),
                next(standing),
                Line.of(decided(standing)))));
        return table;
    }

    private static String last(Standing standing) {
        Evaluation last = standing.last();
        return last == null ? Figures.ABSENT : MINUTE.format(last.asOf()) + (last.isFinal() ? " (last)" : "");
    }

    private static Line next(Standing standing) {
        if (!standing.missing().isEmpty()) {
            return Line.of("waits for " + String.join(", ", standing.missing()), Emphasis.CAUTION);
        }
        if (standing.unscheduled()) {
            return Line.of("not scheduled", Emphasis.BAD);
        }
        return Line.of(standing.next() == null ? Figures.ABSENT : MINUTE.format(standing.next()));
    }

    /** Returns the newest of what people decided. */
    private static String decided(Standing standing) {
        return standing.history().stream()
                .filter(entry ->
                        !entry.kind().equals("launched") && !entry.kind().equals("changed"))
                .reduce((earlier, later) -> later)
                .map(StatusReport::told)
                .orElse(Figures.ABSENT);
    }

    private static String told(Standing.Entry entry) {
        return entry.kind() + (entry.text().isEmpty() ? "" : ": " + entry.text());
    }

    private static void history(Standing standing, List<Line> lines) {
        lines.add(Line.EMPTY);
        lines.add(Line.of(standing.experiment().key(), Emphasis.STRONG)
                .plus(" · feature " + standing.experiment().feature() + " · "
                        + MINUTE.format(standing.experiment().start()) + " to "
                        + MINUTE.format(standing.experiment().end())));
        standing.history().forEach(entry -> lines.add(Line.of("  " + MINUTE.format(entry.at()) + "  " + told(entry))));
    }

    /** Returns it as JSON. */
    public String json() {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("stack", stack);
        report.put("experiments", standings.stream().map(StatusReport::json).toList());
        report.put("queues", new LinkedHashMap<String, @Nullable Object>(queues));
        return ForeignJson.write(report);
    }

    private static Map<String, @Nullable Object> json(Standing standing) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("experiment", standing.experiment().key());
        json.put("feature", standing.experiment().feature());
        json.put("status", standing.status().name());
        json.put("start", standing.experiment().start().toString());
        json.put("end", standing.experiment().end().toString());
        json.put("waitsFor", standing.missing());
        json.put("lastLook", standing.last() == null ? null : look(standing.last()));
        json.put("nextLook", text(standing.next()));
        json.put("unscheduled", standing.unscheduled());
        json.put("history", standing.history().stream().map(StatusReport::entry).toList());
        return json;
    }

    private static Map<String, @Nullable Object> look(Evaluation last) {
        Map<String, @Nullable Object> look = new LinkedHashMap<>();
        look.put("at", last.asOf().toString());
        look.put("look", last.look());
        look.put("final", last.isFinal());
        look.put("verdict", last.verdict().name());
        return look;
    }

    private static Map<String, @Nullable Object> entry(Standing.Entry entry) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("at", entry.at().toString());
        json.put("kind", entry.kind());
        json.put("text", entry.text());
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
