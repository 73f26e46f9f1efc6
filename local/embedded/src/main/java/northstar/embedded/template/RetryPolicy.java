package northstar.embedded.template;

import java.time.Duration;

/**
 * How long something that failed is tried again.
 *
 * @param maximumAttempts retries after the first attempt; 0 or more
 * @param maximumAge an event older than this is not tried again; positive
 */
public record RetryPolicy(int maximumAttempts, Duration maximumAge) {

    /** @throws IllegalArgumentException if the attempts are negative or the age is not positive */
    public RetryPolicy {
        if (maximumAttempts < 0) {
            throw new IllegalArgumentException("maximumAttempts == " + maximumAttempts + ", must be 0 or more");
        }
        if (!maximumAge.isPositive()) {
            throw new IllegalArgumentException("maximumAge == " + maximumAge + ", must be positive");
        }
    }
}
