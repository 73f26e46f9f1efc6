package northstar.events;

import java.time.Instant;
import java.util.List;

/** Reads and writes the details of events. */
public final class Messages {
    /** The largest event that EventBridge carries, in bytes of UTF-8. */
    public static final int MAX_BYTES = 256 * 1024;

    /** What the entry of an event has besides its detail: source, detail type, time. */
    private static final int ENTRY_BYTES = 256;

    private Messages() {}

    /**
     * Returns what an event says: one message, or those of a {@code batch}.
     *
     * @throws MalformedInputException if the detail type is unknown or the detail is not as its schema says
     */
    public static List<Message> read(Envelope envelope) {
        DetailType type = DetailType.of(envelope.detailType())
                .orElseThrow(() -> new MalformedInputException(
                        "$.detail-type", Shown.of(envelope.detailType()), "must be one that the product knows"));
        return read(type, envelope.detail(), envelope.time());
    }

    /**
     * Returns what a detail says: one message, or those of a {@code batch}.
     *
     * @param time the business time of a detail that states none
     * @throws MalformedInputException if the detail is not as its schema says; its path starts at the detail
     */
    public static List<Message> read(DetailType type, String detail, Instant time) {
        Node root = Node.root("$", JsonTree.parse(Limits.event(detail, 0)));
        if (!root.isObject() || !root.has("batch")) {
            Message message = root.as(node -> MessageForm.decode(type, node, time));
            return List.of(message);
        }
        root.knows("batch");
        Node batch = root.member("batch");
        List<Message> messages = batch.list(node -> MessageForm.decode(type, node, time));
        if (messages.isEmpty()) {
            throw batch.refusal("must not be empty");
        }
        return messages;
    }

    /**
     * Returns the detail that says this, canonical JSON.
     *
     * @throws MalformedInputException if it is larger than an event may be
     */
    public static String write(Message message) {
        JsonOut out = new JsonOut();
        MessageForm.encode(out, message);
        return Limits.event(out.text(), ENTRY_BYTES);
    }
}
