package northstar.domain.evaluation;

/**
 * A metric's level in one arm including units whose window is not over; never tested.
 *
 * @param variant key of the variant
 * @param metric key of the metric
 * @param level the level so far
 */
public record Preview(String variant, String metric, Level level) {}
