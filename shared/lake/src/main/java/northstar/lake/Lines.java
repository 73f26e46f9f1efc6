package northstar.lake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The lines of a text, numbered from 1, in bounded memory: a line that is too long is passed over, all but its beginning. */
final class Lines {
    /** The longest line, in bytes. */
    static final int MAX_LINE = 1 << 20;

    private static final int CHUNK = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream source;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;
    private byte[] line = new byte[CHUNK];
    private int length;
    private boolean cut;
    private long number;

    Lines(InputStream source) {
        this.source = source;
    }

    /** Returns what a gzip holds; whatever stands behind its end is an error, where the JDK would pass over it. */
    static InputStream gunzip(InputStream packed) throws IOException {
        return new Whole(packed);
    }

    /** Returns whether an error says that the packed text is damaged, not that the file cannot be read. */
    static boolean isDamage(IOException error) {
        return error instanceof ZipException || error instanceof EOFException;
    }

    private static final class Whole extends GZIPInputStream {
        private static final int TRAILER = 8;

        Whole(InputStream packed) throws IOException {
            super(packed, CHUNK);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read < 0 && inf.getRemaining() > TRAILER) {
                throw new ZipException("something stands behind the end");
            }
            return read;
        }
    }

    /** Moves to the next line and returns whether there is one. */
    boolean next() throws IOException {
        length = 0;
        cut = false;
        number++;
        boolean any = false;
        while (from < to || fill()) {
            any = true;
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            keep(end - from);
            from = Math.min(to, end + 1);
            if (end < to) {
                break;
            }
        }
        if (number == 1 && length >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            System.arraycopy(line, 3, line, 0, length - 3);
            length -= 3;
        }
        return any;
    }

    private void keep(int count) {
        int kept = Math.min(count, MAX_LINE - length);
        cut = cut || kept < count;
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(length + kept, Math.min(MAX_LINE, 2 * line.length)));
        }
        System.arraycopy(chunk, from, line, length, kept);
        length += kept;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        to = Math.max(0, source.read(chunk));
        return to > 0;
    }

    /** Returns which line this is. */
    long number() {
        return number;
    }

    /** Returns whether it is longer than {@link #MAX_LINE}. */
    boolean isCut() {
        return cut;
    }

    /** Returns whether it says nothing. */
    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Returns its text; what is not UTF-8 has become U+FFFD. */
    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /** Returns whether it is UTF-8. */
    boolean isUtf8(String text) {
        if (text.indexOf('\uFFFD') < 0) {
            return true;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .hasRemaining();
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
