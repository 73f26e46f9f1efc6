package northstar.domain.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A metric's level in one arm.
 *
 * @param n units that have a value
 * @param mean mean, share or ratio in the metric's unit, or null if there are no units
 * @param standardError standard error of the mean, or null if the variance is unknown
 */
public record Level(long n, @Nullable Double mean, @Nullable Double standardError) {}
