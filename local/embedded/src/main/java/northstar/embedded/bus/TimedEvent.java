package northstar.embedded.bus;

import java.time.Instant;

/**
 * An event that a producer sends at some time. Immutable.
 *
 * @param detailType such as {@code Experiment Launched}
 * @param source the producer's name
 * @param detail a JSON object
 * @param time when it is sent
 */
public record TimedEvent(String detailType, String source, String detail, Instant time) {}
