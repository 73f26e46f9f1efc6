package northstar.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of text, or a part of one. Immutable.
 *
 * @param spans its pieces from left to right
 */
public record Line(List<Span> spans) {
    /** A line without text. */
    public static final Line EMPTY = new Line(List.of());

    public Line {
        spans = List.copyOf(spans);
    }

    /**
     * Text of one emphasis.
     *
     * @param text without line breaks
     */
    public record Span(String text, Emphasis emphasis) {}

    /** Returns a line of plain text. */
    public static Line of(String text) {
        return of(text, Emphasis.NONE);
    }

    /** Returns a line of one emphasis. */
    public static Line of(String text, Emphasis emphasis) {
        return text.isEmpty() ? EMPTY : new Line(List.of(new Span(text, emphasis)));
    }

    /** Returns both, one after the other. */
    public Line plus(Line next) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(next.spans);
        return new Line(all);
    }

    /** Returns this with plain text after it. */
    public Line plus(String text) {
        return plus(of(text));
    }

    /** Returns this with text of one emphasis after it. */
    public Line plus(String text, Emphasis emphasis) {
        return plus(of(text, emphasis));
    }

    /** Returns the text without emphasis. */
    public String text() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** Returns how many columns it takes. */
    public int width() {
        return spans.stream()
                .mapToInt(span -> span.text().codePointCount(0, span.text().length()))
                .sum();
    }

    /** Returns this with spaces behind it up to a width. */
    Line padded(int width) {
        int missing = width - width();
        return missing > 0 ? plus(" ".repeat(missing)) : this;
    }

    /** Returns this with spaces before it up to a width. */
    Line indented(int width) {
        int missing = width - width();
        return missing > 0 ? of(" ".repeat(missing)).plus(this) : this;
    }

    /** Returns this without the spaces at its end. */
    Line stripped() {
        List<Span> kept = new ArrayList<>(spans);
        while (!kept.isEmpty()) {
            Span last = kept.removeLast();
            String text = last.text().stripTrailing();
            if (!text.isEmpty()) {
                kept.add(new Span(text, last.emphasis()));
                break;
            }
        }
        return new Line(kept);
    }
}
