package northstar.events;

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
}
