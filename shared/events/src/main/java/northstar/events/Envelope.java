package northstar.events;

import java.time.Instant;
import java.util.List;

/**
 * An event as EventBridge delivers it.
 *
 * @param id unique for each event on the bus
 * @param detailType what happened, for instance {@code Experiment Launched}
 * @param source who says so; the product itself is {@code northstar}
 * @param account the AWS account
 * @param time when the event happened, unless its detail says otherwise
 * @param region the AWS region
 * @param resources ARNs that the event is about
 * @param detail the content, a JSON object
 */
public record Envelope(
        String id,
        String detailType,
        String source,
        String account,
        Instant time,
        String region,
        List<String> resources,
        String detail) {
    /** The source of the product's own events. */
    public static final String NORTHSTAR = "northstar";

    public Envelope {
        resources = List.copyOf(resources);
    }
}
