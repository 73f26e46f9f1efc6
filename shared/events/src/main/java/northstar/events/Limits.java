package northstar.events;

import java.nio.charset.StandardCharsets;

/** How large inputs may be: checked before anything is read. */
final class Limits {
    /** The largest stored structure, in bytes. */
    static final int STORED = 32 * 1024 * 1024;

    /** The largest file of definitions, in bytes. */
    static final int FILE = 4 * 1024 * 1024;

    /** What EventBridge adds to an event on its way to a target. */
    static final int ENVELOPE = 8 * 1024;

    private Limits() {}

    /** Returns the detail if it fits into an event together with this many bytes around it. */
    static String event(String detail, int around) {
        return bounded(
                "event",
                detail,
                Messages.MAX_BYTES - around,
                ": send the rows in parts, or as a file in the bucket (s3Key)");
    }

    /** Returns the text if it has at most that many bytes in UTF-8. */
    static String bounded(String what, String text, int max, String advice) {
        long bytes = text.length() > max ? text.length() : utf8(text);
        if (bytes > max) {
            throw new MalformedInputException(
                    what, Math.max(bytes, utf8(text)) + " bytes", "must be at most " + max + " bytes" + advice);
        }
        return text;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
