package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Percents;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.moments.Segment;

/** The North Star Metric by segment: where the effect comes from, to wonder about and not to decide by. */
public final class SegmentLines {
    private static final String CAUTION =
            "Segments are to wonder about, not to decide by: of many, some look remarkable by" + " chance.";

    private SegmentLines() {}

    /**
     * Returns the lines, none if the units are not split.
     *
     * @param segments effects of all metrics by segment
     * @param width columns of a line
     */
    public static List<Line> of(PinnedExperiment pinned, SequencedMap<Segment, List<Effect>> segments, int width) {
        if (segments.isEmpty()) {
            return List.of();
        }
        boolean hasSeveral = pinned.experiment().treatments().size() > 1;
        Change change = new Change(Percents.fitting(segments.values().stream()
                .flatMap(SegmentLines::northStar)
                .map(effect -> effect.relative().value())
                .flatMap(Stream::ofNullable)
                .toList()));
        Table table = new Table(columns(pinned, hasSeveral));
        String attribute = "";
        for (var segment : segments.entrySet()) {
            if (!segment.getKey().attribute().equals(attribute)) {
                attribute = segment.getKey().attribute();
                table.addWide(Line.of(attribute, Emphasis.STRONG), 0);
            }
            String value = segment.getKey().value();
            northStar(segment.getValue()).forEach(effect -> table.add(row(pinned, effect, value, hasSeveral, change)));
        }
        List<Line> lines =
                new ArrayList<>(List.of(Line.of(pinned.northStar().metric() + " by segment", Emphasis.STRONG)));
        lines.addAll(table.lines(width));
        lines.addAll(Paragraph.lines(Line.of(CAUTION, Emphasis.FAINT), width, 0, 2));
        return lines;
    }

    private static Stream<Effect> northStar(List<Effect> effects) {
        return effects.stream().filter(effect -> effect.role() == Role.NORTH_STAR);
    }

    private static List<Column> columns(PinnedExperiment pinned, boolean hasSeveral) {
        List<Column> columns = new ArrayList<>(List.of(Column.wrapped("", 12)));
        if (hasSeveral) {
            columns.add(Column.text("variant", 0));
        }
        columns.add(Column.number("units", 1));
        columns.add(Column.number(pinned.experiment().control().key(), 2));
        columns.add(Column.number(
                hasSeveral
                        ? "level"
                        : pinned.experiment().treatments().getFirst().key(),
                2));
        columns.add(Column.number("change", 0));
        columns.add(Column.number("could be", 0));
        return columns;
    }

    private static List<Line> row(
            PinnedExperiment pinned, Effect effect, String value, boolean hasSeveral, Change change) {
        var metric = pinned.metric(effect.metric());
        List<Line> row = new ArrayList<>(List.of(Line.of("  " + value)));
        if (hasSeveral) {
            row.add(Line.of(effect.variant()));
        }
        row.add(Line.of(Figures.count(effect.control().n() + effect.treatment().n())));
        row.add(Line.of(Levels.text(metric, effect.control())));
        row.add(Line.of(Levels.text(metric, effect.treatment())));
        row.add(Line.of(change.value(effect)));
        row.add(Line.of(change.range(effect).orElse(Figures.ABSENT)));
        return row;
    }
}
