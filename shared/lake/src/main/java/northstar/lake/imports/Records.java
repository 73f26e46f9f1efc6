package northstar.lake.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import northstar.lake.Intake;

/** Takes the records of one text, each with the line that it begins on. */
interface Records {
    void accept(long line, String text, Fields record);

    void refuse(long line, String reason, String text);

    /** Returns what the bytes of a record say, or refuses it and returns null. */
    static String decoded(byte[] bytes, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, length))
                .toString();
    }

    /** Returns as much of the bytes as is kept of a refused record, with something else for what is no UTF-8. */
    static String kept(byte[] bytes, int length) {
        return kept(new String(Arrays.copyOf(bytes, Math.min(length, 4 * Intake.MAX_KEPT)), StandardCharsets.UTF_8));
    }

    /** Returns as much of a text as is kept of a refused record. */
    static String kept(String text) {
        if (text.length() <= Intake.MAX_KEPT) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(Intake.MAX_KEPT - 1));
        return text.substring(0, splits ? Intake.MAX_KEPT - 1 : Intake.MAX_KEPT);
    }
}
