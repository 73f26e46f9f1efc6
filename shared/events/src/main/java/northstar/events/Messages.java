package northstar.events;

import java.time.Instant;
import java.util.List;

/** Reads and writes the details of events. */
public final class Messages {
    private Messages() {}

    /**
     * Returns what an event says: one message, or those of a {@code batch}.
     *
     * @throws MalformedInputException if the detail type is unknown or the detail is not as its schema says
     */
    public static List<Message> read(Envelope envelope) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns what a detail says: one message, or those of a {@code batch}.
     *
     * @param time the business time of a detail that states none
     * @throws MalformedInputException if the detail is not as its schema says
     */
    public static List<Message> read(DetailType type, String detail, Instant time) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns the detail that says this, canonical JSON.
     *
     * @throws MalformedInputException if it is larger than an event may be
     */
    public static String write(Message message) {
        throw new UnsupportedOperationException();
    }
}
