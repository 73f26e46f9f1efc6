package northstar.embedded.template;

/**
 * One EventBridge rule that starts a function or feeds a stream.
 *
 * @param name the rule's logical id; for a function its id followed by the event's name, as SAM forms it
 * @param bus name of the bus that the rule listens on; {@link #DEFAULT_BUS} where the template names none
 * @param pattern the event pattern as JSON, every reference resolved
 * @param delivery how often the rule tries to hand an event over
 * @param deadLetters ARN of the queue for events that could not be handed over
 */
public record EventRule(String name, String bus, String pattern, RetryPolicy delivery, String deadLetters) {

    /** The bus on which AWS services, S3 among them, put their own events. */
    public static final String DEFAULT_BUS = "default";
}
