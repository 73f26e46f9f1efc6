package northstar.cli.lake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import northstar.cli.report.Csv;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import org.jspecify.annotations.Nullable;

/** What became of some files, as people and programs read it. */
public final class ImportReport {
    private static final int MOST = 10;

    private ImportReport() {}

    /** Returns the lines of the report. */
    public static List<Line> lines(List<ImportResult> results, int width) {
        List<Line> lines = new ArrayList<>(table(results).lines(width));
        List<ImportResult.Count> reasons = summed(results, ImportResult::reasons);
        if (!reasons.isEmpty()) {
            named(lines, "Refused, by reason", reasons, width);
            results.stream()
                    .filter(result -> result.rejected() != null)
                    .forEach(result -> lines.add(Line.of("  kept in " + result.rejected())));
        }
        named(lines, "Experiments (variants) found", summed(results, ImportResult::experiments), width);
        named(lines, "Events found", summed(results, ImportResult::events), width);
        return lines;
    }

    private static Table table(List<ImportResult> results) {
        Table table = new Table(List.of(
                Column.wrapped("file", 12),
                Column.number("read", 0),
                Column.number("exposures", 0),
                Column.number("activities", 0),
                Column.number("duplicates", 0),
                Column.number("refused", 0),
                Column.text("first", 2),
                Column.text("last", 1)));
        for (ImportResult result : results) {
            table.add(List.of(
                    Line.of(result.file()),
                    count(result.read()),
                    count(result.exposures()),
                    count(result.activities()),
                    count(result.duplicates()),
                    result.refused() == 0 ? count(0) : Line.of(Figures.count(result.refused()), Emphasis.CAUTION),
                    Line.of(minute(result.first())),
                    Line.of(minute(result.last()))));
        }
        return table;
    }

    /** Returns a time as people read it, to the minute (UTC). */
    static String minute(@Nullable Instant instant) {
        return instant == null
                ? Figures.ABSENT
                : instant.toString().substring(0, 16).replace('T', ' ');
    }

    private static Line count(long count) {
        return Line.of(Figures.count(count));
    }

    private static void named(List<Line> lines, String head, List<ImportResult.Count> counts, int width) {
        if (counts.isEmpty()) {
            return;
        }
        lines.add(Line.EMPTY);
        lines.add(Line.of(head, Emphasis.STRONG));
        counts.stream()
                .limit(MOST)
                .forEach(count -> lines.addAll(
                        Paragraph.lines(Line.of(Figures.count(count.count()) + "  " + count.name()), width, 2, 2)));
        if (counts.size() > MOST) {
            lines.add(Line.of("  and " + Figures.count(counts.size() - MOST) + " more", Emphasis.FAINT));
        }
    }

    private static List<ImportResult.Count> summed(
            List<ImportResult> results, Function<ImportResult, List<ImportResult.Count>> counts) {
        Map<String, Long> sums = new LinkedHashMap<>();
        results.forEach(
                result -> counts.apply(result).forEach(count -> sums.merge(count.name(), count.count(), Long::sum)));
        return sums.entrySet().stream()
                .map(entry -> new ImportResult.Count(entry.getKey(), entry.getValue()))
                .sorted(ImportResult.Count.LARGEST_FIRST)
                .toList();
    }

    /** Returns the results for programs. */
    public static List<String> json(List<ImportResult> results) {
        return results.stream().map(ImportResult::json).toList();
    }

    /** Returns the results for spreadsheets, a row for each file. */
    public static String csv(List<ImportResult> results) {
        return new Csv<ImportResult>(List.of(
                        new Csv.Column<>("file", ImportResult::file),
                        new Csv.Column<>("key", ImportResult::key),
                        new Csv.Column<>("read", ImportResult::read),
                        new Csv.Column<>("taken", ImportResult::taken),
                        new Csv.Column<>("exposures", ImportResult::exposures),
                        new Csv.Column<>("activities", ImportResult::activities),
                        new Csv.Column<>("duplicates", ImportResult::duplicates),
                        new Csv.Column<>("refused", ImportResult::refused),
                        new Csv.Column<>("rejected", ImportResult::rejected),
                        new Csv.Column<>("first", ImportResult::first),
                        new Csv.Column<>("last", ImportResult::last)))
                .text(results);
    }
}
