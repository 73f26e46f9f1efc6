package northstar.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows and columns that fit a width: long text is wrapped, and what is least needed is left out. */
public final class Table {
    private static final int GAP = 2;

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /** Creates a table without rows. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param head lines of its head
     * @param side where its text stands
     * @param narrowest columns below which it does not go when its text is wrapped to make room; 0 if it is never wrapped
     * @param need 0 if it is always shown; the larger, the sooner it is left out where there is no room
     */
    public record Column(List<Line> head, Side side, int narrowest, int need) {
        public Column {
            head = List.copyOf(head);
        }

        /** Returns a column of text. */
        public static Column text(String head, int need) {
            return new Column(heads(head), Side.LEFT, 0, need);
        }

        /** Returns a column of text that may be wrapped and is always shown. Of several, the last one gives way first. */
        public static Column wrapped(String head, int narrowest) {
            return new Column(heads(head), Side.LEFT, narrowest, 0);
        }

        /** Returns a column of numbers. */
        public static Column number(String head, int need) {
            return new Column(heads(head), Side.RIGHT, 0, need);
        }

        private static List<Line> heads(String head) {
            return head.lines().map(line -> Line.of(line, Emphasis.FAINT)).toList();
        }
    }

    /** Where text stands in its column. */
    public enum Side {
        LEFT,
        RIGHT
    }

    private sealed interface Row {
        /** One cell for each column. */
        record Cells(List<Line> cells) implements Row {}

        /** Text over all columns. */
        record Wide(Line text, int indent) implements Row {}
    }

    /** Adds a row of one cell for each column. */
    public Table add(List<Line> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("cells.size == " + cells.size() + ", must be " + columns.size());
        }
        rows.add(new Row.Cells(List.copyOf(cells)));
        return this;
    }

    /** Adds a line over all columns, wrapped where it is too long. */
    public Table addWide(Line text, int indent) {
        rows.add(new Row.Wide(text, indent));
        return this;
    }

    /** Returns its lines, head first. */
    public List<Line> lines(int width) {
        List<Integer> shown = shown(width);
        int[] widths = widths(shown, width);
        List<Line> lines = new ArrayList<>();
        head(shown, widths, lines);
        for (Row row : rows) {
            switch (row) {
                case Row.Cells(List<Line> cells) -> body(shown, widths, cells, lines);
                case Row.Wide(Line text, int indent) -> lines.addAll(Paragraph.lines(text, width, indent, 2));
            }
        }
        return lines.stream().map(Line::stripped).toList();
    }

    private List<Integer> shown(int width) {
        List<Integer> shown = new ArrayList<>(IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).need() == 0 || !isBlank(column))
                .boxed()
                .toList());
        while (total(shown.stream().mapToInt(this::narrowest).toArray()) > width) {
            int leastNeeded = shown.stream()
                    .mapToInt(column -> columns.get(column).need())
                    .max()
                    .orElse(0);
            if (leastNeeded == 0) {
                break;
            }
            shown.removeIf(column -> columns.get(column).need() == leastNeeded);
        }
        return shown;
    }

    /** Returns whether no row has anything in a column. */
    private boolean isBlank(int column) {
        return rows.stream()
                .noneMatch(row -> row instanceof Row.Cells(List<Line> cells)
                        && !cells.get(column).text().isBlank());
    }

    private int[] widths(List<Integer> shown, int width) {
        int[] widths = shown.stream().mapToInt(this::natural).toArray();
        int excess = total(widths) - width;
        for (int i = widths.length - 1; i >= 0 && excess > 0; i--) {
            int given = Math.min(excess, widths[i] - narrowest(shown.get(i)));
            widths[i] -= given;
            excess -= given;
        }
        return widths;
    }

    private static int total(int[] widths) {
        return IntStream.of(widths).sum() + GAP * Math.max(0, widths.length - 1);
    }

    private int natural(int column) {
        int widest =
                columns.get(column).head().stream().mapToInt(Line::width).max().orElse(0);
        for (Row row : rows) {
            if (row instanceof Row.Cells(List<Line> cells)) {
                widest = Math.max(widest, cells.get(column).width());
            }
        }
        return widest;
    }

    private int narrowest(int column) {
        int natural = natural(column);
        int narrowest = columns.get(column).narrowest();
        return narrowest == 0 ? natural : Math.min(narrowest, natural);
    }

    private void head(List<Integer> shown, int[] widths, List<Line> lines) {
        int height = shown.stream()
                .mapToInt(column -> columns.get(column).head().size())
                .max()
                .orElse(0);
        for (int i = 0; i < height; i++) {
            Line line = Line.EMPTY;
            for (int j = 0; j < widths.length; j++) {
                Column column = columns.get(shown.get(j));
                int at = i - (height - column.head().size());
                line = cell(line, at < 0 ? Line.EMPTY : column.head().get(at), column.side(), widths, j);
            }
            lines.add(line);
        }
    }

    private void body(List<Integer> shown, int[] widths, List<Line> cells, List<Line> lines) {
        List<List<Line>> wrapped = new ArrayList<>();
        for (int j = 0; j < widths.length; j++) {
            Line cell = cells.get(shown.get(j));
            wrapped.add(cell.width() <= widths[j] ? List.of(cell) : Paragraph.cell(cell, widths[j]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < height; i++) {
            Line line = Line.EMPTY;
            for (int j = 0; j < widths.length; j++) {
                Line part = i < wrapped.get(j).size() ? wrapped.get(j).get(i) : Line.EMPTY;
                line = cell(line, part, columns.get(shown.get(j)).side(), widths, j);
            }
            lines.add(line);
        }
    }

    private static Line cell(Line line, Line text, Side side, int[] widths, int index) {
        Line aligned = side == Side.RIGHT ? text.indented(widths[index]) : text.padded(widths[index]);
        return index == 0 ? aligned : line.plus(" ".repeat(GAP)).plus(aligned);
    }
}
