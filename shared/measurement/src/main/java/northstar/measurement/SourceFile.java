package northstar.measurement;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import northstar.lake.engine.Sql;

/**
 * A local file and the name that messages call it by.
 *
 * @param path where it lies
 * @param name as the definition calls it
 */
record SourceFile(Path path, String name) {
    private static final int BUFFER = 1 << 16;

    /**
     * Checks that there is something to read.
     *
     * @throws TableRefusedException if the file is absent or empty, or is a damaged gzip
     */
    void check() {
        if (!Files.isRegularFile(path)) {
            throw TableRefusedException.of(name, "file == absent", "a file");
        }
        try {
            if (Files.size(path) == 0 || unpackedIsEmpty()) {
                throw TableRefusedException.of(name, "file == empty", "a table with rows");
            }
        } catch (EOFException e) {
            throw TableRefusedException.of(name, "gzip == truncated", "complete");
        } catch (ZipException e) {
            throw TableRefusedException.of(name, "gzip == damaged", "intact");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a gzip to its end, because the SQL engine does not look at the checksum. */
    private boolean unpackedIsEmpty() throws IOException {
        if (!isGzip()) {
            return false;
        }
        try (InputStream bytes = open()) {
            return bytes.transferTo(OutputStream.nullOutputStream()) == 0;
        }
    }

    boolean isGzip() {
        return lowerName().endsWith(".gz");
    }

    /** Returns whether the file's name ends so, packed or not. */
    boolean isNamed(String ending) {
        String plain = isGzip() ? lowerName().substring(0, lowerName().length() - 3) : lowerName();
        return plain.endsWith(ending);
    }

    private String lowerName() {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }

    InputStream open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        return isGzip() ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    /** Returns the path as an SQL literal. */
    String literal() {
        return Sql.text(path.toAbsolutePath().toString());
    }

    String compression() {
        return isGzip() ? "'gzip'" : "'none'";
    }
}
