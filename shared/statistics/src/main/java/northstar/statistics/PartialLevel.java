package northstar.statistics;

import java.util.OptionalDouble;

/**
 * What is known of a metric in one arm when the comparison itself is undefined.
 *
 * @param n number of units
 * @param mean mean per unit, or the ratio; empty without units
 * @param standardError standard error of {@code mean}; empty where the variance is unknown
 */
public record PartialLevel(long n, OptionalDouble mean, OptionalDouble standardError) {}
