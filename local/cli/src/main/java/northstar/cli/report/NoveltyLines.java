package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import northstar.cli.terminal.Axis;
import northstar.cli.terminal.Axis.Interval;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Percents;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Novelty;

/** Effects over the days since exposure: whether they fade or grow, and the curve. */
public final class NoveltyLines {
    private static final int BAR = 36;

    private NoveltyLines() {}

    /** Returns a sentence for each effect that fades or grows. */
    static List<String> sentences(Evaluation evaluation) {
        return evaluation.novelty().stream()
                .flatMap(novelty -> word(novelty).map(word -> sentence(novelty, word)).stream())
                .toList();
    }

    private static Optional<String> word(Novelty novelty) {
        return switch (novelty.finding()) {
            case NOVELTY -> Optional.of("fades");
            case PRIMACY -> Optional.of("grows");
            case STEADY -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static String sentence(Novelty novelty, String word) {
        Double late = novelty.lateRelative().value();
        Double absolute = novelty.late().value();
        String size = late != null
                ? Percents.fitting(List.of(late)).change(late)
                : absolute == null ? Figures.ABSENT : Figures.gain(absolute) + " a day";
        int half = novelty.days().size() / 2;
        return "The effect of " + novelty.variant() + " on " + novelty.metric() + " " + word
                + " with the days since exposure: " + size + " in the last " + half + " of "
                + novelty.days().size() + " days.";
    }

    /** Returns the curves, none if the units' days are not known. */
    public static List<Line> curves(Evaluation evaluation, int width) {
        List<Line> lines = new ArrayList<>();
        for (Novelty novelty : evaluation.novelty()) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
            }
            String name = novelty.metric() + " (" + novelty.variant() + ") by day since exposure";
            if (novelty.undefined() != null) {
                lines.add(Line.of(name, Emphasis.STRONG).plus(": " + Remarks.absence(novelty.undefined()) + "."));
            } else {
                lines.add(Line.of(name, Emphasis.STRONG));
                lines.addAll(table(novelty).lines(width));
            }
        }
        return lines;
    }

    private static Table table(Novelty novelty) {
        Axis axis =
                Axis.of(novelty.days().stream().flatMap(NoveltyLines::interval).toList(), BAR);
        Table table = new Table(List.of(
                Column.number("day", 0),
                Column.number("change a day", 0),
                Column.number("could be", 1),
                new Column(
                        List.of(axis.head(Figures.gain(axis.lower()), Figures.gain(axis.upper()))),
                        Table.Side.LEFT,
                        0,
                        2)));
        for (int day = 0; day < novelty.days().size(); day++) {
            Estimate estimate = novelty.days().get(day);
            Optional<Interval> interval = Change.interval(estimate);
            Double value = estimate.value();
            table.add(List.of(
                    Line.of(String.valueOf(day + 1)),
                    Line.of(value == null ? Figures.ABSENT : Figures.gain(value)),
                    Line.of(interval.map(range -> Figures.gain(range.lower()) + " to " + Figures.gain(range.upper()))
                            .orElse(Figures.ABSENT)),
                    interval.map(range -> axis.bar(range, Emphasis.NONE)).orElse(Line.EMPTY)));
        }
        return table;
    }

    private static Stream<Interval> interval(Estimate estimate) {
        return Change.interval(estimate).stream();
    }
}
