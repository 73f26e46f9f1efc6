package northstar.cli.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import northstar.cli.lake.SeenEvent.Property;
import northstar.cli.report.Csv;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import org.jspecify.annotations.Nullable;

/** The events of a lake, as people and programs read them. */
public final class EventReport {
    private static final int MOST_PROPERTIES = 20;

    private EventReport() {}

    /** Returns the lines of the report. */
    public static List<Line> lines(List<SeenEvent> events, int width) {
        if (events.isEmpty()) {
            return List.of(Line.of("No events yet: northstar import, or files under raw/."));
        }
        Table table = new Table(List.of(
                Column.wrapped("event", 16),
                Column.number("users", 0),
                Column.number("times", 0),
                Column.text("first", 2),
                Column.text("last", 1)));
        for (SeenEvent event : events) {
            table.add(List.of(
                    Line.of(event.event(), Emphasis.STRONG),
                    Line.of(Figures.count(event.units())),
                    Line.of(Figures.count(event.rows())),
                    Line.of(ImportReport.minute(event.first())),
                    Line.of(ImportReport.minute(event.last()))));
            if (event.values() > 0) {
                table.addWide(property("value", "number", (double) event.values() / event.rows(), List.of()), 4);
            }
            event.properties().stream()
                    .limit(MOST_PROPERTIES)
                    .forEach(property -> table.addWide(
                            property(property.key(), property.type(), property.share(), property.examples()), 4));
            int more = event.properties().size() - MOST_PROPERTIES;
            if (more > 0) {
                table.addWide(Line.of("and " + Figures.count(more) + " more", Emphasis.FAINT), 4);
            }
        }
        return table.lines(width);
    }

    private static Line property(String key, String type, double share, List<String> examples) {
        String shown = examples.isEmpty() ? "" : ": " + String.join(", ", examples);
        return Line.of(key).plus(" " + type + ", in " + Figures.chosen(share) + shown, Emphasis.FAINT);
    }

    /** Returns the events for programs. */
    public static String json(List<SeenEvent> events) {
        return "[" + String.join(",", events.stream().map(SeenEvent::json).toList()) + "]";
    }

    private record Row(SeenEvent event, @Nullable Property property) {}

    /** Returns the events for spreadsheets: a row for each event, and one for each of its properties. */
    public static String csv(List<SeenEvent> events) {
        List<Row> rows = new ArrayList<>();
        for (SeenEvent event : events) {
            Stream.concat(
                            Stream.of(new Row(event, null)),
                            event.properties().stream().map(it -> new Row(event, it)))
                    .forEach(rows::add);
        }
        return new Csv<Row>(List.of(
                        new Csv.Column<>("event", row -> row.event().event()),
                        new Csv.Column<>("units", row -> row.event().units()),
                        new Csv.Column<>("rows", row -> row.event().rows()),
                        new Csv.Column<>("first", row -> row.event().first()),
                        new Csv.Column<>("last", row -> row.event().last()),
                        new Csv.Column<>(
                                "property",
                                row -> row.property() == null
                                        ? null
                                        : row.property().key()),
                        new Csv.Column<>(
                                "type",
                                row -> row.property() == null
                                        ? null
                                        : row.property().type()),
                        new Csv.Column<>(
                                "share",
                                row -> row.property() == null
                                        ? null
                                        : row.property().share()),
                        new Csv.Column<>(
                                "examples",
                                row -> row.property() == null
                                        ? null
                                        : String.join("; ", row.property().examples()))))
                .text(rows);
    }
}
