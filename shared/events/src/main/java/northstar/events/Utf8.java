package northstar.events;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes bytes strictly, where the JDK's shorter ways put a replacement character. */
final class Utf8 {
    private Utf8() {}

    /**
     * Returns the text that the bytes hold.
     *
     * @throws MalformedInputException if they are not UTF-8
     */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedInputException("text", bytes.length + " bytes", "must be UTF-8");
        }
    }
}
