/**
 * Features in the order of what they are worth on the North Star Metric, with what is known about that order.
 *
 * <p>{@link northstar.domain.ranking.Ranking} is the entry point.
 */
@NullMarked
package northstar.domain.ranking;

import org.jspecify.annotations.NullMarked;
