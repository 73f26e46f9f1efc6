package northstar.measurement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a UTF-8 text, one by one, up to the first byte that is none. A byte order mark is passed over. */
final class Utf8Text {
    /** What stands after the last character. */
    static final int END = -1;
    /** What stands where the bytes are not UTF-8. */
    static final int MALFORMED = -2;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final InputStream source;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(1 << 16).limit(0);
    private boolean ended;
    private boolean malformed;

    Utf8Text(InputStream source) throws IOException {
        this.source = source;
        if (peek() == BYTE_ORDER_MARK) {
            next();
        }
    }

    /** Returns the next character without taking it. */
    int peek() throws IOException {
        while (!chars.hasRemaining()) {
            if (malformed) {
                return MALFORMED;
            }
            if (ended) {
                return END;
            }
            fill();
        }
        return chars.get(chars.position());
    }

    /** Takes the next character. */
    int next() throws IOException {
        int next = peek();
        if (next >= 0) {
            chars.get();
        }
        return next;
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = source.read(bytes.array(), bytes.position(), bytes.remaining());
        ended = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, ended);
        malformed = result.isError();
        chars.flip();
    }
}
