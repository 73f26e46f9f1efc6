package northstar.lake;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The records of an object that are refused, on their way to {@code rejected/}. */
final class RejectedRecords implements AutoCloseable {
    private final String object;
    private final Path file;
    private final BufferedWriter writer;
    private long count;

    RejectedRecords(String object, Path file) {
        this.object = object;
        this.file = file;
        try {
            writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(String position, String reason, String text) {
        count++;
        try {
            writer.write(ManifestJson.line(object, position, reason, text));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count() {
        return count;
    }

    /** Returns the file, whole. */
    Path written() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
