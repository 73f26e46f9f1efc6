package northstar.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the lines of a text that a message speaks of. */
final class TextPlaces {
    private TextPlaces() {}

    /** Returns the lines on which rows begin, given by their number from 1 in ascending order. */
    static String of(SourceFile source, boolean csv, List<Long> rows) {
        List<Long> lines = new ArrayList<>();
        try (InputStream bytes = source.open()) {
            TextRows text = new TextRows(new Utf8Text(bytes), csv);
            long number = 0;
            for (long row : rows) {
                TextRows.Row found = null;
                while (number < row) {
                    found = text.next();
                    number++;
                }
                if (found == null || found.fault() != null) {
                    return numbered("row", rows);
                }
                lines.add(found.line());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return numbered("line", lines);
    }

    /** Returns rows named by their number. */
    static String numbered(String noun, List<Long> numbers) {
        String all = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return noun + (numbers.size() == 1 ? " " : "s ") + all;
    }

    /**
     * Returns the first row that breaks the rules of the text, or null.
     *
     * @param cells how many cells a record has; irrelevant for lines
     */
    static TextRows.@Nullable Row firstFault(SourceFile source, boolean csv, int cells) {
        try (InputStream bytes = source.open()) {
            TextRows text = new TextRows(new Utf8Text(bytes), csv);
            TextRows.Row row = text.next();
            while (row != null && row.fault() == null) {
                if (csv && row.cells().size() != cells) {
                    String fault = "cells == " + row.cells().size() + ", must be " + cells + " as in the head";
                    return new TextRows.Row(row.line(), List.of(), fault);
                }
                row = text.next();
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
