package northstar.measurement.activity;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A file of names, eight bytes each, behind them a text, and at last the text's length in four bytes. */
final class NameFile {
    private NameFile() {}

    /** Puts the text behind the names. */
    static void append(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer tail = ByteBuffer.allocate(bytes.length + Integer.BYTES);
        tail.put(bytes).putInt(bytes.length);
        try {
            Files.write(file, tail.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text. */
    static String text(Path file) {
        try (RandomAccessFile names = new RandomAccessFile(file.toFile(), "r")) {
            long end = names.length() - Integer.BYTES;
            names.seek(end);
            byte[] text = new byte[names.readInt()];
            names.seek(end - text.length);
            names.readFully(text);
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the rows of those units that a cohort has, of those that share their first bits with one of its units.
     *
     * @param candidates place of the cohort among those that are kept, place of the name there, row and name, in order
     */
    static List<Long> verified(ResultSet candidates, List<ClosedCohort> kept) throws SQLException {
        List<Long> seen = new ArrayList<>();
        try {
            boolean isMore = candidates.next();
            while (isMore) {
                int cohort = candidates.getInt(1);
                try (RandomAccessFile names =
                        new RandomAccessFile(kept.get(cohort).names().toFile(), "r")) {
                    while (isMore && candidates.getInt(1) == cohort) {
                        names.seek(candidates.getLong(2) * Long.BYTES);
                        if (names.readLong() == candidates.getLong(4)) {
                            seen.add(candidates.getLong(3));
                        }
                        isMore = candidates.next();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }
}
