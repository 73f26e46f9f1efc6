package northstar.storage.dynamodb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import northstar.events.ContentHash;

/**
 * The text that an item carries: as it is where it is short, else deflated.
 *
 * @param text canonical JSON, or lines
 * @param hash half of the SHA-256 of the text, which tells equal bodies from others
 */
record Body(String text, String hash) {
    /** Longer texts are deflated; shorter ones stay readable in the console. */
    static final int SHORT = 4 * 1024;

    private static final int HASH_DIGITS = 32;

    static Body of(String text) {
        return new Body(text, ContentHash.sha256(text).substring(0, HASH_DIGITS));
    }

    boolean isShort() {
        return text.length() <= SHORT;
    }

    byte[] deflated() {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[16 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    static String inflated(byte[] deflated) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[16 * 1024];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && !inflater.finished()) {
                    throw new IllegalStateException("a stored body ends too early");
                }
                out.write(buffer, 0, length);
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a stored body is not deflated text", e);
        }
    }
}
