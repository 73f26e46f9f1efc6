package northstar.lake.imports;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as text (RFC 4180): a header, then rows with as many cells; a cell in quotation marks may hold commas and lines.
 *
 * <p>A quotation mark that is never closed spoils just its own line: reading goes on with the next one.
 */
final class CsvText {
    private static final String TOO_LONG = "row == longer than " + Limits.RECORD + " bytes, must be shorter";
    private static final String OPEN = "cell == in quotation marks without an end, must end with quotation marks";
    private static final String LOOSE = "cell == text after its closing quotation mark, must end there";

    private final Bytes text;
    private final Records records;
    private final RecordBytes row = new RecordBytes();
    private @Nullable List<String> header;
    private boolean isSpoilt;
    private long line = 1;

    CsvText(Bytes text, Records records) {
        this.text = text;
        this.records = records;
    }

    /** Where in a row a byte stands. */
    private enum At {
        BEGIN,
        BARE,
        QUOTED,
        AFTER_QUOTE
    }

    void read() throws IOException {
        boolean goesOn = true;
        while (goesOn && !isSpoilt) {
            goesOn = row(line);
        }
    }

    /** Reads a row and returns whether another may follow. */
    private boolean row(long begin) throws IOException {
        row.clear();
        At at = At.BEGIN;
        int next = text.next();
        while (next >= 0 && !(next == '\n' && at != At.QUOTED) && !row.isTooLong()) {
            row.add(next);
            line += next == '\n' ? 1 : 0;
            at = after(at, next);
            next = text.next();
        }
        if (row.isTooLong() && next >= 0) {
            text.unread(new byte[] {(byte) next}, 0, 1);
        }
        String damage = next < 0 ? text.damage() : null;
        if (damage != null) {
            refuse(begin, damage);
            return false;
        }
        if (at == At.QUOTED && (next < 0 || row.isTooLong()) && row.firstLineEnd() >= 0) {
            retreat(begin);
            return true;
        }
        if (row.isTooLong()) {
            skipLine();
            refuse(begin, TOO_LONG);
            return true;
        }
        line++;
        if (at == At.QUOTED) {
            refuse(begin, OPEN);
        } else if (!row.isBlank()) {
            take(begin);
        }
        return next >= 0;
    }

    private static At after(At at, int next) {
        return switch (at) {
            case BEGIN -> next == '"' ? At.QUOTED : next == ',' ? At.BEGIN : At.BARE;
            case BARE -> next == ',' ? At.BEGIN : At.BARE;
            case QUOTED -> next == '"' ? At.AFTER_QUOTE : At.QUOTED;
            case AFTER_QUOTE ->
                next == '"' ? At.QUOTED : next == ',' ? At.BEGIN : next == '\r' ? At.AFTER_QUOTE : At.BARE;
        };
    }

    /** Refuses the row's first line and goes back to the second. */
    private void retreat(long begin) {
        int end = row.firstLineEnd();
        refuse(begin, OPEN, Records.kept(row.bytes(), end));
        text.unread(row.bytes(), end + 1, row.length());
        line = begin + 1;
    }

    private void skipLine() throws IOException {
        int next = text.next();
        while (next >= 0 && next != '\n') {
            next = text.next();
        }
        line++;
    }

    private void refuse(long begin, String reason) {
        refuse(begin, reason, Records.kept(row.bytes(), row.length()));
    }

    /** Without a header nothing below it has a meaning. */
    private void refuse(long begin, String reason, String kept) {
        isSpoilt = header == null;
        records.refuse(begin, isSpoilt ? "header: " + reason : reason, kept);
    }

    private void take(long begin) {
        List<String> cells;
        String decoded;
        try {
            decoded = Records.decoded(row.bytes(), row.length());
            cells = cells(decoded.endsWith("\r") ? decoded.substring(0, decoded.length() - 1) : decoded);
        } catch (CharacterCodingException e) {
            refuse(begin, JsonLines.NOT_UTF8);
            return;
        } catch (RefusedException e) {
            refuse(begin, String.valueOf(e.getMessage()));
            return;
        }
        if (header == null) {
            header = cells.stream().map(String::strip).toList();
        } else if (cells.size() != header.size()) {
            refuse(begin, "cells == " + cells.size() + ", must be " + header.size() + ", as in the header");
        } else {
            records.accept(begin, decoded, new Fields(named(header, cells), true));
        }
    }

    /** Of columns with the same name the first that has something counts. */
    private static Map<String, @Nullable Object> named(List<String> header, List<String> cells) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                named.putIfAbsent(header.get(i), cells.get(i));
            }
        }
        return named;
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        At at = At.BEGIN;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            At next = after(at, c);
            if (at == At.AFTER_QUOTE && c != '"' && c != ',') {
                throw new RefusedException(LOOSE);
            }
            boolean isSyntax = next == At.BEGIN || next == At.AFTER_QUOTE || (at == At.BEGIN && next == At.QUOTED);
            if (!isSyntax) {
                cell.append(c);
            }
            if (next == At.BEGIN) {
                cells.add(cell.toString());
                cell.setLength(0);
            }
            at = next;
        }
        cells.add(cell.toString());
        return cells;
    }
}
