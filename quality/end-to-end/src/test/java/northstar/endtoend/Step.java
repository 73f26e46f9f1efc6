package northstar.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Something that comes from outside. Immutable. */
sealed interface Step {
    /** When it comes. */
    Instant at();

    /**
     * An event for the bus.
     *
     * @param type detail type
     * @param source who says it
     * @param detail JSON
     */
    record Said(Instant at, String type, String source, String detail) implements Step {}

    /**
     * An object for the bucket.
     *
     * @param key where to
     * @param text what is in it
     */
    record Filed(Instant at, String key, String text) implements Step {
        byte[] content() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
