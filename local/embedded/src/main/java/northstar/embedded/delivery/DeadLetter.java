package northstar.embedded.delivery;

import java.time.Instant;

/**
 * An event that could not be handled. Immutable.
 *
 * @param queue name of the queue that it lies in
 * @param target logical id of the function that did not get or not handle it, or the bus that a schedule did not reach
 * @param event the event as it was to be delivered, JSON
 * @param reason what went wrong the last time
 * @param attempts how often it was tried
 * @param time when it was given up
 */
public record DeadLetter(String queue, String target, String event, String reason, int attempts, Instant time) {}
