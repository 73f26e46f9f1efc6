package northstar.embedded.delivery;

import java.time.Duration;
import java.time.Instant;
import northstar.embedded.function.Outcome;

/**
 * One finished call of a function. Immutable.
 *
 * @param function logical id of the function
 * @param detailType of the event
 * @param time virtual time of the call
 * @param attempt 1 for the first
 * @param duration how long it took on this machine
 * @param outcome how it ended
 */
public record Call(String function, String detailType, Instant time, int attempt, Duration duration, Outcome outcome) {}
