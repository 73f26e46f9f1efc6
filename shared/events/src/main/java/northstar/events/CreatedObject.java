package northstar.events;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An object that was put into a bucket, as S3 tells EventBridge.
 *
 * @param bucket name of the bucket
 * @param key key of the object, as S3 knows it
 */
public record CreatedObject(String bucket, String key) {
    /** The {@code detail-type} of the event. */
    public static final String DETAIL_TYPE = "Object Created";

    /**
     * Reads the event. S3 says more than that; it is passed over.
     *
     * @throws MalformedInputException if bucket or key are missing
     */
    public static CreatedObject read(Envelope envelope) {
        Node detail = Node.root("$", JsonTree.parse(envelope.detail()));
        return new CreatedObject(
                Value.text(detail.member("bucket").member("name")),
                Value.text(detail.member("object").member("key")));
    }

    /**
     * Returns the keys that the object may have, the likeliest first: S3 tells EventBridge the key as it is, but emulators of
     * it tell it percent-encoded, as S3 tells queues and topics.
     */
    public List<String> keys() {
        String decoded = decoded();
        return decoded.equals(key) ? List.of(key) : List.of(key, decoded);
    }

    private String decoded() {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return key; // a percent sign that encodes nothing: the key is as it is
        }
    }
}
