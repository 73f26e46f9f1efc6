package northstar.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines between its words. */
public final class Paragraph {
    private Paragraph() {}

    /**
     * Returns the lines of a text.
     *
     * @param width columns that a line may take, those of the indent included
     * @param indent columns that all lines are moved to the right
     * @param hanging columns that all lines but the first are moved further
     */
    public static List<Line> lines(Line text, int width, int indent, int hanging) {
        List<Line> lines = new ArrayList<>();
        Line line = blank(indent);
        boolean isFresh = true;
        for (Word word : words(text)) {
            String gap = isFresh || !word.afterSpace() ? "" : " ";
            if (!isFresh
                    && word.afterSpace()
                    && line.width() + gap.length() + word.line().width() > width) {
                lines.add(line);
                line = blank(indent + hanging);
                gap = "";
            }
            line = line.plus(gap).plus(word.line());
            isFresh = false;
        }
        lines.add(line);
        return List.copyOf(lines);
    }

    /** Returns the lines of a plain text. */
    public static List<Line> lines(String text, int width) {
        return lines(Line.of(text), width, 0, 0);
    }

    private static Line blank(int columns) {
        return Line.of(" ".repeat(columns));
    }

    /**
     * Returns the lines of a narrow cell: words that are longer than the cell are broken too, after a hyphen if there is one.
     *
     * @param width columns of the cell, at least 1
     */
    static List<Line> cell(Line text, int width) {
        List<Line.Span> spans = new ArrayList<>();
        for (Line.Span span : text.spans()) {
            spans.add(new Line.Span(breakable(span.text(), width), span.emphasis()));
        }
        return lines(new Line(spans), width, 0, 0);
    }

    private static String breakable(String text, int width) {
        StringBuilder broken = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String rest = word;
            while (rest.length() > width) {
                int hyphen = rest.lastIndexOf('-', width - 1);
                int end = hyphen > 0 ? hyphen + 1 : width;
                broken.append(rest, 0, end).append(' ');
                rest = rest.substring(end);
            }
            broken.append(rest).append(' ');
        }
        return broken.substring(0, broken.length() - 1);
    }

    /** A piece of text that is not broken, and whether a space stands before it. */
    private record Word(Line line, boolean afterSpace) {}

    private static List<Word> words(Line text) {
        List<Word> words = new ArrayList<>();
        boolean space = false;
        for (Line.Span span : text.spans()) {
            String rest = span.text();
            while (!rest.isEmpty()) {
                if (rest.charAt(0) == ' ') {
                    space = true;
                    rest = rest.substring(1);
                    continue;
                }
                int end = rest.indexOf(' ') < 0 ? rest.length() : rest.indexOf(' ');
                words.add(new Word(Line.of(rest.substring(0, end), span.emphasis()), space));
                space = false;
                rest = rest.substring(end);
            }
        }
        return words;
    }
}
