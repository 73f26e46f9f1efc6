package northstar.cli.input;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be put on the bus.
 *
 * @param place where it stands: file and line
 * @param source who says it
 * @param detailType what happened
 * @param detail its content, a JSON object
 * @param time when it happened, or null for the time at which the bus gets it
 */
public record Outgoing(
        String place,
        String source,
        String detailType,
        String detail,
        @Nullable Instant time) {
    private static final int BYTES_OF_A_TIME = 14;

    /** Returns its size in bytes as EventBridge counts it. */
    public int size() {
        return (time == null ? 0 : BYTES_OF_A_TIME) + length(source) + length(detailType) + length(detail);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
