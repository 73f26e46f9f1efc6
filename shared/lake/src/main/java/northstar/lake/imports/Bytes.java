package northstar.lake.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The bytes of a text, one by one. Where an archive is damaged the text ends, and says so. */
final class Bytes {
    private static final int CHUNK = 64 * 1024;
    private static final int[] MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private byte[] buffer = new byte[CHUNK];
    private int at;
    private int end;
    private @Nullable String damage;

    /** Begins after a byte-order mark, if there is one. */
    Bytes(InputStream in) throws IOException {
        this.in = in;
        byte[] first = new byte[MARK.length];
        int length = 0;
        boolean isMark = true;
        while (length < MARK.length && isMark) {
            int next = next();
            if (next < 0) {
                isMark = false;
            } else {
                isMark = next == MARK[length];
                first[length++] = (byte) next;
            }
        }
        if (!isMark) {
            unread(first, 0, length);
        }
    }

    /** Returns the next byte, or -1 at the end. */
    int next() throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        return buffer[at++] & 0xFF;
    }

    /** Returns the next byte without taking it, or -1 at the end. */
    int peek() throws IOException {
        return at == end && !fill() ? -1 : buffer[at] & 0xFF;
    }

    /** Gives bytes back, to be read again. */
    void unread(byte[] bytes, int from, int to) {
        int given = to - from;
        if (given <= at) {
            at -= given;
            System.arraycopy(bytes, from, buffer, at, given);
            return;
        }
        int rest = end - at;
        byte[] larger = new byte[Math.max(given + rest, CHUNK)];
        System.arraycopy(bytes, from, larger, 0, given);
        System.arraycopy(buffer, at, larger, given, rest);
        buffer = larger;
        at = 0;
        end = given + rest;
    }

    /** Returns why the text ends too early, or null. */
    @Nullable
    String damage() {
        return damage;
    }

    private boolean fill() throws IOException {
        if (damage != null) {
            return false;
        }
        try {
            int read = in.read(buffer, 0, buffer.length);
            at = 0;
            end = Math.max(read, 0);
        } catch (ZipException | EOFException e) {
            damage = "archive == damaged, must be whole";
            at = 0;
            end = 0;
        }
        return end > 0;
    }
}
