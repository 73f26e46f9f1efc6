package northstar.measurement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a text as the SQL engine divides it: records of RFC 4180, or lines; blank lines are none.
 *
 * <p>It serves the head and the messages alone; values are never read through it.
 */
final class TextRows {
    /** The longest record that the engine takes. */
    static final int MAX_LENGTH = 2_000_000;

    private static final int COMMA = ',';
    private static final int QUOTE = '"';

    private final Utf8Text text;
    private final boolean csv;
    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = List.of();
    private State state = State.START;
    private long line = 1;
    private long start = 1;
    private int length;
    private @Nullable String lineEnd;

    /** Reads records of comma-separated values, or else lines. */
    TextRows(Utf8Text text, boolean csv) {
        this.text = text;
        this.csv = csv;
    }

    /**
     * A row.
     *
     * @param line the line on which it begins, from 1; that of the fault if there is one
     * @param cells its cells without their quotation marks; one cell without text if rows are lines
     * @param fault what is wrong with it, worded <em>what == value, must be rule</em>, or null
     */
    record Row(long line, List<String> cells, @Nullable String fault) {}

    private enum State {
        /** Before the first character of a cell. */
        START,
        /** In a cell without quotation marks. */
        BARE,
        /** Between quotation marks. */
        QUOTED,
        /** After a quotation mark that closes the cell or, doubled, stands for itself. */
        CLOSED,
        /** After the row. */
        ENDED
    }

    /** Returns the next row, or null at the end; after a row with a fault nothing more can be read. */
    @Nullable
    Row next() throws IOException {
        cells = new ArrayList<>();
        state = State.START;
        start = line;
        length = 0;
        while (true) {
            int next = text.next();
            if (next == Utf8Text.END) {
                return last();
            }
            String fault = take(next);
            if (fault != null) {
                return new Row(line, cells, fault);
            }
            if (state == State.ENDED) {
                return new Row(start, cells, null);
            }
        }
    }

    private @Nullable Row last() {
        if (length == 0) {
            return null;
        }
        if (state == State.QUOTED) {
            return new Row(start, cells, "cell == a quotation mark without its partner, must be closed");
        }
        endCell();
        return new Row(start, cells, null);
    }

    private @Nullable String take(int next) throws IOException {
        if (next == Utf8Text.MALFORMED) {
            return "text == not UTF-8, must be UTF-8";
        }
        if (next == 0) {
            return "text == binary data, must be text";
        }
        if (next == '\n' || next == '\r') {
            return takeLineEnd(next);
        }
        return csv ? takeCharacter(next) : takeOfLine(next);
    }

    private @Nullable String takeLineEnd(int first) throws IOException {
        String end = first == '\n' ? "LF" : "CR";
        if (first == '\r' && text.peek() == '\n') {
            text.next();
            end = "CR LF";
        }
        if (csv && state == State.QUOTED) {
            line++;
            cell.append('\n');
            return null;
        }
        if (csv && lineEnd != null && !lineEnd.equals(end)) {
            return "line end == " + end + ", must be " + lineEnd + " as in the lines before";
        }
        lineEnd = end;
        line++;
        if (length == 0) {
            start = line;
        } else {
            endCell();
            state = State.ENDED;
        }
        return null;
    }

    private @Nullable String takeOfLine(int next) {
        if (!Character.isWhitespace(next)) {
            length++;
        }
        return null;
    }

    private @Nullable String takeCharacter(int next) {
        if (++length > MAX_LENGTH) {
            return "row == longer than " + MAX_LENGTH + " characters, must be shorter";
        }
        if (state == State.QUOTED) {
            takeQuoted(next);
        } else if (next == COMMA) {
            endCell();
            state = State.START;
        } else if (next == QUOTE && state == State.START) {
            state = State.QUOTED;
        } else if (next == QUOTE && state == State.CLOSED) {
            cell.append('"');
            state = State.QUOTED;
        } else if (state == State.CLOSED) {
            return "cell == text after a closing quotation mark, must be followed by a comma or the end of the line";
        } else {
            cell.append((char) next);
            state = State.BARE;
        }
        return null;
    }

    private void takeQuoted(int next) {
        if (next == QUOTE) {
            state = State.CLOSED;
        } else {
            cell.append((char) next);
        }
    }

    private void endCell() {
        cells.add(cell.toString());
        cell.setLength(0);
    }
}
